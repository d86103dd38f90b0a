// A land listing on the memory store, step by step, through the use cases alone.
#pragma once

#include "crypto/jws.hpp"
#include "server/app/applications.hpp"
#include "server/app/bank_lines.hpp"
#include "server/app/confirmation.hpp"
#include "server/app/listings.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/notices.hpp"
#include "server/app/parcels.hpp"
#include "server/app/quoting.hpp"
#include "server/app/refunds.hpp"
#include "tests/app/support/app_fixture.hpp"

namespace daylit::app::testing {

// "2026-03-25 09:00" in China.
Instant china(const std::string& text);

class LandTest : public AppTest {
protected:
    LandTest();
    // After each test: replaying every stream of the land desk gives its row's state, and its chain holds.
    void TearDown() override;
    bool rows_are_made_up = false;  // a test that puts rows there without their events

    auction::ParcelTerms parcel_terms(const std::string& number);
    // Lawful from the morning of 2026-03-02 on: listed 2026-03-25 09:00 to 2026-04-08 10:00, Jiangsu's timed
    // bidding from 11:00 on; applications until 2026-04-06 16:00, deposits until 2026-04-07 16:00.
    static auction::LotTimes times(bool fixed_timed_start = true);
    auction::ListingDraft draft(const std::vector<std::string>& parcels,
                                const std::string& profile = "jiangsu");

    ParcelView submitted(const std::string& number);
    ListingView drafted(const std::vector<std::string>& numbers, const std::string& profile = "jiangsu");
    ListingView in_review(const std::vector<std::string>& numbers, const std::string& profile = "jiangsu");
    // One published lot.
    LotId published(const std::string& number, const std::string& profile = "jiangsu");

    // Applies, pays in time, is matched: the plate that it got.
    std::string qualified(const Party& party, const LotId& lot);
    void pay(const std::string& reference, const std::string& payer, Fen amount);

    // A signed act: its statement, and a call whose key is the nonce.
    struct Signed {
        Call call;
        SignedAct act;
    };
    Signed signed_act(const Party& party, const std::string& type, boost::json::object payload);
    // Waits for the quote desk's answer; throws what it throws.
    Result<QuoteAnswer> quote_now(const Call& call, const LotId& lot, const SignedAct& act);
    Result<QuoteAnswer> quote(const Party& party, const LotId& lot, const std::string& plate, Fen price);
    Result<ActAnswer> answer(const Party& party, const LotId& lot, const std::string& plate, bool go_on);
    Result<ActAnswer> sign(const Party& party, const LotId& lot);

    // The platform has worked until now: every act, reading and job above begins with it unless a test says
    // otherwise.
    void keep_alive();
    bool alive = true;
    // What the jobs do, until nothing is left to do.
    void run_jobs();
    LotView lot_of(const LotId& lot, const Party* reader = nullptr);

    Party seller_party;
    Party clerk;
    Party reviewer;
    Party finance;
    Party officer;

private:
    int lines_ = 0;
    int nonces_ = 0;
};

}  // namespace daylit::app::testing

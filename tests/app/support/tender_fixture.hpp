// A tender on the memory store, step by step, through the use cases alone: its officers and gate are real
// holders, its bids are really sealed.
#pragma once

#include "server/app/envelopes.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/openings.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "server/app/tendering/submissions.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/tender_notices.hpp"
#include "server/app/tendering/tender_questions.hpp"
#include "server/app/tendering/tenders.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/support/near_envelopes.hpp"
#include "tools/holder/kept_ceremony.hpp"

namespace daylit::app::testing {

struct KeyHolder {
    Party party;
    tools::KeptCeremony kept;
};

// A bid's plain parts, and what is submitted of them.
struct Bid {
    Fen price{25'000'000'00};
    std::string files = "技术方案与报价明细";
    std::int64_t documents_version = 1;
    std::string stage = "bids";
    std::optional<std::string> security = {};
};

template <class T>
std::string word(const Result<T>& result) {
    return result ? "ok" : result.refusal().code;
}

class TenderTest : public AppTest {
protected:
    TenderTest();
    void TearDown() override;

    Party member(registry::OrganisationKind kind, const std::string& organisation,
                 std::vector<registry::Role> roles);

    // --- keys ---
    // Officers of as many bodies, and the gate, are called and speak until the ceremony is complete.
    CeremonyId ceremony(std::int64_t officers = 3, std::int64_t threshold = 2, std::int64_t pool = 2);
    Result<CeremonyView> call_one(std::int64_t threshold, std::int64_t pool);
    Result<CeremonyView> say(KeyHolder& holder, const CeremonyId& id, const tools::CeremonySpeech& speech);
    // One's word in the round that runs.
    Result<CeremonyView> speak_up(KeyHolder& holder, const CeremonyId& id);
    CeremonyView look(const CeremonyId& id, const Party* reader = nullptr);
    void name_officers(std::int64_t count);

    // --- the tender ---
    static tendering::TenderTerms terms(const std::string& number);
    // The same lot under other terms.
    LotId open_lot_with(const std::function<void(tendering::TenderTerms&)>& change);
    tendering::TenderTimes times() const;
    tendering::TenderDraft draft(const std::string& number);
    TenderView in_review(const std::string& number);
    TenderView in_review(const tendering::TenderDraft& wanted);
    Result<TenderView> publish(const TenderView& drafted, const CeremonyId& ceremony);
    // One published lot whose certificate all its officers have signed.
    LotId open_lot(const std::string& number = "DY-1");
    TenderLotView lot_of(const LotId& id);
    Certificate certificate_of(const LotId& id);
    void cosign(KeyHolder& holder, const LotId& id);

    // --- bids ---
    std::string sealed(const LotId& lot, const Party& bidder, const std::string& contents);
    std::string sealed_to(const Certificate& recipient, const Party& bidder, const std::string& contents);
    std::string letter_of(const LotId& lot, const Party& bidder, const Bid& bid);
    std::string uploaded_sealed(const Party& bidder, const std::string& bytes);
    Result<SubmissionAnswer> submit_files(const Party& bidder, const LotId& lot, std::int64_t version,
                                          const std::string& files, const std::string& letter);
    Result<SubmissionAnswer> submit(const Party& bidder, const LotId& lot, const Bid& bid = {});
    Result<SubmissionAnswer> withdraw(const Party& bidder, const LotId& lot);

    // --- the opening ---
    void close(const LotId& lot);
    Result<TenderLotView> release(KeyHolder& holder, const LotId& lot);
    Result<TenderLotView> release_text(KeyHolder& holder, const LotId& lot, const std::string& parts);
    std::string parts_of(const KeyHolder& holder, const LotId& lot);
    void open(const LotId& lot);

    struct Signed {
        Call call;
        std::string statement;
    };
    Signed signed_act(const Party& party, const std::string& type, boost::json::object payload);
    void keep_alive() { heart->beat(); }
    std::string uscc_of(const Party& party);

    testing_support::NearEnvelopes envelopes;
    Party tenderer;
    Party clerk;
    Party reviewer;
    std::vector<KeyHolder> officers;
    KeyHolder gate;
    std::vector<LotId> lots;  // that were published

private:
    LotId opened_lot(const TenderView& drafted);

    int nonces_ = 0;
};

}  // namespace daylit::app::testing

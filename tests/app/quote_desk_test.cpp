// Quotes that are judged together: each exactly as it would be alone after those before it.
#include "tests/app/quoting_fixture.hpp"

#include "crypto/receipt.hpp"
#include "server/app/keys.hpp"
#include "server/app/quote_desk.hpp"

#include <gmock/gmock.h>

namespace daylit::app::testing {
namespace {

using ::testing::ElementsAre;

class Together : public Quoting {
protected:
    struct Sent {
        Signed made;
        LotId lot;
        std::optional<Result<QuoteAnswer>> answer = {};
        std::string thrown = {};
        bool tampered = false;  // comes to the desk under a person whom the registry does not have
    };

    Sent& send(const Party& party, const LotId& at, const std::string& plate, std::int64_t yuan) {
        return send_again({signed_act(party, "daylight-quote+jws",
                                      {{"lot", at.text},
                                       {"plate", plate},
                                       {"price", Fen::yuan(yuan).count()},
                                       {"seen_number", 0}}),
                           at});
    }
    Sent& send_again(Sent sent) {
        sent_.push_back(std::make_unique<Sent>(std::move(sent)));
        return *sent_.back();
    }

    // The first quote runs alone; while its watchers are told, the others come, and are judged together.
    void run() {
        open();
        quotes.committed = [this](std::size_t size) { sizes.push_back(size); };
        auto lead = signed_act(first, "daylight-quote+jws",
                               {{"lot", lot.text},
                                {"plate", first_plate},
                                {"price", Fen::yuan(10'000'000).count()},
                                {"seen_number", 0}});
        outlet.at_next = [this] {
            before_batch();
            for (auto& sent : sent_) {
                begin(*sent);
            }
        };
        ASSERT_TRUE(quote_now(lead.call, lot, lead.act).ok());
    }
    void begin(Sent& sent) {
        Answered<QuoteAnswer> answered = [&sent](const std::function<Result<QuoteAnswer>()>& answer) {
            try {
                sent.answer = answer();
            } catch (const std::exception& error) {
                sent.thrown = error.what();
            }
        };
        if (sent.tampered) {
            sent.made.call.caller.person = PersonId{"01ARZ3NDEKTSV4RRFFQ69G5FAV"};
            quotes.take({sent.made.call, sent.lot, {}, {}, sent.made.act, std::move(answered)});
        } else {
            place_quote(sent.made.call, path({{"id", sent.lot.text}}), sent.made.act, std::move(answered));
        }
    }
    std::string word(const Sent& sent) {
        return !sent.thrown.empty() ? "thrown" : sent.answer ? code(*sent.answer) : "none";
    }
    // Every event of the lot's stream that is a quote, as digests.
    std::vector<Digest> quotes_in_log() {
        std::vector<Digest> digests;
        store.read([&](schema::UnitOfWork& tx) {
            for (const auto& event : tx.events(lot_stream(lot), 0, 1000)) {
                if (event.type == EventTag<auction::QuotePlaced>::name) {
                    digests.push_back(event.digest);
                }
            }
        });
        return digests;
    }

    std::vector<std::size_t> sizes;
    std::function<void()> before_batch = [] {};

private:
    std::vector<std::unique_ptr<Sent>> sent_;
};

TEST_F(Together, EachIsJudgedAfterThoseBeforeItAndHasItsReceipt) {
    std::vector<Sent*> sent;
    outlet.told.clear();
    before_batch = [&] {
        sent = {&send(second, lot, second_plate, 10'100'000), &send(first, lot, first_plate, 10'100'000),
                &send(first, lot, first_plate, 10'200'000), &send(second, lot, second_plate, 10'300'000)};
        outlet.told.clear();
    };
    run();

    EXPECT_THAT(sizes, ElementsAre(1, 4));
    ASSERT_EQ(sent.size(), 4U);
    EXPECT_EQ(word(*sent[0]), "ok");
    EXPECT_EQ(word(*sent[1]), "below_next_step");
    EXPECT_FALSE(sent[1]->answer->refusal().evidence.empty());
    EXPECT_EQ(word(*sent[2]), "ok");
    EXPECT_EQ(word(*sent[3]), "ok");
    const auto logged = quotes_in_log();
    ASSERT_EQ(logged.size(), 4U);
    int number = 1;
    for (const auto i : {0U, 2U, 3U}) {
        const auto& answer = **sent[i]->answer;
        EXPECT_EQ(answer.number, ++number);
        EXPECT_EQ(answer.event_digest, logged.at(static_cast<std::size_t>(number - 1)));
        const auto receipt = verify_receipt(answer.receipt, services->keys.receipt_certificate.public_key());
        EXPECT_EQ(receipt->digest, answer.event_digest);
    }
    // One word to the watchers, with all that happened.
    ASSERT_EQ(outlet.told.size(), 1U);
    EXPECT_EQ(boost::json::parse(outlet.told[0].data).at("quotes").as_array().size(), 3U);
    expect_streams_sound({lot_stream(lot)});
}

TEST_F(Together, WatchersWhoCannotBeToldHoldUpNobody) {
    std::vector<Sent*> sent;
    before_batch = [&] {
        sent = {&send(second, lot, second_plate, 10'100'000), &send(first, lot, first_plate, 10'200'000)};
    };
    run();
    outlet.at_next = [] { throw std::runtime_error("no memory for the message"); };
    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'300'000))), "ok");
    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'400'000))), "ok");

    EXPECT_EQ(quotes_in_log().size(), 5U);
}

TEST_F(Together, TheSameQuoteSentTwiceHasOneAnswer) {
    std::vector<Sent*> sent;
    before_batch = [&] {
        auto& once = send(second, lot, second_plate, 10'100'000);
        auto& again = send_again({once.made, lot});
        sent = {&once, &again};
    };
    run();

    EXPECT_THAT(sizes, ElementsAre(1, 1, 1));
    EXPECT_EQ((*sent[0]->answer)->receipt, (*sent[1]->answer)->receipt);
    EXPECT_EQ(quotes_in_log().size(), 2U);
}

TEST_F(Together, WhateverTheStoreDoesEachIsAcknowledgedOnceOrNotAtAll) {
    std::vector<Sent*> sent;
    before_batch = [&] {
        sent = {&send(second, lot, second_plate, 10'100'000), &send(first, lot, first_plate, 10'200'000)};
        store.inject(schema::Fault::conflict);
        store.inject(schema::Fault::lost_connection);
        store.inject(schema::Fault::unknown_commit);
    };
    run();

    EXPECT_EQ(word(*sent[0]), "ok");
    EXPECT_EQ(word(*sent[1]), "ok");
    EXPECT_EQ(quotes_in_log().size(), 3U);
    EXPECT_EQ(quotes_in_log().back(), (*sent[1]->answer)->event_digest);
}

TEST_F(Together, WhatWasNotAcknowledgedGetsItsAnswerWhenItIsSentAgain) {
    run();
    std::int64_t price = 10'000'000;
    for (const auto fault : {schema::Fault::unavailable, schema::Fault::unavailable_after_commit}) {
        const bool odd = price == 10'000'000;
        auto& sent = send(odd ? second : first, lot, odd ? second_plate : first_plate, price += 100'000);
        store.inject(fault);
        begin(sent);
        EXPECT_EQ(word(sent), "thrown");
        auto& again = send_again({sent.made, lot});
        begin(again);
        ASSERT_EQ(word(again), "ok");
        EXPECT_EQ(quotes_in_log().back(), (*again.answer)->event_digest);
    }
    EXPECT_EQ(quotes_in_log().size(), 3U);
}

TEST_F(Together, OneThatCannotBeJudgedDoesNotHarmTheOthers) {
    std::vector<Sent*> sent;
    before_batch = [&] {
        sent = {&send(second, lot, second_plate, 10'100'000), &send(second, lot, second_plate, 10'200'000),
                &send(first, lot, first_plate, 10'300'000)};
        // As if the registry had lost a person who is signed in.
        sent[1]->tampered = true;
    };
    run();

    EXPECT_THAT(sizes, ElementsAre(1, 1, 1));
    EXPECT_EQ(word(*sent[0]), "ok");
    EXPECT_EQ(word(*sent[1]), "thrown");
    EXPECT_EQ(word(*sent[2]), "ok");
    EXPECT_EQ(quotes_in_log().size(), 3U);
}

TEST_F(Together, QuotesOnSeveralLotsShareATransaction) {
    LotId other;
    std::string plate;
    std::vector<Sent*> sent;
    before_batch = [&] {
        sent = {&send(second, lot, second_plate, 10'100'000), &send(second, other, plate, 10'000'000),
                &send(first, lot, first_plate, 10'200'000),
                &send(second, LotId{"01ARZ3NDEKTSV4RRFFQ69G5FAV"}, plate, 10'000'000)};
    };
    other = published("岱挂2026-2");
    plate = qualified(second, other);
    run();

    EXPECT_EQ(word(*sent[0]), "ok");
    EXPECT_EQ(word(*sent[1]), "ok");
    EXPECT_EQ(word(*sent[2]), "ok");
    EXPECT_EQ(word(*sent[3]), "not_found");
    expect_streams_sound({lot_stream(lot), lot_stream(other)});
}

}  // namespace
}  // namespace daylit::app::testing

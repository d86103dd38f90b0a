// Signed quotes, answers and confirmations through the use cases.
#include "tests/app/quoting_fixture.hpp"

#include "crypto/receipt.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/certificates.hpp"
#include "server/app/documents.hpp"
#include "server/app/keys.hpp"
#include "server/app/live.hpp"
#include "server/app/receipts.hpp"

namespace daylit::app::testing {
namespace {

TEST_F(Quoting, AQuoteIsAcknowledgedWithAReceiptOverItsEvent) {
    open();

    const auto answer = quote(first, lot, first_plate, Fen::yuan(10'000'000));

    ASSERT_TRUE(answer.ok()) << answer.refusal().code << answer.refusal().field;
    EXPECT_EQ(answer->number, 1);
    const auto receipt = verify_receipt(answer->receipt, services->keys.receipt_certificate.public_key());
    ASSERT_TRUE(receipt.ok()) << receipt.refusal().code;
    EXPECT_EQ(receipt->digest, answer->event_digest);
    EXPECT_EQ(receipt->stream, lot_stream(lot));
    EXPECT_EQ(receipt->subject.at("price").as_int64(), 1'000'000'000);
    expect_streams_sound({lot_stream(lot)});
}

TEST_F(Quoting, AReceiptComesBackAsAProofBundleForItsOwnerAlone) {
    open();
    const auto answer = quote(first, lot, first_plate, Fen::yuan(10'000'000));
    ASSERT_TRUE(answer.ok());
    const auto named = path({{"digest", answer->event_digest.hex()}});

    auto reading = call(first);
    const auto bundle = my_receipt(reading, named);
    auto spying = call(second);
    const auto others = my_receipt(spying, named);
    auto listing = call(first);
    const auto listed = my_receipts(listing, with({}, {{"lot", lot.text}}));

    ASSERT_TRUE(bundle.ok()) << bundle.refusal().code;
    EXPECT_EQ(bundle->receipt, answer->receipt);
    EXPECT_FALSE(bundle->log_proof.has_value());
    EXPECT_EQ(others.refusal().code, "not_found");
    ASSERT_TRUE(listed.ok());
    EXPECT_EQ(listed->items.front().event_digest, answer->event_digest);
}

TEST_F(Quoting, TheSameKeyAgainGivesTheSameReceiptAndNoSecondQuote) {
    open();
    auto made =
        signed_act(first, "daylight-quote+jws",
                   {{"lot", lot.text}, {"plate", first_plate}, {"price", 1'000'000'000}, {"seen_number", 0}});
    const auto once = quote_now(made.call, lot, made.act);

    const auto again = quote_now(made.call, lot, made.act);

    ASSERT_TRUE(once.ok() && again.ok());
    EXPECT_EQ(once->receipt, again->receipt);
    EXPECT_EQ(lot_of(lot).leader->number, 1);
}

TEST_F(Quoting, TheKeptAnswerDoesNotStandUnderThePersonWhoQuoted) {
    open();
    auto made =
        signed_act(first, "daylight-quote+jws",
                   {{"lot", lot.text}, {"plate", first_plate}, {"price", 1'000'000'000}, {"seen_number", 0}});
    ASSERT_TRUE(quote_now(made.call, lot, made.act).ok());
    const auto& actor = made.call.caller.actor();
    const auto& key = made.call.idempotency_key;

    store.transact([&](schema::UnitOfWork& tx) {
        EXPECT_FALSE(tx.claim_key(actor, key, made.call.request, wall.now()).has_value());
        tx.keep_answer(actor, key, {made.call.request, 200, "{}"});
    });
}

TEST_F(Quoting, IsRefusedInTheWordsOfTheRulesAndNothingChanges) {
    open();
    ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
    const auto stranger = bidder("丙置业有限公司");
    const auto before = lot_of(lot).seq;

    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'000'000))), "below_next_step");
    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'200'000))), "already_leading");
    EXPECT_EQ(code(quote(second, lot, first_plate, Fen::yuan(10'200'000))), "plate_not_yours");
    EXPECT_EQ(code(quote(stranger, lot, "9999", Fen::yuan(10'200'000))), "not_qualified");
    EXPECT_EQ(code(quote(second, LotId{id_text({})}, second_plate, Fen::yuan(10'200'000))), "not_found");

    EXPECT_EQ(lot_of(lot).seq, before);
}

TEST_F(Quoting, ASignedQuoteThatIsRefusedGetsASignedRefusal) {
    open();

    const auto answer = quote(first, lot, first_plate, Fen::yuan(9'000'000));

    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.refusal().code, "below_start_price");
    const auto statement = jws::parse(answer.refusal().evidence);
    ASSERT_TRUE(statement.ok());
    const auto verified =
        statement->verify(services->keys.receipt_certificate.public_key(), "daylight-refused+jws");
    ASSERT_TRUE(verified.ok());
    EXPECT_NE(verified->payload.find("below_start_price"), std::string::npos);
}

TEST_F(Quoting, SignaturesThatDoNotHoldAreRefusedBeforeAnything) {
    open();
    const boost::json::object payload{
        {"lot", lot.text}, {"plate", first_plate}, {"price", 1'000'000'000}, {"seen_number", 0}};

    auto other_bytes = signed_act(first, "daylight-quote+jws", payload);
    auto other_payload = payload;
    other_payload["price"] = 2'000'000'000;
    const auto stolen = signed_act(first, "daylight-quote+jws", other_payload).act.statement;
    const auto& own = other_bytes.act.statement;
    other_bytes.act.statement = own.substr(0, own.rfind('.')) + stolen.substr(stolen.rfind('.'));
    EXPECT_EQ(code(quote_now(other_bytes.call, lot, other_bytes.act)), "signature_invalid");

    auto wrong_type = signed_act(first, "daylight-answer+jws", payload);
    EXPECT_EQ(code(quote_now(wrong_type.call, lot, wrong_type.act)), "jws_wrong_type");

    auto impostor = second;
    impostor.serial = first.serial;
    auto wrong_key = signed_act(impostor, "daylight-quote+jws", payload);
    EXPECT_EQ(code(quote_now(wrong_key.call, lot, wrong_key.act)), "signature_invalid");

    auto borrowed = signed_act(first, "daylight-quote+jws", payload);
    borrowed.call.caller = second.caller;
    EXPECT_EQ(code(quote_now(borrowed.call, lot, borrowed.act)), "certificate_not_yours");

    auto another_nonce = signed_act(first, "daylight-quote+jws", payload);
    another_nonce.call.idempotency_key = "another-key";
    EXPECT_EQ(code(quote_now(another_nonce.call, lot, another_nonce.act)), "act_nonce_differs");

    auto stale = signed_act(first, "daylight-quote+jws", payload);
    wall.move(std::chrono::minutes(6));
    EXPECT_EQ(code(quote_now(stale.call, lot, stale.act)), "act_expired");

    EXPECT_FALSE(lot_of(lot).leader.has_value());
}

TEST_F(Quoting, ARevokedCertificateSignsNothing) {
    open();
    auto revoking = call(first);
    ASSERT_TRUE(revoke_certificate(revoking, path({{"serial", first.serial}}), {"密钥遗失"}).ok());

    const auto answer = quote(first, lot, first_plate, Fen::yuan(10'000'000));

    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.refusal().code, "certificate_revoked");
}

// A client that lost its connection asks again under the same key, however late.
TEST_F(Quoting, AnActThatWasTakenInTimeKeepsItsReceiptAfterItExpired) {
    open();
    auto made =
        signed_act(first, "daylight-quote+jws",
                   {{"lot", lot.text}, {"plate", first_plate}, {"price", 1'000'000'000}, {"seen_number", 0}});
    const auto once = quote_now(made.call, lot, made.act);
    wall.move(std::chrono::minutes(30));

    const auto again = quote_now(made.call, lot, made.act);

    ASSERT_TRUE(once.ok());
    ASSERT_TRUE(again.ok()) << again.refusal().code;
    EXPECT_EQ(once->receipt, again->receipt);
    EXPECT_EQ(lot_of(lot).leader->number, 1);
}

TEST_F(Quoting, AnExpiredActGetsASignedRefusalLikeEveryOther) {
    open();
    auto made =
        signed_act(first, "daylight-quote+jws",
                   {{"lot", lot.text}, {"plate", first_plate}, {"price", 1'000'000'000}, {"seen_number", 0}});
    wall.move(std::chrono::minutes(5));

    const auto answer = quote_now(made.call, lot, made.act);

    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.refusal().code, "act_expired");
    EXPECT_FALSE(answer.refusal().evidence.empty());
}

// Disabled or suspended after the request was let in, before the lot was locked.
TEST_F(Quoting, WhoMayNoLongerActWhenTheLotIsLockedQuotesNothing) {
    open();
    const auto set_phases = [&](const std::string& person_phase, const std::string& organisation_phase) {
        store.transact([&](schema::UnitOfWork& tx) {
            auto person = tx.find<schema::PersonRow>(schema::Lock::update, *first.caller.person);
            auto organisation =
                tx.find<schema::OrganisationRow>(schema::Lock::update, *first.caller.organisation);
            person->phase = person_phase;
            organisation->phase = organisation_phase;
            ensure(tx.update(*person) && tx.update(*organisation), "a test's party is there");
        });
    };

    set_phases("disabled", "active");
    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'000'000))), "not_your_right");
    set_phases("active", "suspended");
    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'000'000))), "not_your_right");
    set_phases("active", "active");
    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'000'000))), "ok");
}

TEST_F(Quoting, TheVeryMomentOfClosingIsTooLateWhateverTheTimersDid) {
    open();
    ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
    procedure.set(china("2026-04-08 11:00"));
    ASSERT_TRUE(quote(second, lot, second_plate, Fen::yuan(10'100'000)).ok());
    procedure.set(china("2026-04-08 11:04") - Milliseconds(1));
    ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'200'000)).ok());
    const auto end = china("2026-04-08 11:08") - Milliseconds(1);
    procedure.set(end);

    const auto answer = quote(second, lot, second_plate, Fen::yuan(10'300'000));

    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.refusal().code, "lot_closed");
    run_jobs();
    const auto closed = lot_of(lot);
    EXPECT_EQ(closed.phase, auction::ShownPhase::sold);
    EXPECT_EQ(closed.result->closed_at, end);
    EXPECT_EQ(closed.result->price, Fen::yuan(10'200'000));
    EXPECT_EQ(closed.result->premium, Fen::yuan(200'000));
    EXPECT_EQ(closed.result->premium_rate, 20'000);
    EXPECT_EQ(closed.result->plate, first_plate);
}

TEST_F(Quoting, UntilTheLotClosesNobodySeesAPlateAndOnlyTheBidderSeesItsOwn) {
    open();
    ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
    const auto quotes_for = [&](const Party* reader) {
        auto reading = reader != nullptr ? call(*reader) : visitor();
        return lot_quotes(reading, path({{"id", lot.text}}))->items.front();
    };

    EXPECT_TRUE(quotes_for(&first).mine);
    EXPECT_FALSE(quotes_for(&second).mine);
    for (const Party* reader :
         std::initializer_list<const Party*>{nullptr, &first, &second, &clerk, &finance}) {
        EXPECT_FALSE(quotes_for(reader).plate.has_value());
        EXPECT_EQ(lot_of(lot, reader).leader->plate, std::nullopt);
    }
}

TEST_F(Quoting, TheQuestionIsAnsweredInStreamsThatTellNobodyHowManyAnswered) {
    open("shantou");
    ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
    ASSERT_TRUE(quote(second, lot, second_plate, Fen::yuan(10'100'000)).ok());
    procedure.set(china("2026-04-08 10:00"));
    run_jobs();
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::question);
    const auto before = lot_of(lot).seq;
    const auto told = outlet.told.size();

    ASSERT_TRUE(answer(first, lot, first_plate, true).ok());
    const auto twice = answer(first, lot, first_plate, false);
    ASSERT_TRUE(answer(second, lot, second_plate, false).ok());

    EXPECT_EQ(twice.refusal().code, "already_answered");
    EXPECT_EQ(lot_of(lot).seq, before);
    EXPECT_EQ(outlet.told.size(), told);
    procedure.set(china("2026-04-08 10:05"));
    run_jobs();
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::timed);
    EXPECT_EQ(lot_of(lot).seq, before + 2);
    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'300'000))), "did_not_go_on");
    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'300'000))), "ok");
}

TEST_F(Quoting, AWatcherIsToldEachQuoteAndWhatItMissed) {
    open();
    ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
    const auto seq = lot_of(lot).seq;
    ASSERT_TRUE(quote(second, lot, second_plate, Fen::yuan(10'100'000)).ok());

    const auto& last = outlet.told.back();
    const auto live = parse_as<LiveLot>(last.data);
    const auto missed = live_lot(*services, lot, seq);

    EXPECT_EQ(last.topic, feed_topic(lot));
    ASSERT_TRUE(live.ok());
    ASSERT_EQ(live->quotes.size(), 1U);
    EXPECT_EQ(live->quotes[0].price, Fen::yuan(10'100'000));
    EXPECT_EQ(live->next_price, Fen::yuan(10'200'000));
    ASSERT_TRUE(missed.has_value());
    ASSERT_EQ(missed->quotes.size(), 1U);
    EXPECT_EQ(missed->quotes[0].number, 2);
    EXPECT_EQ(last.data.find(first_plate), std::string::npos);
}

TEST_F(Quoting, ADatabaseThatIsAwayAcknowledgesNothing) {
    open();
    auto made =
        signed_act(first, "daylight-quote+jws",
                   {{"lot", lot.text}, {"plate", first_plate}, {"price", 1'000'000'000}, {"seen_number", 0}});
    store.inject(schema::Fault::unavailable_after_commit);
    EXPECT_THROW(quote_now(made.call, lot, made.act), schema::StoreUnavailable);

    const auto again = quote_now(made.call, lot, made.act);

    ASSERT_TRUE(again.ok()) << again.refusal().code;
    EXPECT_EQ(again->number, 1);
    EXPECT_EQ(lot_of(lot).leader->number, 1);
}

}  // namespace
}  // namespace daylit::app::testing

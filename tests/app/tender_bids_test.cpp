// Sealed bids on their way through the use cases: sent, tried, submitted, replaced and withdrawn.
#include "tests/app/support/tender_fixture.hpp"

#include "crypto/sealing/lot_key.hpp"
#include "server/app/documents.hpp"
#include "server/app/receipts.hpp"
#include "server/app/tendering/practice.hpp"

#include <algorithm>

namespace daylit::app::testing {
namespace {

class TenderBids : public TenderTest {};

TEST_F(TenderBids, TakesNoBidThatIsLateOrNotForThisLotAndThesePeople) {
    const auto pool = ceremony();
    const auto published = publish(in_review("DY-1"), pool);
    const auto lot = published->published_lots.front();
    const auto one = bidder("大地建设");
    EXPECT_EQ(word(submit(one, lot)), "lot_key_not_ready");
    for (auto& officer : officers) {
        cosign(officer, lot);
    }
    const auto other = publish(in_review("DY-2"), pool)->published_lots.front();
    for (auto& officer : officers) {
        cosign(officer, other);
    }
    // Sealed to another lot's certificate.
    EXPECT_EQ(word(submit_files(one, lot, 1, sealed(other, one, "f"), sealed(other, one, "l"))),
              "envelope_for_another");
    // Against documents that are not in force.
    Bid outdated;
    outdated.documents_version = 2;
    EXPECT_EQ(word(submit(one, lot, outdated)), "documents_outdated");
    // The same file as both parts.
    const auto file = sealed(lot, one, "file");
    EXPECT_EQ(word(submit_files(one, lot, 1, file, file)), "same_envelope_twice");

    procedure.set(lot_of(lot).times.deadline - Milliseconds(1));
    EXPECT_EQ(word(submit(one, lot)), "ok");
    procedure.move(Milliseconds(1));
    // Whether the deadline was extended is not known yet; then it is too late.
    const auto late = word(submit(one, lot));
    EXPECT_TRUE(late == "deadline_unsettled" || late == "submission_too_late") << late;
    close(lot);
    EXPECT_EQ(word(submit(one, lot)), "submission_too_late");
    EXPECT_EQ(word(withdraw(one, lot)), "submission_too_late");
}

TEST_F(TenderBids, LetsBidsBeReplacedAndWithdrawnBeforeTheDeadline) {
    const auto lot = open_lot();
    const auto one = bidder("大地建设");
    ASSERT_EQ(word(submit(one, lot)), "ok");
    const auto replaced = submit(one, lot);
    ASSERT_EQ(word(replaced), "ok");
    EXPECT_EQ(replaced->number, 2);
    const auto gone = withdraw(one, lot);
    ASSERT_EQ(word(gone), "ok");
    EXPECT_EQ(word(withdraw(one, lot)), "nothing_submitted");
    auto reading = call(one);
    EXPECT_EQ(my_submission(reading, path({{"id", lot.text}}))->state, tendering::SubmissionPhase::withdrawn);
    // What was replaced and withdrawn leaves the database.
    const auto chunks = [&] {
        std::size_t count = 0;
        store.read([&](schema::UnitOfWork& tx) {
            count = tx.select<schema::SealedChunkRow>({{}, {}, 1000}).size();
        });
        return count;
    };
    EXPECT_EQ(chunks(), 4U);
    while (erase_stale_uploads(*services) > 0) {}
    EXPECT_EQ(chunks(), 0U);

    for (const auto* name : {"乙", "丙"}) {
        ASSERT_EQ(word(submit(bidder(name), lot)), "ok");
    }
    close(lot);
    const auto failed = lot_of(lot);
    EXPECT_EQ(failed.state, tendering::TenderPhase::failed);
    EXPECT_EQ(word(release(officers[0], lot)), "tender_wrong_phase");
    // Nobody is named, and it is announced.
    EXPECT_EQ(oblige_tender_announcements(*services), 1);
    EXPECT_EQ(draft_due_announcements(*services, {}), 1);
    auto looking = call(staff(registry::Role::disclosure_officer));
    const auto drafts = documents(looking, {});
    const auto draft = std::ranges::find(drafts->items, disclosure::AnnouncementKind::tender_failed,
                                         [](const auto& item) { return item.content.kind; });
    ASSERT_NE(draft, drafts->items.end());
    EXPECT_EQ(draft->content.lots, std::vector{lot});
    EXPECT_EQ(to_json_text(draft->content).find("乙"), std::string::npos);
}

TEST_F(TenderBids, LetsABidBeTriedBeforehandAndKeepsNothingOfIt) {
    const auto lot = open_lot();
    const auto one = bidder("大地建设");
    const auto fetch = [&] {
        auto asking = visitor();
        return Certificate::from_pem(practice_certificate(asking, path({{"id", lot.text}})).value()).value();
    };
    const auto practice = fetch();
    EXPECT_EQ(fetch().serial(), practice.serial());  // fetched again, it is for the same key
    EXPECT_EQ(fetch().public_key(), practice.public_key());
    EXPECT_EQ(sealing::read_lot_key(practice)->statement.stage, "practice");
    Bid trial;
    trial.stage = "practice";
    const auto letter = letter_of(lot, one, trial);
    const auto attempt = [&](const Party& who, const std::string& files, const std::string& text) {
        const TrialInput in{{{"files", uploaded_sealed(who, sealed_to(practice, one, files))},
                             {"letter", uploaded_sealed(who, sealed_to(practice, one, text))}}};
        auto trying = call(who);
        return try_bid(trying, path({{"id", lot.text}}), in);
    };
    const auto good = attempt(one, trial.files, letter);
    ASSERT_EQ(word(good), "ok");
    EXPECT_TRUE(good->would_stand);
    EXPECT_EQ(good->letter->at("leader"), "张工");
    const auto swapped = attempt(one, "另一份文件", letter);
    EXPECT_FALSE(swapped->would_stand);
    EXPECT_EQ(swapped->parts[0].fault, "file_differs");
    // What is written for the real opening is found out, and so is another's signature.
    EXPECT_EQ(attempt(one, trial.files, letter_of(lot, one, {}))->parts[1].fault, "letter_of_another");
    EXPECT_EQ(attempt(bidder("长江路桥"), trial.files, letter)->parts[1].fault, "signed_by_another");
    // A real bid's file is not opened here, and a trial's is not taken as a bid.
    const auto real = uploaded_sealed(one, sealed(lot, one, trial.files));
    auto trying = call(one);
    EXPECT_EQ(word(try_bid(trying, path({{"id", lot.text}}), {{{"files", real}, {"letter", real}}})),
              "envelope_for_another");
    EXPECT_EQ(word(submit_files(one, lot, 1, sealed_to(practice, one, trial.files),
                                sealed_to(practice, one, letter))),
              "envelope_for_another");
    auto other = call(bidder("泰山市政"));
    EXPECT_EQ(word(try_bid(other, path({{"id", lot.text}}), {{{"files", real}, {"letter", real}}})),
              "upload_missing");
    auto looking = call(one);
    EXPECT_EQ(word(my_submission(looking, path({{"id", lot.text}}))), "not_found");
    close(lot);
    EXPECT_EQ(word(attempt(one, trial.files, letter)), "tender_wrong_phase");
}

TEST_F(TenderBids, KeepsASealedFileToItsOwners) {
    const auto one = bidder("大地建设");
    const auto other = bidder("长江路桥");
    auto beginning = call(one);
    const auto upload = begin_sealed_upload(beginning, {}, {sealed_chunk_bytes + 5});
    ASSERT_EQ(word(upload), "ok");
    EXPECT_EQ(upload->missing, (std::vector<std::int64_t>{0, 1}));
    const auto put = [&](const Party& who, const std::string& number, const std::string& bytes) {
        auto sending = call(who);
        return put_sealed_chunk(sending, path({{"id", upload->id}, {"number", number}}), bytes);
    };
    EXPECT_EQ(word(put(other, "1", "12345")), "not_found");
    EXPECT_EQ(word(put(one, "1", "123456")), "chunk_wrong_size");
    EXPECT_EQ(word(put(one, "2", "12345")), "chunk_wrong_size");
    EXPECT_EQ(word(put(one, "x", "12345")), "not_found");
    EXPECT_EQ(word(put(one, "1", "12345")), "ok");
    EXPECT_EQ(word(put(one, "1", "12345")), "ok");
    EXPECT_EQ(word(put(one, "1", "54321")), "chunk_differs");
    auto finishing = call(one);
    EXPECT_EQ(word(finish_sealed_upload(finishing, path({{"id", upload->id}}), {})), "upload_incomplete");
    EXPECT_EQ(word(put(one, "0", std::string(sealed_chunk_bytes, 'x'))), "ok");
    auto again = call(one);
    EXPECT_EQ(word(finish_sealed_upload(again, path({{"id", upload->id}}), {})), "envelope_not_encrypted");
    auto looking = call(other);
    EXPECT_EQ(word(sealed_upload(looking, path({{"id", upload->id}}))), "not_found");
    for (int i = 1; i < 20; ++i) {
        auto more = call(one);
        ASSERT_EQ(word(begin_sealed_upload(more, {}, {1})), "ok");
    }
    auto more = call(one);
    EXPECT_EQ(word(begin_sealed_upload(more, {}, {1})), "too_many_uploads");
}

TEST_F(TenderBids, TakesNoFileThatCouldHoldUpTheOpeningOfAll) {
    const auto lot = open_lot();
    const auto one = bidder("大地建设");
    EXPECT_EQ(word(submit_files(one, lot, 1, sealed(lot, one, "files"),
                                sealed(lot, one, std::string(sealed_chunk_bytes, 'x')))),
              "sealed_too_large");
    // Whole once, dropped, and half erased by now.
    const auto file = sealed(lot, one, "files");
    const auto letter = sealed(lot, one, "letter");
    const std::vector<std::string> uploads{uploaded_sealed(one, file), uploaded_sealed(one, letter)};
    store.transact([&](schema::UnitOfWork& tx) {
        auto row = *tx.find<schema::SealedUploadRow>(schema::Lock::update, uploads[1]);
        (void)tx.erase<schema::SealedChunkRow>({schema::equals("upload", uploads[1])});
        row.received = "0";
        ensure(tx.update(row), "the upload is there");
    });
    const boost::json::array parts{{{"part", "files"}, {"digest", sha256(file).hex()}},
                                   {{"part", "letter"}, {"digest", sha256(letter).hex()}}};
    auto made =
        signed_act(one, "daylight-submission+jws",
                   {{"lot", lot.text}, {"stage", "bids"}, {"documents_version", 1}, {"parts", parts}});
    EXPECT_EQ(word(submit_bid(made.call, path({{"id", lot.text}}), {made.statement, uploads})),
              "upload_incomplete");
}

}  // namespace
}  // namespace daylit::app::testing

// A tender with sealed bids through the use cases: from the ceremony to the opening record, and everything
// that must not work.
#include "tests/app/support/tender_fixture.hpp"

#include "base/encoding.hpp"
#include "crypto/receipt.hpp"
#include "crypto/sealing/opening.hpp"
#include "server/app/documents.hpp"
#include "server/app/envelopes.hpp"
#include "server/app/tendering/opened_files.hpp"

#include <algorithm>

namespace daylit::app::testing {
namespace {

// As a reader's own machine opens it.
std::string opened_with(Envelopes& envelopes, const std::string& bytes, const std::string& agreed) {
    const auto source = [&bytes] {
        return [&bytes, at = std::size_t(0)](std::span<char> to) mutable {
            const auto size = std::min(to.size(), bytes.size() - at);
            std::copy_n(bytes.data() + at, size, to.data());
            at += size;
            return size;
        };
    };
    const auto point = sealing::Point::from_bytes(from_hex(agreed).value()).value();
    std::string contents;
    const auto done = envelopes.open(
        envelopes.check(source(), Patience::waits)->envelope, point, source(),
        [&](std::string_view piece) { contents += piece; }, Patience::waits);
    return done ? contents : done.refusal().code;
}

class Tendering : public TenderTest {};

TEST_F(Tendering, RunsFromTheCeremonyToTheOpeningRecord) {
    const auto lot = open_lot();
    EXPECT_TRUE(lot_of(lot).takes_bids);
    std::vector<Party> bidders;
    for (const auto* name : {"大地建设", "长江路桥", "泰山市政"}) {
        bidders.push_back(bidder(name));
    }
    Bid cheap;
    cheap.price = Fen(24'000'000'00);
    const auto answer = submit(bidders[0], lot);
    ASSERT_EQ(word(answer), "ok");
    EXPECT_EQ(verify_receipt(answer->receipt, keys.receipt_certificate.public_key())->kind, "submission");
    EXPECT_EQ(word(submit(bidders[1], lot, cheap)), "ok");
    EXPECT_EQ(word(submit(bidders[2], lot)), "ok");

    // Nobody sees who has submitted, or how many.
    const auto before = lot_of(lot);
    EXPECT_EQ(before.submissions, 0);
    EXPECT_EQ(before.closing_list, std::nullopt);
    const auto seq = before.seq;

    close(lot);
    const auto closed = lot_of(lot);
    EXPECT_EQ(closed.state, tendering::TenderPhase::closed);
    EXPECT_EQ(closed.submissions, 3);
    EXPECT_EQ(closed.seq, seq + 1);
    EXPECT_TRUE(closed.bids.empty());

    open(lot);
    const auto opened = lot_of(lot);
    ASSERT_EQ(opened.state, tendering::TenderPhase::opened);
    ASSERT_EQ(opened.bids.size(), 3U);
    for (const auto& bid : opened.bids) {
        EXPECT_EQ(bid.verdict, tendering::BidVerdict::opened) << bid.fault;
        EXPECT_TRUE(bid.findings.empty()) << bid.findings.front();
    }
    auto reading = visitor();
    const auto bundle = opening_bundle(reading, path({{"id", lot.text}}));
    ASSERT_EQ(word(bundle), "ok");
    EXPECT_TRUE(std::ranges::any_of(bundle->letters, [&](const auto& one) {
        return one.letter->find(in_capitals(cheap.price)) != std::string::npos;
    }));

    auto objecting = call(bidders[0]);
    EXPECT_EQ(word(object_to_opening(objecting, path({{"id", lot.text}}), {"工期有误"})), "ok");
    auto recording = visitor();
    auto record = opening_record(recording, path({{"id", lot.text}}));
    const auto sign = [&](const Digest& digest) {
        auto made = signed_act(tenderer, "daylight-opening-record+jws",
                               {{"lot", lot.text}, {"record", digest.hex()}});
        return sign_opening_record(made.call, path({{"id", lot.text}}), {made.statement});
    };
    EXPECT_EQ(word(sign(record->digest)), "objection_unanswered");
    auto answering = call(tenderer);
    EXPECT_EQ(word(answer_objection(answering, path({{"id", lot.text}}), {1, "经核对，与开标一览表一致"})),
              "ok");
    EXPECT_EQ(word(sign(record->digest)), "record_is_another");
    auto again = visitor();
    record = opening_record(again, path({{"id", lot.text}}));
    const auto done = sign(record->digest);
    ASSERT_EQ(word(done), "ok");
    EXPECT_EQ(done->record, record->digest);
    EXPECT_EQ(done->announcements.front().kind, disclosure::AnnouncementKind::opening_record);
}

TEST_F(Tendering, WorksWithOneOfficerThroughTheSameSteps) {
    services->settings.demo = true;
    const auto pool = ceremony(1, 1, 1);
    const auto published = publish(in_review("DY-1"), pool);
    ASSERT_EQ(word(published), "ok");
    const auto lot = published->published_lots.front();
    cosign(officers[0], lot);
    for (const auto* name : {"甲", "乙", "丙"}) {
        ASSERT_EQ(word(submit(bidder(name), lot)), "ok");
    }
    close(lot);
    EXPECT_EQ(word(release(officers[0], lot)), "ok");
    (void)open_due_bids(*services);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::closed);  // not without the gate
    EXPECT_EQ(word(release(gate, lot)), "ok");
    (void)open_due_bids(*services);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::opened);
}

TEST_F(Tendering, ChangesItsDocumentsForAllUnderFourEyes) {
    const auto lot = open_lot();
    const auto one = bidder("大地建设");
    ASSERT_EQ(word(submit(one, lot)), "ok");
    auto asking = call(one);
    const auto question = ask_tender_question(asking, path({{"id", lot.text}}), {"是否允许联合体投标？"});
    ASSERT_EQ(word(question), "ok");
    auto seeing = call(tenderer);
    const auto questions = tender_questions(seeing, path({{"id", lot.text}}));
    ASSERT_EQ(questions->items.size(), 1U);
    EXPECT_EQ(questions->items[0].text, "是否允许联合体投标？");

    tendering::ProposedChange change{
        terms("DY-1"), lot_of(lot).times, {{question->id, "改写的问题", "不允许。"}}, true};
    change.terms.scope = "道路、排水与照明";
    auto proposing = call(tenderer);
    const auto proposed = propose_tender_notice(proposing, path({{"id", lot.text}}),
                                                {tendering::TenderNoticeKind::change, "补遗一", change});
    ASSERT_EQ(word(proposed), "ok");
    // What was asked is told as it was asked.
    EXPECT_EQ(proposed->content.change->answers[0].text, "是否允许联合体投标？");
    procedure.move(std::chrono::seconds(1));
    auto publishing = call(reviewer);
    ASSERT_EQ(word(publish_tender_notice(publishing, path({{"id", proposed->id}}), {})), "ok");
    const auto changed = lot_of(lot);
    EXPECT_EQ(changed.documents_version, 2);
    EXPECT_EQ(changed.announcements.front().kind, disclosure::AnnouncementKind::tender_change);
    auto reading = call(one);
    EXPECT_TRUE(my_submission(reading, path({{"id", lot.text}}))->documents_outdated);
    EXPECT_EQ(word(submit(one, lot)), "documents_outdated");
    Bid renewed;
    renewed.documents_version = 2;
    EXPECT_EQ(word(submit(one, lot, renewed)), "ok");
    auto mine = call(one);
    EXPECT_EQ(my_tender_questions(mine, {})->items[0].answer, "不允许。");
    auto answering = call(tenderer);
    EXPECT_EQ(word(propose_tender_notice(answering, path({{"id", lot.text}}),
                                         {tendering::TenderNoticeKind::change, "补遗二", change})),
              "answer_given_already");
}

TEST_F(Tendering, OpensNothingForPartsThatDoNotHoldAndNamesWhoseTheyAre) {
    const auto lot = open_lot();
    for (const auto* name : {"甲", "乙", "丙"}) {
        ASSERT_EQ(word(submit(bidder(name), lot)), "ok");
    }
    EXPECT_EQ(word(release_text(officers[0], lot, "{}")), "tender_wrong_phase");
    close(lot);
    // Another officer's parts, and parts with another's number.
    EXPECT_EQ(word(release_text(officers[0], lot, parts_of(officers[1], lot))), "ok");
    auto stranger = officers[0];
    stranger.kept.shares = officers[1].kept.shares;
    EXPECT_EQ(word(release_text(officers[0], lot, parts_of(stranger, lot))), "ok");
    const auto& timeline = lot_of(lot).timeline;
    ASSERT_GE(timeline.size(), 2U);
    EXPECT_EQ(timeline.back().type, "part_rejected");
    EXPECT_EQ(timeline.back().data.at("fault"), "proof_invalid");
    EXPECT_EQ(timeline.back().data.at("holder"), 1);
    EXPECT_EQ(timeline[timeline.size() - 2].data.at("fault"), "parts_of_another");
    EXPECT_FALSE(lot_of(lot).holders[0].released);
    // Who holds nothing here.
    KeyHolder nobody{bidder("外人"), officers[0].kept};
    EXPECT_EQ(word(release(nobody, lot)), "not_a_holder");
    // The third officer takes the first one's place.
    EXPECT_EQ(word(release(officers[2], lot)), "ok");
    EXPECT_EQ(word(release(officers[1], lot)), "ok");
    EXPECT_EQ(word(release(gate, lot)), "ok");
    EXPECT_EQ(word(release(gate, lot)), "already_released");
    (void)open_due_bids(*services);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::opened);
}

TEST_F(Tendering, SaysOfEachBidThatDoesNotOpenWhoseFaultItIs) {
    const auto lot = open_lot();
    const auto good = bidder("好公司");
    ASSERT_EQ(word(submit(good, lot)), "ok");
    // A letter in another's name, copied or not, is the sender's fault.
    const auto thief = bidder("抄袭者");
    const auto copied = letter_of(lot, good, {});
    ASSERT_EQ(word(submit_files(thief, lot, 1, sealed(lot, thief, "f"), sealed(lot, thief, copied))), "ok");
    // The other's sealed letter itself: signed by another.
    const auto copier = bidder("复制者");
    ASSERT_EQ(word(submit_files(copier, lot, 1, sealed(lot, copier, "f"), sealed(lot, good, copied))), "ok");
    // What is sealed is no letter.
    const auto careless = bidder("粗心者");
    ASSERT_EQ(word(submit_files(careless, lot, 1, sealed(lot, careless, "f"), sealed(lot, careless, "x"))),
              "ok");
    // A price above the ceiling is for the committee to reject.
    const auto dear = bidder("高价者");
    Bid high;
    high.price = Fen(31'000'000'00);
    ASSERT_EQ(word(submit(dear, lot, high)), "ok");
    // Another file than the letter names.
    const auto swapper = bidder("调包者");
    ASSERT_EQ(word(submit_files(swapper, lot, 1, sealed(lot, swapper, "另一份文件"),
                                sealed(lot, swapper, letter_of(lot, swapper, {})))),
              "ok");
    // Bytes that the platform lost: of a letter, and of a file.
    const auto unlucky = bidder("不幸者");
    ASSERT_EQ(word(submit(unlucky, lot)), "ok");
    const auto robbed = bidder("失窃者");
    ASSERT_EQ(word(submit(robbed, lot)), "ok");
    const auto spoil = [&](const Party& who, std::size_t part) {
        store.transact([&](schema::UnitOfWork& tx) {
            for (const auto& row : tx.select<schema::SubmissionRow>({{}, {}, 100})) {
                const auto state = parse_as<tendering::SubmissionState>(row.state).value();
                if (bidder_of(*services, row.id, state).organisation != *who.caller.organisation) {
                    continue;
                }
                const auto upload = parse_as<std::vector<std::string>>(row.uploads).value()[part];
                auto chunk = *tx.find<schema::SealedChunkRow>(schema::Lock::none, upload, std::int64_t{0});
                chunk.bytes[chunk.bytes.size() / 2] ^= 1;
                (void)tx.erase<schema::SealedChunkRow>({schema::equals("upload", upload)});
                tx.put(chunk);
            }
        });
    };
    spoil(unlucky, 1);
    spoil(robbed, 0);
    close(lot);
    open(lot);
    std::map<std::string, std::string> told;
    for (const auto& bid : lot_of(lot).bids) {
        told[bid.bidder_name] = std::string(boost::describe::enum_to_string(bid.verdict, "")) + " " +
                                bid.fault + (bid.findings.empty() ? "" : " " + bid.findings.front());
    }
    EXPECT_EQ(told["好公司"], "opened ");
    EXPECT_EQ(told["抄袭者"], "revoked letter_of_another");
    EXPECT_EQ(told["复制者"], "revoked signed_by_another");
    EXPECT_EQ(told["粗心者"], "revoked letter_malformed");
    EXPECT_EQ(told["高价者"], "opened  amount_above_most fields.price");
    EXPECT_EQ(told["不幸者"], "taken_back envelope_lost");

    // Files are opened after the letters, of those bids alone that opened.
    EXPECT_TRUE(lot_of(lot).files_wait);
    EXPECT_EQ(open_due_files(*services), 1);
    EXPECT_EQ(open_due_files(*services), 0);
    const auto view = lot_of(lot);
    EXPECT_FALSE(view.files_wait);
    std::map<std::string, std::string> files;
    for (const auto& file : view.files) {
        const auto bid = std::ranges::find(view.bids, file.submission, &tendering::OpenedBid::submission);
        files[bid->bidder_name] =
            std::string(boost::describe::enum_to_string(file.verdict, "")) + " " + file.fault;
    }
    EXPECT_EQ(files, (std::map<std::string, std::string>{{"好公司", "opened "},
                                                         {"高价者", "opened "},
                                                         {"调包者", "revoked file_differs"},
                                                         {"失窃者", "taken_back envelope_lost"}}));
}

// Fails at some envelopes, as a parser program does that ends on them; or at all.
class TroubledEnvelopes : public testing_support::NearEnvelopes {
public:
    Result<OpenedContents> open(const sealing::Envelope& envelope, const sealing::Point& agreed,
                                const sealing::ByteSource& source, const sealing::ByteSink& sink,
                                Patience patience) override {
        if (is_away || envelope.size == fatal_size) {
            sink("half of it");
            return refuse("envelope_reader_failed");
        }
        return NearEnvelopes::open(envelope, agreed, source, sink, patience);
    }
    bool is_away = false;
    std::uint64_t fatal_size = 0;
};

TEST_F(Tendering, IsNotHeldUpByALetterOnWhichTheReaderEnds) {
    TroubledEnvelopes troubled;
    services->envelopes = &troubled;
    const auto lot = open_lot();
    Bid hostile;
    hostile.stage = std::string(3000, 'x');
    const auto villain = bidder("丁");
    const auto letter = letter_of(lot, villain, hostile);
    const auto sealed_letter = sealed(lot, villain, letter);
    troubled.fatal_size = sealed_letter.size();
    ASSERT_EQ(word(submit_files(villain, lot, 1, sealed(lot, villain, hostile.files), sealed_letter)), "ok");
    for (const auto* name : {"甲", "乙", "丙"}) {
        ASSERT_EQ(word(submit(bidder(name), lot)), "ok");
    }
    close(lot);
    troubled.is_away = true;  // then nothing is opened, and nobody is to blame
    EXPECT_THROW(open(lot), std::runtime_error);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::closed);
    troubled.is_away = false;
    (void)open_due_bids(*services);
    const auto opened = lot_of(lot);
    ASSERT_EQ(opened.state, tendering::TenderPhase::opened);
    for (const auto& bid : opened.bids) {
        const bool is_theirs = bid.bidder_name == "丁";
        EXPECT_EQ(bid.verdict, is_theirs ? tendering::BidVerdict::taken_back : tendering::BidVerdict::opened);
        EXPECT_EQ(bid.fault, is_theirs ? "envelope_reader_failed" : "");
    }
}

TEST_F(Tendering, ShowsFilesToThoseWhomTheyConcern) {
    const auto lot = open_lot();
    std::vector<Party> bidders;
    for (const auto* name : {"甲", "乙", "丙"}) {
        bidders.push_back(bidder(name));
        ASSERT_EQ(word(submit(bidders.back(), lot)), "ok");
    }
    auto early = call(bidders[0]);
    const auto own = my_submission(early, path({{"id", lot.text}}))->id;
    const std::map<std::string, std::string> of_first{
        {"id", lot.text}, {"submission", own.text}, {"part", "files"}, {"number", "0"}};
    const auto ask = [&](const Party& who) {
        auto asking = call(who);
        const auto view = sealed_file(asking, path(of_first));
        auto reading = call(who);
        EXPECT_EQ(word(sealed_file_chunk(reading, path(of_first))), word(view));
        return word(view);
    };
    EXPECT_EQ(ask(tenderer), "not_found");
    EXPECT_EQ(ask(bidders[0]), "not_found");
    // Sealed well, and of another stage: its letter is none.
    const auto spoilt = bidder("丁");
    Bid wrong;
    wrong.stage = "technical";
    ASSERT_EQ(word(submit(spoilt, lot, wrong)), "ok");
    auto looking = call(spoilt);
    const auto spoilt_own = my_submission(looking, path({{"id", lot.text}}))->id;
    close(lot);
    open(lot);
    const auto ask_spoilt = [&](const Party& who) {
        auto asking = call(who);
        return word(sealed_file(
            asking, path({{"id", lot.text}, {"submission", spoilt_own.text}, {"part", "files"}})));
    };
    EXPECT_EQ(ask_spoilt(tenderer), "bid_not_opened");
    EXPECT_EQ(ask_spoilt(spoilt), "ok");
    EXPECT_EQ(ask_spoilt(staff(registry::Role::supervisor)), "ok");
    EXPECT_EQ(ask(tenderer), "ok");
    EXPECT_EQ(ask(bidders[0]), "ok");
    EXPECT_EQ(ask(bidders[1]), "not_found");
    EXPECT_EQ(ask(staff(registry::Role::supervisor)), "ok");
    EXPECT_EQ(ask(clerk), "not_found");
    EXPECT_EQ(
        ask(member(registry::OrganisationKind::tenderer, "另一招标人", {registry::Role::tenderer_agent})),
        "not_found");
    // Its bytes and its point are all that its own machine needs.
    auto asking = call(tenderer);
    const auto view = sealed_file(asking, path(of_first)).value();
    auto reading = call(tenderer);
    const auto bytes = sealed_file_chunk(reading, path(of_first)).value();
    EXPECT_EQ(sha256(bytes), view.digest);
    EXPECT_EQ(std::ssize(bytes), view.size);
    const auto contents = opened_with(*services->envelopes, bytes, view.agreed);
    EXPECT_NE(contents.find(Bid().files), std::string::npos);
    for (const auto* number : {"1", "-1", "9223372036854775807", "x"}) {
        auto beyond = of_first;
        beyond["number"] = number;
        auto trying = call(tenderer);
        EXPECT_EQ(word(sealed_file_chunk(trying, path(beyond))), "not_found") << number;
    }
}

TEST_F(Tendering, IsAdjournedWithoutItsOfficersAndGoesOnLater) {
    const auto lot = open_lot();
    for (const auto* name : {"甲", "乙", "丙"}) {
        ASSERT_EQ(word(submit(bidder(name), lot)), "ok");
    }
    close(lot);
    EXPECT_EQ(word(release(officers[0], lot)), "ok");
    EXPECT_EQ(word(release(gate, lot)), "ok");
    procedure.move(std::chrono::minutes(30));
    (void)advance_due_tenders(*services);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::adjourned);
    EXPECT_EQ(word(release(officers[1], lot)), "opening_adjourned");
    // Everybody is told at once, and once.
    const auto announced = [&] {
        std::vector<std::string> summaries;
        for (const auto& one : lot_of(lot).announcements) {
            summaries.push_back(one.summary);
        }
        return summaries;
    };
    const auto before = announced().size();
    EXPECT_EQ(announce_adjournments(*services), 1);
    EXPECT_EQ(announce_adjournments(*services), 0);
    ASSERT_EQ(announced().size(), before + 1);
    EXPECT_NE(announced().front().find("开标延期"), std::string::npos);
    procedure.move(std::chrono::minutes(1));
    auto calling = call(clerk);
    EXPECT_EQ(word(reconvene_opening(calling, path({{"id", lot.text}}),
                                     {procedure.now() + std::chrono::hours(24)})),
              "ok");
    EXPECT_EQ(announce_adjournments(*services), 1);
    EXPECT_NE(announced().front().find("恢复开标"), std::string::npos);
    EXPECT_EQ(word(release(officers[1], lot)), "opening_not_yet");
    procedure.move(std::chrono::hours(24));
    EXPECT_EQ(word(release(officers[1], lot)), "ok");
    (void)open_due_bids(*services);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::opened);
}

}  // namespace
}  // namespace daylit::app::testing

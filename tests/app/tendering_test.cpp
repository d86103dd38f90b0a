// A tender with sealed bids through the use cases: from the ceremony to the opening record, and everything
// that must not work.
#include "tests/app/support/tender_fixture.hpp"

#include "base/encoding.hpp"
#include "crypto/receipt.hpp"
#include "crypto/sealing/opening.hpp"
#include "server/app/documents.hpp"
#include "server/app/receipts.hpp"
#include "server/app/tendering/opened_files.hpp"
#include "server/app/tendering/opening_officers.hpp"
#include "tests/support/near_envelopes.hpp"

#include <algorithm>
#include <set>

namespace daylit::app::testing {
namespace {

template <class T>
std::string word(const Result<T>& result) {
    return result ? "ok" : result.refusal().code;
}

class Tendering : public TenderTest {};

// As a reader's own machine opens it.
std::string opened_with(const std::string& bytes, const std::string& agreed) {
    testing_support::NearEnvelopes near;
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
    const auto done = near.open(near.check(source())->envelope, point, source(),
                                [&](std::string_view piece) { contents += piece; });
    return done ? contents : done.refusal().code;
}

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

TEST_F(Tendering, TakesNoBidThatIsLateOrNotForThisLotAndThesePeople) {
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

TEST_F(Tendering, LetsBidsBeReplacedAndWithdrawnBeforeTheDeadline) {
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
    close(lot);
    open(lot);
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
    const auto contents = opened_with(bytes, view.agreed);
    EXPECT_NE(contents.find(Bid().files), std::string::npos);
    for (const auto* number : {"1", "-1", "9223372036854775807", "x"}) {
        auto beyond = of_first;
        beyond["number"] = number;
        auto trying = call(tenderer);
        EXPECT_EQ(word(sealed_file_chunk(trying, path(beyond))), "not_found") << number;
    }
}

TEST_F(Tendering, NamesWhoCheatsInACeremony) {
    name_officers(3);
    const auto called = call_one(2, 2);
    ASSERT_EQ(word(called), "ok");
    const auto id = called->id;
    for (std::size_t i = 0; i < officers.size(); ++i) {
        officers[i].kept = {called->plan, static_cast<std::int64_t>(i) + 1, "", {}, {}, std::nullopt, {}};
    }
    gate.kept = {called->plan, static_cast<std::int64_t>(sealing::gate_holder), "", {}, {}, std::nullopt, {}};
    const auto until = [&](tendering::CeremonyPhase phase) {
        for (auto view = look(id); view.state != phase; view = look(id)) {
            const auto holder = view.missing.front();
            auto& who = holder <= 3 ? officers[static_cast<std::size_t>(holder - 1)] : gate;
            ASSERT_EQ(word(speak_up(who, id)), "ok");
        }
    };
    until(tendering::CeremonyPhase::dealing);
    // Officer 1 deals to officer 3 what it did not commit to.
    auto cheat = officers[0];
    cheat.kept = officers[0].kept;
    auto speech = tools::deal_shares(officers[0].kept, look(id).sealing_keys).value();
    std::swap(cheat.kept.coefficients[0], cheat.kept.coefficients[1]);
    const auto wrong = tools::deal_shares(cheat.kept, look(id).sealing_keys).value();
    speech.envelopes[1] = wrong.envelopes[1];
    boost::json::array list;
    for (std::size_t i = 0; i < speech.envelopes.size(); ++i) {
        list.push_back(
            {{"to", static_cast<std::int64_t>(i) + 2}, {"envelope", sha256(speech.envelopes[i]).hex()}});
    }
    speech.about = sha256(boost::json::serialize(list));
    ASSERT_EQ(word(say(officers[0], id, speech)), "ok");
    until(tendering::CeremonyPhase::confirming);
    EXPECT_EQ(word(speak_up(officers[1], id)), "ok");  // its own shares are good
    const auto blamed = speak_up(officers[2], id);
    ASSERT_EQ(word(blamed), "ok");
    EXPECT_EQ(blamed->state, tendering::CeremonyPhase::aborted);
    EXPECT_EQ(blamed->blamed, 1);
    EXPECT_EQ(blamed->reason, "dealer_cheated");
}

TEST_F(Tendering, HearsInACeremonyOnlyWhoIsNamedAndWhatWasSaid) {
    name_officers(3);
    EXPECT_EQ(word(call_one(1, 2)), "body_too_strong");
    const auto called = call_one(2, 2);
    ASSERT_EQ(word(called), "ok");
    for (std::size_t i = 0; i < officers.size(); ++i) {
        officers[i].kept = {called->plan, static_cast<std::int64_t>(i) + 1, "", {}, {}, std::nullopt, {}};
    }
    gate.kept = {called->plan, static_cast<std::int64_t>(sealing::gate_holder), "", {}, {}, std::nullopt, {}};
    const auto id = called->id;
    auto posing = officers[0];
    posing.kept.holder = 2;
    EXPECT_EQ(word(say(posing, id, tools::join_ceremony(posing.kept))), "not_a_holder");
    auto infinite = tools::join_ceremony(officers[0].kept);
    infinite.sealing_key = "00";
    EXPECT_EQ(word(say(officers[0], id, infinite)), "malformed_point");
    for (auto& officer : officers) {
        EXPECT_EQ(word(speak_up(officer, id)), "ok");
    }
    for (auto& officer : officers) {
        EXPECT_EQ(word(speak_up(officer, id)), "ok");
    }
    EXPECT_EQ(word(speak_up(gate, id)), "ok");
    // Whoever shows other commitments than it announced is not heard.
    auto other = officers[0];
    (void)tools::announce_commitments(other.kept);
    EXPECT_EQ(word(say(officers[0], id, tools::show_commitments(other.kept))), "commitments_differ");
    auto aborting = call(clerk);
    EXPECT_EQ(abort_ceremony(aborting, path({{"id", id.text}}), {"第二位解密人员缺席"})->state,
              tendering::CeremonyPhase::aborted);
}

TEST_F(Tendering, ListsWhomACeremonyMayName) {
    name_officers(3);
    const auto uncertified =
        member(registry::OrganisationKind::notary, "另一公证处", {registry::Role::opening_officer});
    (void)bidder("甲");
    auto looking = call(clerk);
    const auto all = opening_officers(looking, {});
    ASSERT_EQ(word(all), "ok");
    ASSERT_EQ(all->items.size(), 4U);
    for (const auto& item : all->items) {
        EXPECT_EQ(item.has_certificate, item.person != *uncertified.caller.person) << item.body_name;
    }
    Params search;
    search.query["q"] = "持有单位2";
    const auto one = opening_officers(looking, search);
    ASSERT_EQ(one->items.size(), 1U);
    EXPECT_EQ(one->items[0].body_name, "持有单位2");
    EXPECT_EQ(one->items[0].person, *officers[1].party.caller.person);
    // A body a page, and nobody twice.
    Params page;
    page.query["limit"] = "1";
    std::set<std::string> seen;
    for (int pages = 0; pages < 20; ++pages) {
        const auto part = opening_officers(looking, page);
        for (const auto& item : part->items) {
            EXPECT_TRUE(seen.insert(item.person.text).second);
        }
        if (!part->next_cursor) {
            break;
        }
        page.query["cursor"] = *part->next_cursor;
    }
    EXPECT_EQ(seen.size(), 4U);
}

TEST_F(Tendering, BindsEachKeyOnceAndWantsEnoughBodies) {
    const auto pool = ceremony(3, 2, 1);
    ASSERT_EQ(word(publish(in_review("DY-1"), pool)), "ok");
    EXPECT_EQ(word(publish(in_review("DY-2"), pool)), "no_key_left");
    EXPECT_EQ(word(publish(in_review("DY-1"), ceremony(3, 2, 1))), "number_taken");
    services->settings.demo = true;
    const auto weak = ceremony(1, 1, 1);
    services->settings.demo = false;
    EXPECT_EQ(word(publish(in_review("DY-3"), weak)), "ceremony_too_weak");
    EXPECT_EQ(word(publish(in_review("DY-3"), CeremonyId{std::string(26, '0')})), "ceremony_unknown");
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

TEST_F(Tendering, KeepsASealedFileToItsOwners) {
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

TEST_F(Tendering, TakesNoFileThatCouldHoldUpTheOpeningOfAll) {
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
    auto calling = call(clerk);
    EXPECT_EQ(word(reconvene_opening(calling, path({{"id", lot.text}}),
                                     {procedure.now() + std::chrono::hours(24)})),
              "ok");
    EXPECT_EQ(word(release(officers[1], lot)), "ok");
    (void)open_due_bids(*services);
    EXPECT_EQ(lot_of(lot).state, tendering::TenderPhase::opened);
}

}  // namespace
}  // namespace daylit::app::testing

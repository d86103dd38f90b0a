#include "tests/app/support/tender_fixture.hpp"

#include "base/encoding.hpp"
#include "crypto/jws.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/parts.hpp"
#include "crypto/sealing/seal.hpp"
#include "crypto/sealing/signed_contents.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/replay_audit.hpp"
#include "server/app/tendering/closing.hpp"
#include "tendering/letter.hpp"

#include <algorithm>

namespace daylit::app::testing {

using registry::OrganisationKind;
using registry::Role;

TenderTest::TenderTest()
    : tenderer(member(OrganisationKind::tenderer, "岱阳市城市建设投资公司", {Role::tenderer_agent})),
      clerk(staff(Role::clerk)),
      reviewer(staff(Role::reviewer)),
      gate{staff(Role::gate), {}} {
    services->envelopes = &envelopes;
    certify(tenderer);
    certify(gate.party);
    keep_alive();
}

void TenderTest::TearDown() {
    for (const auto& finding : audit_replays(store)) {
        // Parties of the fixture have rows without events.
        if (finding.table != "organisation" && finding.table != "person") {
            ADD_FAILURE() << finding.table << " " << finding.row << " " << finding.what;
        }
    }
    std::vector<std::string> streams;
    for (const auto& lot : lots) {
        streams.push_back(tender_lot_stream(lot));
    }
    expect_streams_sound(streams);
}

Party TenderTest::member(OrganisationKind kind, const std::string& organisation, std::vector<Role> roles) {
    return make_party(make_organisation(kind, organisation), organisation, std::move(roles));
}

void TenderTest::name_officers(std::int64_t count) {
    constexpr OrganisationKind kinds[] = {OrganisationKind::tenderer, OrganisationKind::supervisor,
                                          OrganisationKind::notary, OrganisationKind::agency};
    officers.clear();
    for (std::int64_t i = 0; i < count; ++i) {
        auto party = member(kinds[i % 4], "持有单位" + std::to_string(i + 1), {Role::opening_officer});
        certify(party);
        officers.push_back({std::move(party), {}});
    }
}

Result<CeremonyView> TenderTest::call_one(std::int64_t threshold, std::int64_t pool) {
    CeremonyInput input{{}, threshold, pool};
    for (const auto& officer : officers) {
        input.officers.push_back(*officer.party.caller.person);
    }
    auto calling = call(clerk);
    return call_ceremony(calling, {}, input);
}

CeremonyView TenderTest::look(const CeremonyId& id, const Party* reader) {
    auto reading = reader != nullptr ? call(*reader) : visitor();
    auto view = app::ceremony(reading, path({{"id", id.text}}));
    ensure(view.ok(), "a test's ceremony is there");
    return std::move(*view);
}

Result<CeremonyView> TenderTest::say(KeyHolder& holder, const CeremonyId& id,
                                     const tools::CeremonySpeech& speech) {
    auto made = signed_act(holder.party, "daylight-ceremony+jws",
                           {{"ceremony", id.text},
                            {"round", speech.round},
                            {"holder", holder.kept.holder},
                            {"sealing_key", speech.sealing_key},
                            {"about", speech.about.hex()}});
    SpokenWord word{made.statement, speech.text, {}};
    for (const auto& envelope : speech.envelopes) {
        word.envelopes.push_back(to_base64(envelope));
    }
    return speak(made.call, path({{"id", id.text}}), word);
}

Result<CeremonyView> TenderTest::speak_up(KeyHolder& holder, const CeremonyId& id) {
    const auto view = look(id);
    using tendering::CeremonyPhase;
    switch (view.state) {
        case CeremonyPhase::joining:
            return say(holder, id, tools::join_ceremony(holder.kept));
        case CeremonyPhase::announcing:
            return say(holder, id, tools::announce_commitments(holder.kept));
        case CeremonyPhase::showing:
            return say(holder, id, tools::show_commitments(holder.kept));
        case CeremonyPhase::dealing:
            return say(holder, id, tools::deal_shares(holder.kept, view.sealing_keys).value());
        default:
            break;
    }
    std::vector<tools::SeenHolder> seen;
    for (std::size_t i = 0; i < view.commitments.size(); ++i) {
        const bool officer = i < view.officers.size();
        const auto index =
            officer ? static_cast<std::int64_t>(i) + 1 : static_cast<std::int64_t>(sealing::gate_holder);
        auto reading = call(holder.party);
        seen.push_back(
            {index, officer ? view.officers[i].name : "", officer ? view.officers[i].body_name : "",
             officer ? view.sealing_keys[i] : "", Digest::from_hex(view.commitments[i]).value(),
             ceremony_commitments(reading, path({{"id", id.text}, {"holder", std::to_string(index)}}))
                 ->text});
    }
    auto reading = call(holder.party);
    std::vector<tools::DealtShares> dealt;
    const auto mine = my_shares(reading, path({{"id", id.text}}));
    for (const auto& shares : mine->items) {
        dealt.push_back({shares.dealer, from_base64(shares.envelope).value()});
    }
    return say(holder, id, tools::conclude_ceremony(holder.kept, seen, dealt).value());
}

CeremonyId TenderTest::ceremony(std::int64_t count, std::int64_t threshold, std::int64_t pool) {
    name_officers(count);
    const auto called = call_one(threshold, pool);
    ensure(called.ok(), "a test's ceremony is called");
    const auto id = called->id;
    for (std::size_t i = 0; i < officers.size(); ++i) {
        officers[i].kept = tools::begun(called->plan, static_cast<std::int64_t>(i) + 1);
    }
    gate.kept = tools::begun(called->plan, static_cast<std::int64_t>(sealing::gate_holder));
    for (auto view = look(id); view.state != tendering::CeremonyPhase::complete; view = look(id)) {
        for (const auto holder : view.missing) {
            auto& who =
                holder <= std::ssize(officers) ? officers[static_cast<std::size_t>(holder - 1)] : gate;
            const auto said = speak_up(who, id);
            ensure(said.ok(), "a test's holder is heard");
        }
    }
    auto reading = visitor();
    ensure(tools::conclude_gate(gate.kept, ceremony_transcript(reading, path({{"id", id.text}}))->text).ok(),
           "the gate finds its half");
    return id;
}

tendering::TenderTerms TenderTest::terms(const std::string& number) {
    using tendering::FieldKind;
    tendering::TenderTerms terms;
    terms.number = number;
    terms.title = "滨河路改造工程";
    terms.region = "320102";
    terms.location = "滨河路";
    terms.scope = "道路与排水";
    terms.qualification = "市政公用工程施工总承包二级及以上";
    terms.evaluation = "经评审的最低投标价法";
    terms.estimate = Fen(30'000'000'00);
    terms.validity_days = 90;
    terms.sections = {{"1", "投标人须知", "投标文件由开标一览表和投标文件组成。"}};
    terms.fields = {{"price", "投标报价", "Price", FieldKind::money, true, {}, 30'000'000'00, true},
                    {"period", "工期", "Period", FieldKind::days, true, 1, 180, false},
                    {"leader", "项目负责人", "Project leader", FieldKind::text, true, {}, {}, false}};
    terms.files = {"files"};
    return terms;
}

tendering::TenderTimes TenderTest::times() const {
    const auto now = procedure.now();
    return {now + std::chrono::days(6), now + std::chrono::days(10), now + std::chrono::days(20)};
}

tendering::TenderDraft TenderTest::draft(const std::string& number) {
    return {"滨河路改造工程施工招标公告",
            "岱发改审〔2026〕12号",
            "open_tender",
            "资金已落实。",
            {{terms(number), times()}}};
}

TenderView TenderTest::in_review(const std::string& number) {
    return in_review(draft(number));
}

TenderView TenderTest::in_review(const tendering::TenderDraft& wanted) {
    auto drafting = call(tenderer);
    const auto drafted = draft_tender(drafting, {}, wanted);
    ensure(drafted.ok(), "a test's tender can be drafted");
    auto sending = call(tenderer);
    auto sent = send_tender_to_review(sending, path({{"id", drafted->id.text}}), {});
    ensure(sent.ok(), "a test's tender is lawful");
    return std::move(*sent);
}

Result<TenderView> TenderTest::publish(const TenderView& drafted, const CeremonyId& ceremony) {
    auto publishing = call(reviewer);
    auto view = publish_tender(publishing, path({{"id", drafted.id.text}}), {ceremony});
    if (view) {
        lots.insert(lots.end(), view->published_lots.begin(), view->published_lots.end());
    }
    return view;
}

LotId TenderTest::open_lot(const std::string& number) {
    return opened_lot(in_review(number));
}

LotId TenderTest::open_lot_with(const std::function<void(tendering::TenderTerms&)>& change) {
    auto wanted = draft("DY-1");
    change(wanted.lots.front().terms);
    return opened_lot(in_review(wanted));
}

LotId TenderTest::opened_lot(const TenderView& drafted) {
    const auto published = publish(drafted, ceremony());
    ensure(published.ok(), "a test's tender can be published");
    const auto lot = published->published_lots.front();
    for (auto& officer : officers) {
        cosign(officer, lot);
    }
    return lot;
}

TenderLotView TenderTest::lot_of(const LotId& id) {
    auto reading = visitor();
    auto view = tender_lot(reading, path({{"id", id.text}}));
    ensure(view.ok(), "a test's lot is there");
    return std::move(*view);
}

Certificate TenderTest::certificate_of(const LotId& id) {
    auto reading = visitor();
    return Certificate::from_pem(tender_lot_certificate(reading, path({{"id", id.text}})).value()).value();
}

void TenderTest::cosign(KeyHolder& holder, const LotId& id) {
    auto made = signed_act(holder.party, "daylight-cosign+jws",
                           {{"lot", id.text}, {"certificate", certificate_of(id).fingerprint().hex()}});
    const auto done = cosign_tender_key(made.call, path({{"id", id.text}}), {made.statement});
    ensure(done.ok(), "a test's officer signs the lot's certificate");
}

TenderTest::Signed TenderTest::signed_act(const Party& party, const std::string& type,
                                          boost::json::object payload) {
    keep_alive();
    const auto nonce = "nonce-" + std::to_string(++nonces_);
    payload["audience"] = services->settings.log_origin;
    payload["nonce"] = nonce;
    payload["expires_at"] = to_rfc3339(wall.now() + std::chrono::minutes(5));
    auto statement =
        jws::sign(boost::json::serialize(payload), {.typ = type, .kid = party.serial}, *party.key);
    Signed made{Call(*services, party.caller), std::move(statement)};
    made.call.idempotency_key = nonce;
    made.call.request = sha256(made.statement);
    return made;
}

std::string TenderTest::uscc_of(const Party& party) {
    std::string uscc;
    store.read([&](schema::UnitOfWork& tx) {
        uscc = tx.find<schema::OrganisationRow>(schema::Lock::none, *party.caller.organisation)->uscc;
    });
    return uscc;
}

std::string TenderTest::sealed(const LotId& lot, const Party& bidder, const std::string& contents) {
    return sealed_to(certificate_of(lot), bidder, contents);
}

std::string TenderTest::sealed_to(const Certificate& recipient, const Party& bidder,
                                  const std::string& contents) {
    std::string der;
    store.read([&](schema::UnitOfWork& tx) {
        der = tx.find<schema::CertificateRow>(schema::Lock::none, bidder.serial)->certificate;
    });
    const auto own = Certificate::from_der(der).value();
    std::string bytes;
    sealing::seal_signed(recipient, {own, *bidder.key}, sealing::bytes_in(contents),
                         [&](std::string_view piece) { bytes += piece; });
    return bytes;
}

std::string TenderTest::letter_of(const LotId& lot, const Party& bidder, const Bid& bid) {
    tendering::Letter letter;
    letter.lot = lot.text;
    letter.stage = bid.stage;
    letter.bidder = uscc_of(bidder);
    letter.nonce = std::string(32, 'a');
    letter.documents_version = bid.documents_version;
    letter.fields = {{"price", bid.price.count()},
                     {"price_in_words", in_capitals(bid.price)},
                     {"period", 150},
                     {"leader", "张工"}};
    letter.files = {{"files", sha256(bid.files)}};
    letter.security = bid.security;
    return to_json_text(letter);
}

std::string TenderTest::uploaded_sealed(const Party& bidder, const std::string& bytes) {
    auto beginning = call(bidder);
    const auto upload = begin_sealed_upload(beginning, {}, {std::ssize(bytes)});
    ensure(upload.ok(), "a test's upload begins");
    for (std::size_t at = 0; at < bytes.size(); at += sealed_chunk_bytes) {
        auto sending = call(bidder);
        const auto number = std::to_string(at / sealed_chunk_bytes);
        const auto sent = put_sealed_chunk(sending, path({{"id", upload->id}, {"number", number}}),
                                           bytes.substr(at, sealed_chunk_bytes));
        ensure(sent.ok(), "a test's chunk is taken");
    }
    auto finishing = call(bidder);
    const auto whole = finish_sealed_upload(finishing, path({{"id", upload->id}}), {});
    ensure(whole.ok(), "a test's sealed file fits the profile");
    return upload->id;
}

Result<SubmissionAnswer> TenderTest::submit_files(const Party& bidder, const LotId& lot, std::int64_t version,
                                                  const std::string& files, const std::string& letter) {
    const SubmissionInput uploads{"", {uploaded_sealed(bidder, files), uploaded_sealed(bidder, letter)}};
    const boost::json::array parts{{{"part", "files"}, {"digest", sha256(files).hex()}},
                                   {{"part", "letter"}, {"digest", sha256(letter).hex()}}};
    auto made =
        signed_act(bidder, "daylight-submission+jws",
                   {{"lot", lot.text}, {"stage", "bids"}, {"documents_version", version}, {"parts", parts}});
    return submit_bid(made.call, path({{"id", lot.text}}), {made.statement, uploads.uploads});
}

Result<SubmissionAnswer> TenderTest::submit(const Party& bidder, const LotId& lot, const Bid& bid) {
    return submit_files(bidder, lot, bid.documents_version, sealed(lot, bidder, bid.files),
                        sealed(lot, bidder, letter_of(lot, bidder, bid)));
}

Result<SubmissionAnswer> TenderTest::withdraw(const Party& bidder, const LotId& lot) {
    auto made = signed_act(bidder, "daylight-withdrawal+jws", {{"lot", lot.text}});
    return withdraw_bid(made.call, path({{"id", lot.text}}), {made.statement});
}

void TenderTest::close(const LotId& lot) {
    const auto deadline = lot_of(lot).times.deadline;
    // The wall clock stands still: a jump of it would be an outage.
    procedure.set(deadline + Milliseconds(10));
    keep_alive();
    (void)advance_due_tenders(*services);
}

std::string TenderTest::parts_of(const KeyHolder& holder, const LotId& lot) {
    auto reading = visitor();
    const auto text = closing_list(reading, path({{"id", lot.text}})).value();
    return sealing::parts_text(sealing::parse_closing_list(text).value(), sha256(text),
                               static_cast<std::uint64_t>(holder.kept.holder),
                               tools::share_of(holder.kept, lot_of(lot).key.number));
}

Result<TenderLotView> TenderTest::release_text(KeyHolder& holder, const LotId& lot,
                                               const std::string& parts) {
    auto made = signed_act(holder.party, "daylight-release+jws",
                           {{"lot", lot.text},
                            {"closing_list", lot_of(lot).closing_list.value_or(Digest()).hex()},
                            {"parts", sha256(parts).hex()}});
    return release_parts(made.call, path({{"id", lot.text}}), {made.statement, parts});
}

Result<TenderLotView> TenderTest::release(KeyHolder& holder, const LotId& lot) {
    return release_text(holder, lot, parts_of(holder, lot));
}

void TenderTest::open(const LotId& lot) {
    for (auto* holder : {&officers[0], &officers[1], &gate}) {
        ensure(release(*holder, lot).ok(), "a test's holder releases its parts");
    }
    (void)open_due_bids(*services);
}

}  // namespace daylit::app::testing

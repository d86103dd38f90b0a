#include "tests/audit/specimen_world.hpp"

#include "schema/rows_accounts.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_disclosure.hpp"
#include "schema/rows_foundation.hpp"
#include "schema/rows_outages.hpp"
#include "schema/rows_programs.hpp"
#include "schema/rows_registry.hpp"
#include "schema/rows_tendering.hpp"
#include "server/jobs/sequencer.hpp"

namespace daylit::audit {

namespace {

const auto noon = parse_instant("2026-03-02T12:00:00Z", "").value();
const auto day = parse_date("2026-03-02", "").value();
const OrganisationId office{"ORGANISATION00000000000001"};
const PersonId person{"PERSON00000000000000000001"};
const LotId lot{"LOT00000000000000000000001"};
const ListingId listing{"LISTING0000000000000000001"};
const DocumentId document{"DOCUMENT000000000000000001"};
const ObligationId obligation{"OBLIGATION0000000000000001"};
const std::string bytes = "%PDF-1.4";  // attached to the parcel
const std::string some_id = "ID000000000000000000000001";

template <class Row>
void put(schema::UnitOfWork& tx, const Row& row) {
    ensure(tx.insert(row), "a specimen is new");
}

}  // namespace

SpecimenWorld::SpecimenWorld(testing_support::TestDatabase& database)
    : database_(database),
      options_([] {
          schema::StoreOptions options;
          options.sealer = std::make_shared<schema::RowSealer>(Secret(std::string(32, 'k')));
          return options;
      }()),
      store_(database.access().app, options_),
      log_store_(database.access().sequencer, {}) {
    database_.empty_all_tables();
    const auto write = [&](void (SpecimenWorld::*part)(schema::UnitOfWork&)) {
        store_.transact([&](schema::UnitOfWork& tx) { (this->*part)(tx); });
    };
    write(&SpecimenWorld::write_registry);
    write(&SpecimenWorld::write_lots);
    write(&SpecimenWorld::write_tenders);
    write(&SpecimenWorld::write_money);
    write(&SpecimenWorld::write_documents);
    write(&SpecimenWorld::write_what_may_go);
    sequence();
    // An event that waits for its leaf.
    store_.transact([&](schema::UnitOfWork& tx) { append(tx, "specimen:waiting", "waited"); });
}

std::vector<schema::StoredEvent> SpecimenWorld::append(schema::UnitOfWork& tx, const std::string& stream,
                                                       const std::string& type, boost::json::object data) {
    auto head = tx.lock_stream(stream);
    Entropy salt{};
    salt[0] = ++salt_;
    std::vector<schema::StoredEvent> events{
        schema::seal_event(head, "program:test", {type, 1, noon, std::move(data)}, salt)};
    tx.append(events);
    return events;
}

void SpecimenWorld::write_registry(schema::UnitOfWork& tx) {
    append(tx, "certificate:abc", "made");
    append(tx, "organisation:" + office.text, "made");
    append(tx, "person:" + person.text, "made");
    put(tx, schema::CertificateRow{
                "abc", 1, "valid", person, office, sha256("key"), noon, noon, {}, "DER", "{}"});
    put(tx,
        schema::OrganisationRow{office, 1, "active", "bidder", "91370900MA00000001", "岱阳公司", noon, "{}"});
    put(tx, schema::PersonRow{person, 1, "active", office, "somebody", "李经办", "{}"});
    append(tx, "probe:" + person.text, "made");
    append(tx, "program_token:" + some_id, "made");
    append(tx, "second_factor:" + person.text, "made");
    put(tx, schema::ProbeRow{person, 1, noon, noon, "{}"});
    put(tx, schema::SecondFactorRow{person, 1, "{}"});
    put(tx, schema::ProgramTokenRow{some_id, 1, "valid", person, sha256("token"), noon, noon, std::nullopt,
                                    "{}"});
    put(tx, schema::TotpRow{person, some_id, "sealed", 7});
    put(tx, schema::PasskeyRow{sha256("credential"), "credential", some_id, person, "SPKI", 1, noon});
    put(tx, schema::RecoveryCodeRow{sha256("code"), person});
    put(tx, schema::PasswordRow{person, "$argon2id$…", noon});
    put(tx, schema::PersonalKeyRow{person, "sealed"});
    put(tx, schema::UploadRow{sha256(bytes), std::ssize(bytes), "application/pdf", "visitor", noon, false});
    tx.put_chunk(sha256(bytes), 0, bytes);
}

void SpecimenWorld::write_lots(schema::UnitOfWork& tx) {
    append(tx, "answer:" + some_id, "answered");
    append(tx, "application:" + some_id, "made");
    append(tx, "listing:" + listing.text, "made");
    const auto evidence = sha256("a signed quote");
    const auto quoted = append(tx, "lot:" + lot.text, "quote_placed", {{"evidence", evidence.hex()}});
    append(tx, "notice:" + some_id, "made");
    append(tx, "parcel:" + some_id, "made",
           {{"terms", {{"attachments", {{{"digest", sha256(bytes).hex()}}}}}}});
    put(tx, schema::ParcelRow{some_id, 1, "submitted", office, "1", "地块", noon, "{}"});
    put(tx, schema::ListingRow{listing, 1, "published", office, "公告", "person:x", noon, noon, "{}"});
    put(tx,
        schema::LotRow{lot, 1, "sold", noon, listing, some_id, office, "1", "地块", "路北", noon, {}, "{}"});
    put(tx, schema::NoticeRow{some_id, 1, "proposed", lot, "suspension", "person:x", noon, "{}"});
    put(tx,
        schema::ApplicationRow{some_id, 1, "won", lot, sha256("a"), sha256("o"), "ref", "1234", noon, "{}"});
    put(tx, schema::AnswerRow{some_id, lot, "1234", true, sha256("answer"), noon});
    put(tx, schema::EvidenceRow{evidence, "sealed"});
    put(tx, schema::ReceiptRow{some_id, quoted.front().digest, sha256("o"), lot, noon, "a.b.c"});
    put(tx, schema::DealRow{lot, office, "岱阳公司", "局", "成交确认书", sha256("text"), noon});
    put(tx, schema::OutboxRow{some_id, "draw_up_confirmation", lot.text, noon, noon, 1});
}

void SpecimenWorld::write_tenders(schema::UnitOfWork& tx) {
    for (const auto* stream : {"ceremony:", "submission:", "tender:"}) {
        append(tx, stream + some_id, "made");
    }
    const boost::json::object security{{"reference", "BS00"}};
    const boost::json::array bids{boost::json::object{{"security", security}}};
    append(tx, "tender_lot:" + some_id, "bids_opened", {{"bids", bids}});
    for (const auto* stream : {"tender_notice:", "tender_question:"}) {
        append(tx, stream + some_id, "made");
    }
    put(tx, schema::CeremonyRow{{some_id}, 1, "complete", "person:x", noon, "{}"});
    put(tx, schema::TenderRow{{some_id}, 1, "published", office, "公告", "person:x", noon, noon, "{}"});
    put(tx, schema::TenderLotRow{
                {some_id}, 1, "open", noon, {some_id}, office, {some_id}, "1", "标段", noon, noon, "{}"});
    put(tx, schema::TenderNoticeRow{some_id, 1, "proposed", lot, "change", "person:x", noon, "{}"});
    put(tx, schema::TenderQuestionRow{some_id, 1, "asked", lot, sha256("o"), noon, "{}"});
    put(tx, schema::SealedUploadRow{some_id, sha256("o"), std::ssize(bytes), noon, true, "1", "{}"});
    put(tx, schema::SealedChunkRow{some_id, 0, bytes});
    put(tx, schema::SubmissionRow{{some_id}, 1, "complete", lot, sha256("b"), sha256("o"), "[]", "{}"});
    put(tx, schema::SecurityReferenceRow{"BS00", lot, {some_id}});
    put(tx, schema::TenderWatchRow{sha256("o").hex(), "sealed"});
}

void SpecimenWorld::write_money(schema::UnitOfWork& tx) {
    append(tx, "bank_line:" + some_id, "made");
    append(tx, "refund:" + some_id, "made");
    put(tx,
        schema::BankLineRow{some_id, 1, "entered", "B1", "ref", Fen::yuan(5), noon, noon, "person:x", "{}"});
    put(tx, schema::RefundRow{some_id, 1, "due", "application:x", "ref", Fen::yuan(5), day, noon, {}, "{}"});
}

void SpecimenWorld::write_documents(schema::UnitOfWork& tx) {
    const auto released = append(tx, "document:" + document.text, "made");
    append(tx, "obligation:" + obligation.text, "made");
    put(tx, schema::ObligationRow{obligation, 1, "met", "lot:x#1", "result", lot, day, "公告", document, noon,
                                  "{}"});
    put(tx, schema::DocumentRow{document,
                                1,
                                "released",
                                "result",
                                "000000000/2026-1",
                                "公告",
                                "",
                                "person:x",
                                noon,
                                noon,
                                {},
                                {},
                                released.front().digest,
                                R"({"content":{"lots":[")" + lot.text + R"("]}})"});
    put(tx, schema::DocumentLotRow{lot, document});
    put(tx, schema::PublishedDocumentRow{document, "<p>", "{}", sha256("<p>"), sha256("{}"),
                                         released.front().digest});
    put(tx, schema::SerialRow{"index_number/2026", 1});
}

void SpecimenWorld::write_what_may_go(schema::UnitOfWork& tx) {
    put(tx, schema::SessionRow{sha256("token"), person, noon, noon, noon});
    append(tx, "service-outage:" + some_id, "found");
    put(tx, schema::OutageRow{some_id, "silence", "server", noon, noon, noon, noon, 3000, noon});
    put(tx, schema::TimeStampRow{12, noon, "note", "response"});
    put(tx, schema::MessageRow{some_id, sha256("o"), noon, "refund_paid", "sealed", {}});
}

void SpecimenWorld::sequence() {
    jobs::Sequencer sequencer(
        log_store_, NoteSigner("log.example", Ed25519PrivateKey::from_pkcs8_pem(key_.pkcs8_pem()).value()),
        "log.example", jobs::SignedHead(folder_.path() / "head"),
        [](std::uint64_t, const std::vector<Digest>&) {});
    ensure(!sequencer.run(), "everything is in the log");
    log_store_.transact([](schema::LogWork& work) { work.publish_checkpoint(*work.checkpoint()); });
}

}  // namespace daylit::audit

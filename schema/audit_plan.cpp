#include "schema/audit_plan.hpp"

#include <algorithm>

namespace daylit::schema {

namespace {

using enum Watch;

constexpr bool sealed = true;
constexpr bool bare = false;

// clang-format off
constexpr AuditPlan plan[] = {
    // events and their log: bound by digests, chains, leaves, and the tree under the signed checkpoint
    {"event",                all,     bare,   "",             ""},
    {"stream_head",          all,     bare,   "",             ""},
    {"pending_leaf",         all,     bare,   "",             ""},
    {"leaf",                 all,     bare,   "",             ""},
    {"tile",                 all,     bare,   "",             ""},
    {"checkpoint",           all,     bare,   "",             ""},
    {"published_checkpoint", edits,   bare,   "",             "the next cosigned checkpoint writes it anew"},
    {"checkpoint_history",   edits,   bare,   "",             "each checkpoint is signed by itself, and witnesses keep their own"},
    {"time_stamp",           edits,   sealed, "",             "its authority signed it, and any later one stands for the same receipts"},
    {"blob_chunk",           all,     bare,   "",             ""},

    // rows that are the present state of a stream
    {"organisation",         all,     sealed, "organisation", ""},
    {"person",               all,     sealed, "person",       ""},
    {"certificate",          all,     sealed, "certificate",  ""},
    {"second_factor",        all,     sealed, "second_factor", ""},
    {"program_token",        all,     sealed, "program_token", ""},
    {"probe",                all,     sealed, "probe",        ""},
    {"parcel",               all,     sealed, "parcel",       ""},
    {"listing",              all,     sealed, "listing",      ""},
    {"lot",                  all,     sealed, "lot",          ""},
    {"notice",               all,     sealed, "notice",       ""},
    {"answer",               all,     sealed, "answer",       ""},
    {"application",          all,     sealed, "application",  ""},
    {"bank_line",            all,     sealed, "bank_line",    ""},
    {"refund",               all,     sealed, "refund",       ""},
    {"obligation",           all,     sealed, "obligation",   ""},
    {"document",             all,     sealed, "document",     ""},
    {"outage",               all,     sealed, "service-outage", ""},
    {"ceremony",             all,     sealed, "ceremony",     ""},
    {"tender",               all,     sealed, "tender",       ""},
    {"tender_lot",           all,     sealed, "tender_lot",   ""},
    {"tender_notice",        all,     sealed, "tender_notice", ""},
    {"tender_question",      all,     sealed, "tender_question", ""},
    {"submission",           all,     sealed, "submission",   ""},

    // rows that events or other rows require
    {"password",             all,     sealed, "",             ""},
    {"security_reference",   all,     sealed, "",             ""},
    {"upload",               all,     sealed, "",             ""},
    {"deal",                 all,     sealed, "",             ""},
    {"evidence",             all,     sealed, "",             ""},
    {"receipt",              all,     sealed, "",             ""},
    {"document_lot",         all,     sealed, "",             ""},
    {"published_document",   all,     sealed, "",             ""},
    {"serial",               all,     sealed, "",             ""},

    // rows that may go
    {"personal_key",         edits,   sealed, "",             "its erasure is how a person's data are erased"},
    {"totp",                 edits,   sealed, "",             "a factor without its secret opens nothing: its holder adds another"},
    {"passkey",              edits,   sealed, "",             "a factor without its key opens nothing: its holder adds another"},
    {"recovery_code",        edits,   sealed, "",             "a code goes when it is used; its holder makes others"},
    {"session",              edits,   sealed, "",             "without its row a session is over: its person signs in again"},
    {"message",              edits,   sealed, "",             "a message tells of events and decides nothing; the events stay"},
    {"sealed_upload",        edits,   sealed, "",             "goes when another takes its place; of a submission, its event names the digest"},
    {"tender_watch",         edits,   sealed, "",             "a list that its owner keeps of what it looks at: it decides nothing"},
    {"outbox",               edits,   sealed, "",             "work that is done may go; work left undone shows in the lot"},

    {"sealed_chunk",         nothing, bare,   "",             "the submission's event names the digest of the whole, and an opening checks it"},
    {"migration",            nothing, bare,   "",             "compared with the program's own files at each start"},
    {"idempotency_key",      nothing, bare,   "",             "a kept answer serves the same request again, for a while; the events count"},
    {"sign_in_failure",      nothing, bare,   "",             "slows guessing; passwords themselves are sealed"},
    {"passkey_challenge",    nothing, bare,   "",             "lives for minutes and is used once"},
    {"known_device",         nothing, bare,   "",             "spares a person a message, and gives no right"},
    {"program_token_use",    nothing, bare,   "",             "tells its holder when a token was last used, and gives no right"},
    {"pulse",                nothing, bare,   "",             "written anew each second, and a server believes its own memory first"},
    {"heartbeat",            nothing, bare,   "",             "written anew each second"},
    {"clock_anchor",         nothing, bare,   "",             "of the demonstration's clock alone"},
};
// clang-format on

}  // namespace

std::span<const AuditPlan> audit_plan() {
    return plan;
}

const AuditPlan* find_audit_plan(std::string_view table) {
    const auto found = std::ranges::find(plan, table, &AuditPlan::table);
    return found == std::end(plan) ? nullptr : found;
}

bool is_sealed(std::string_view table) {
    const auto* row = find_audit_plan(table);
    return row != nullptr && row->sealed;
}

}  // namespace daylit::schema

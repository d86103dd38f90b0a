#include "schema/grants.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daylit::schema {

namespace {

constexpr unsigned none = 0;
constexpr unsigned reads = may_select;
constexpr unsigned adds = may_select | may_insert;             // history: what stands there stays
constexpr unsigned changes = adds | may_update;                // rows that follow their events
constexpr unsigned changes_and_erases = changes | may_delete;  // what is no history: sessions, kept answers

// clang-format off
constexpr Grant all_grants[] = {
    // table                 app                 sequencer
    {"migration",            reads,              none},
    {"event",                adds,               reads},
    {"stream_head",          changes,            none},
    {"pending_leaf",         may_insert,         reads | may_delete},
    {"leaf",                 reads,              adds},
    {"tile",                 reads,              changes},
    {"checkpoint",           reads,              changes},
    {"checkpoint_history",   reads,              adds},
    {"published_checkpoint", reads,              changes},
    {"time_stamp",           adds,               none},
    {"idempotency_key",      changes_and_erases, none},
    {"blob_chunk",           adds,               none},
    {"heartbeat",            changes_and_erases, none},
    {"clock_anchor",         adds,               none},
    {"pulse",                changes_and_erases, none},
    {"outage",               adds,               none},
    {"probe",                changes,            none},

    {"organisation",         changes,            none},
    {"person",               changes,            none},
    {"personal_key",         adds | may_delete,  none},
    {"password",             changes,            none},
    {"session",              changes_and_erases, none},
    {"sign_in_failure",      changes_and_erases, none},
    {"certificate",          changes,            none},
    {"upload",               changes,            none},
    {"message",              changes,            none},
    {"program_token",        changes,            none},
    {"program_token_use",    changes,            none},

    {"second_factor",        changes,            none},
    {"totp",                 changes_and_erases, none},
    {"passkey",              changes_and_erases, none},
    {"recovery_code",        adds | may_delete,  none},
    {"passkey_challenge",    changes_and_erases, none},
    {"known_device",         changes_and_erases, none},

    {"parcel",               changes,            none},
    {"listing",              changes,            none},
    {"lot",                  changes,            none},
    {"notice",               changes,            none},
    {"deal",                 adds,               none},
    {"answer",               adds,               none},
    {"application",          changes,            none},
    {"bank_line",            changes,            none},
    {"refund",               changes,            none},
    {"evidence",             adds,               none},
    {"receipt",              adds,               none},
    {"outbox",               changes_and_erases, none},

    {"ceremony",             changes,            none},
    {"tender",               changes,            none},
    {"tender_lot",           changes,            none},
    {"tender_notice",        changes,            none},
    {"tender_question",      changes,            none},
    {"sealed_upload",        changes_and_erases, none},
    {"sealed_chunk",         adds | may_delete,  none},
    {"submission",           changes,            none},
    {"security_reference",   adds,               none},
    {"tender_watch",         changes,            none},

    {"obligation",           changes,            none},
    {"document",             changes,            none},
    {"document_lot",         adds,               none},
    {"published_document",   adds,               none},
    {"serial",               changes,            none},
};
// clang-format on

constexpr std::pair<Verb, const char*> verb_names[] = {
    {may_select, "SELECT"}, {may_insert, "INSERT"}, {may_update, "UPDATE"}, {may_delete, "DELETE"}};

std::string verb_list(unsigned verbs) {
    std::string list;
    for (const auto& [verb, name] : verb_names) {
        if ((verbs & verb) != 0) {
            list += (list.empty() ? "" : ", ") + std::string(name);
        }
    }
    return list;
}

// Names of databases, users and hosts come from configuration; they are quoted, and plain all the same.
std::string plain(const std::string& name, std::string_view also = "") {
    const bool holds = !name.empty() && std::ranges::all_of(name, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               also.find(c) != std::string_view::npos;
    });
    ensure(holds, "a database, user or host has a plain name");
    return name;
}

void add_grants(std::vector<std::string>& statements, const std::string& database, const std::string& account,
                unsigned Grant::*verbs) {
    for (const auto& grant : all_grants) {
        if (grant.*verbs != none) {
            statements.push_back("GRANT " + verb_list(grant.*verbs) + " ON `" + database + "`.`" +
                                 std::string(grant.table) + "` TO " + account);
        }
    }
}

std::string text(const Value& value) {
    return std::get<std::string>(value);
}

}  // namespace

std::span<const Grant> grants() {
    return all_grants;
}

const Grant* find_grant(std::string_view table) {
    const auto found = std::ranges::find(all_grants, table, &Grant::table);
    return found == std::end(all_grants) ? nullptr : found;
}

std::vector<std::string> grant_statements(const std::string& database, const DatabaseUsers& users) {
    const auto host = "'@'" + plain(users.host, ".%:-") + "'";
    std::vector<std::string> statements;
    add_grants(statements, plain(database, "-"), "'" + plain(users.app) + host, &Grant::app);
    add_grants(statements, plain(database, "-"), "'" + plain(users.sequencer) + host, &Grant::sequencer);
    return statements;
}

std::vector<std::string> check_grants(MariaConnection& connection, DatabaseRole role) {
    std::vector<std::string> findings;
    for (const auto& row : connection.show("SELECT privilege_type FROM information_schema.user_privileges "
                                           "WHERE privilege_type <> 'USAGE'")) {
        findings.push_back("the database user has " + text(row[0]) + " on everything");
    }
    for (const auto& row :
         connection.show("SELECT table_schema, privilege_type FROM information_schema.schema_privileges")) {
        findings.push_back("the database user has " + text(row[1]) + " on all of " + text(row[0]));
    }
    std::map<std::string, std::set<std::string>> held;
    for (const auto& row :
         connection.show("SELECT table_name, privilege_type FROM "
                         "information_schema.table_privileges WHERE table_schema = DATABASE()")) {
        held[text(row[0])].insert(text(row[1]));
    }
    for (const auto& grant : all_grants) {
        const auto verbs = role == DatabaseRole::app ? grant.app : grant.sequencer;
        auto& have = held[std::string(grant.table)];
        for (const auto& [verb, name] : verb_names) {
            if ((verbs & verb) != 0 && have.erase(name) == 0) {
                findings.push_back("the database user lacks " + std::string(name) + " on " +
                                   std::string(grant.table));
            }
        }
    }
    for (const auto& [table, verbs] : held) {
        for (const auto& verb : verbs) {
            findings.push_back("the database user has " + verb + " on " + table +
                               ", which nobody granted by plan");
        }
    }
    return findings;
}

}  // namespace daylit::schema

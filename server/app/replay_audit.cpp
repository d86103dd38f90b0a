#include "server/app/replay_audit.hpp"

#include "auction/application.hpp"
#include "auction/bank_line.hpp"
#include "auction/listing.hpp"
#include "auction/lot.hpp"
#include "auction/notice.hpp"
#include "auction/parcel.hpp"
#include "auction/refund.hpp"
#include "disclosure/document.hpp"
#include "disclosure/obligation.hpp"
#include "registry/certificate_record.hpp"
#include "registry/organisation.hpp"
#include "registry/person.hpp"
#include "registry/program_token.hpp"
#include "registry/second_factors.hpp"
#include "schema/rows_accounts.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_disclosure.hpp"
#include "schema/rows_programs.hpp"
#include "schema/rows_registry.hpp"
#include "schema/rows_tendering.hpp"
#include "tendering/ceremony.hpp"
#include "tendering/lot.hpp"
#include "tendering/notice.hpp"
#include "tendering/question.hpp"
#include "tendering/submission.hpp"
#include "tendering/tender.hpp"

namespace daylit::app {

namespace {

constexpr int rows_at_once = 100;
constexpr int events_at_once = 1000;

template <class Event, class State>
State next_state(State state, const Event& event, Instant at) {
    if constexpr (requires { evolve(std::move(state), event, at); }) {
        return evolve(std::move(state), event, at);
    } else {
        return evolve(std::move(state), event);
    }
}

// The state that the stream's events make; refuses an event that no program of ours wrote.
template <class Event, class State>
Result<State> replayed(schema::UnitOfWork& tx, const std::string& stream) {
    State state;
    std::int64_t seq = 0;
    for (bool more = true; more;) {
        const auto events = tx.events(stream, seq, events_at_once);
        for (const auto& event : events) {
            auto decoded = decode_event<Event>(event.type, event.version, schema::event_data(event));
            if (!decoded) {
                return std::move(decoded).refusal();
            }
            state = next_state(std::move(state), *decoded, event.at);
            seq = event.seq;
        }
        more = std::ssize(events) == events_at_once;
    }
    return state;
}

// What was wrong with the row, "" when nothing was.
template <class Event, class State>
std::string fault_of(schema::UnitOfWork& tx, const std::string& stream, const std::string& stored) {
    try {
        const auto state = replayed<Event, State>(tx, stream);
        if (!state) {
            return "has an event that cannot be read: " + state.refusal().code;
        }
        // As values: a row that was written before its state had one more optional member is no other row.
        const auto kept = parse_as<State>(stored);
        return kept && to_json_text(*kept) == to_json_text(*state) ? ""
                                                                   : "is not what its stream's events make";
    } catch (const BrokenPromise& broken) {
        return std::string("has an event that cannot be read: ") + broken.what();
    }
}

class ReplayAudit {
public:
    explicit ReplayAudit(schema::Store& store) : store_(store) {}

    template <class Row, class Event, class State>
    void check() {
        const auto& table = schema::TableOf<Row>::spec;
        const auto state_column = schema::column_index(table, "state");
        std::string after;
        for (bool more = true; more;) {
            std::vector<schema::Record> rows;
            store_.read([&](schema::UnitOfWork& tx) {
                rows = tx.select_records(
                    table, {{{table.key.front(), schema::Compare::greater, after, {}}}, {}, rows_at_once},
                    schema::Lock::none);
                for (const auto& record : rows) {
                    const auto& id = std::get<std::string>(record.front());
                    const auto fault = fault_of<Event, State>(tx, table.name + ":" + id,
                                                              std::get<std::string>(record[state_column]));
                    if (!fault.empty()) {
                        findings.push_back({table.name, table.key.front() + "=" + id, fault});
                    }
                }
            });
            more = std::ssize(rows) == rows_at_once;
            if (more) {
                after = std::get<std::string>(rows.back().front());
            }
        }
    }

    std::vector<schema::AuditFinding> findings = {};

private:
    schema::Store& store_;
};

}  // namespace

std::vector<schema::AuditFinding> audit_replays(schema::Store& store) {
    ReplayAudit audit(store);
    audit.check<schema::OrganisationRow, registry::OrganisationEvent, registry::OrganisationState>();
    audit.check<schema::PersonRow, registry::PersonEvent, registry::PersonState>();
    audit.check<schema::CertificateRow, registry::CertificateEvent, registry::CertificateState>();
    audit.check<schema::SecondFactorRow, registry::SecondFactorEvent, registry::SecondFactors>();
    audit.check<schema::ProgramTokenRow, registry::TokenEvent, registry::TokenState>();
    audit.check<schema::ParcelRow, auction::ParcelEvent, auction::ParcelState>();
    audit.check<schema::ListingRow, auction::ListingEvent, auction::ListingState>();
    audit.check<schema::LotRow, auction::LotEvent, auction::LotState>();
    audit.check<schema::NoticeRow, auction::NoticeEvent, auction::NoticeState>();
    audit.check<schema::ApplicationRow, auction::ApplicationEvent, auction::ApplicationState>();
    audit.check<schema::BankLineRow, auction::BankLineEvent, auction::BankLineState>();
    audit.check<schema::RefundRow, auction::RefundEvent, auction::RefundState>();
    audit.check<schema::DocumentRow, disclosure::DocumentEvent, disclosure::DocumentState>();
    audit.check<schema::ObligationRow, disclosure::ObligationEvent, disclosure::ObligationState>();
    audit.check<schema::CeremonyRow, tendering::CeremonyEvent, tendering::CeremonyState>();
    audit.check<schema::TenderRow, tendering::TenderEvent, tendering::TenderState>();
    audit.check<schema::TenderLotRow, tendering::TenderLotEvent, tendering::TenderLotState>();
    audit.check<schema::TenderNoticeRow, tendering::TenderNoticeEvent, tendering::TenderNoticeState>();
    audit.check<schema::TenderQuestionRow, tendering::TenderQuestionEvent, tendering::TenderQuestionState>();
    audit.check<schema::SubmissionRow, tendering::SubmissionEvent, tendering::SubmissionState>();
    return std::move(audit.findings);
}

}  // namespace daylit::app

#include "server/app/document_rows.hpp"

#include "disclosure/document_page.hpp"
#include "disclosure/index_number.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"

namespace daylit::app {

namespace {

using disclosure::DocumentPhase;
using disclosure::DocumentState;
using disclosure::ObligationState;
using schema::DocumentRow;
using schema::Lock;
using schema::ObligationRow;

// The row's columns as the state has them; what the state does not know stays as it is.
void follow(DocumentRow& row, const Stream& stream, const DocumentState& state) {
    row.seq = stream.head.seq;
    row.phase = boost::describe::enum_to_string(state.phase, "");
    row.index_number = state.index_number.empty() ? std::nullopt : std::optional(state.index_number);
    row.released_at = state.released_at;
    row.corrected_by = state.corrected_by;
    row.state = to_json_text(state);
}

void follow(ObligationRow& row, const Stream& stream, const ObligationState& state) {
    row.seq = stream.head.seq;
    row.phase = boost::describe::enum_to_string(state.phase, "");
    row.document = state.document;
    row.state = to_json_text(state);
}

// The next number of the year. Everybody who releases waits here for whoever took the last one, so that none
// is left out when a transaction rolls back.
disclosure::IndexNumber next_index_number(Act& act, Instant now) {
    const int year = static_cast<int>(china_date(now).year());
    const auto name = disclosure::serial_name(year);
    auto row = act.tx.find<schema::SerialRow>(Lock::update, name);
    if (!row && act.try_insert(schema::SerialRow{name, 0})) {
        row = schema::SerialRow{name, 0};
    } else if (!row) {
        row = act.tx.find<schema::SerialRow>(Lock::update, name);
    }
    ++row->last;
    act.update(*row);
    return {act.services().settings.center_code, year, row->last};
}

std::string names_of_authors(Act& act, const DocumentState& state) {
    std::string names;
    for (const auto& author : state.authors) {
        names += (names.empty() ? "" : "、") + actor_name(act, author);
    }
    return names;
}

}  // namespace

std::optional<OpenDocument> open_document(Act& act, const DocumentId& id) {
    auto stream = act.lock("document:" + id.text);
    auto row = act.tx.find<DocumentRow>(Lock::update, id);
    if (!row) {
        return std::nullopt;
    }
    auto state = stored_state<DocumentState>(row->state);
    return OpenDocument{std::move(*row), std::move(stream), std::move(state)};
}

std::optional<OpenObligation> open_obligation(Act& act, const ObligationId& id) {
    auto stream = act.lock("obligation:" + id.text);
    auto row = act.tx.find<ObligationRow>(Lock::update, id);
    if (!row) {
        return std::nullopt;
    }
    auto state = stored_state<ObligationState>(row->state);
    return OpenObligation{std::move(*row), std::move(stream), std::move(state)};
}

void change_document(Act& act, OpenDocument& document, const DocumentEvents& events) {
    apply(act, document.stream, document.state, events);
    follow(document.row, document.stream, document.state);
    act.update(document.row);
}

void change_obligation(Act& act, OpenObligation& obligation, const ObligationEvents& events,
                       const std::string& actor) {
    apply(act, obligation.stream, obligation.state, events, actor);
    follow(obligation.row, obligation.stream, obligation.state);
    act.update(obligation.row);
}

OpenDocument begin_document(Act& act, DocumentPlace place, const disclosure::DraftDocument& command,
                            const std::string& actor) {
    const auto events = decide(DocumentState{}, disclosure::DocumentCommand(command), place.stream.now);
    ensure(events.ok(), "what is drafted is sound");
    OpenDocument document{{}, std::move(place.stream), {}};
    apply(act, document.stream, document.state, *events, actor);
    const auto& content = document.state.content;
    document.row.id = place.id;
    document.row.kind = boost::describe::enum_to_string(content.kind, "");
    document.row.title = content.title;
    document.row.summary = content.summary;
    document.row.author = command.actor;
    document.row.drafted_at = document.stream.now;
    if (content.corrects) {
        document.row.corrects = content.corrects->id;
    }
    follow(document.row, document.stream, document.state);
    return document;
}

void insert_document(Act& act, OpenDocument& document) {
    act.insert(document.row);
    for (const auto& lot : document.state.content.lots) {
        act.insert(schema::DocumentLotRow{lot, document.row.id});
    }
}

AnnouncementView put_out(Act& act, OpenDocument& document) {
    const auto now = document.stream.now;
    const auto number = to_text(next_index_number(act, now));
    const disclosure::ReleasedDocument released{document.row.id, number, now, document.state.content};
    schema::PublishedDocumentRow published{
        document.row.id, html_document(released), json_document(released), {}, {}, {}};
    published.html_digest = sha256(published.html);
    published.json_digest = sha256(published.json);
    const auto events = decide(document.state,
                               disclosure::DocumentCommand(disclosure::ReleaseDocument{
                                   number, published.html_digest, published.json_digest}),
                               now);
    ensure(events.ok(), "a reviewed draft can be released");
    const auto stored = apply(act, document.stream, document.state, *events);
    published.event_digest = stored.back().digest;
    act.insert(published);
    follow(document.row, document.stream, document.state);
    document.row.release_digest = published.event_digest;
    auto view = announcement_view(document.row);
    act.after_commit([&outlet = act.services().outlet, view] {
        outlet.publish("announcements", view.id.text, "announcement", to_json_text(view));
    });
    return view;
}

AnnouncementView announcement_view(const DocumentRow& row) {
    const auto state = stored_state<DocumentState>(row.state);
    return {row.id,
            state.content.kind,
            state.index_number,
            row.title,
            row.summary,
            state.content.lots,
            *state.released_at,
            row.corrects,
            state.corrected_by,
            *state.html_digest,
            *state.json_digest,
            *row.release_digest};
}

DocumentView document_view(Act& act, const DocumentRow& row, Instant now) {
    const auto state = stored_state<DocumentState>(row.state);
    const auto& caller = act.caller();
    DocumentView view;
    view.id = row.id;
    view.state = state.phase;
    view.content = state.content;
    view.author_name = names_of_authors(act, state);
    view.may_release = state.phase == DocumentPhase::drafted &&
                       caller.has(registry::Role::disclosure_officer) && !state.is_author(caller.actor());
    view.drafted_at = row.drafted_at;
    view.released_at = state.released_at;
    view.index_number = row.index_number;
    view.corrects = row.corrects;
    view.reason = state.reason;
    if (state.obligation) {
        const auto obligation = act.tx.find<ObligationRow>(Lock::none, *state.obligation);
        view.obligation = obligation_view(act.services(), *obligation, now);
    }
    return view;
}

ObligationView obligation_view(const Services& services, const ObligationRow& row, Instant now) {
    const auto state = stored_state<ObligationState>(row.state);
    const bool met = state.phase == disclosure::ObligationPhase::met;
    return {row.id,
            state.phase,
            state.kind,
            state.lot,
            state.title,
            state.due.date,
            state.due.provisional,
            state.article,
            light_of(state, now, services.rules.calendar()),
            row.caused_at,
            met ? state.document : std::nullopt,
            state.met_at,
            state.met_late};
}

}  // namespace daylit::app

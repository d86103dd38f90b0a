// The disclosure officer's desk.
#include "server/app/documents.hpp"

#include "disclosure/lot_announcements.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/document_rows.hpp"
#include "server/app/keyset.hpp"

namespace daylit::app {

namespace {

using disclosure::DocumentCommand;
using schema::DocumentRow;
using schema::Lock;

constexpr const char* reviewed_with_the_act = "已随发布事项由第二人审核，未发现不宜公开的内容。";

Instant moment(const Services& services) {
    return services.procedure_clock.now();
}

// One command upon one document, by its own events alone.
template <class Command>
Result<DocumentView> change(Call& call, const Params& params, const Command& command) {
    const auto id = params.id<DocumentTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<DocumentView>([&](Act& act) -> Result<DocumentView> {
        auto document = open_document(act, *id);
        if (!document) {
            return refuse("not_found", "id");
        }
        const auto events = decide(document->state, DocumentCommand(command), document->stream.now);
        if (!events) {
            return events.refusal();
        }
        change_document(act, *document, *events);
        return document_view(act, document->row, document->stream.now);
    });
}

// What a release touches, locked in the order of the streams' names.
struct Release {
    OpenDocument document;
    std::optional<OpenDocument> corrected;
    std::optional<OpenObligation> obligation;
};

std::optional<Release> open_release(Act& act, const DocumentId& id) {
    // What a document corrects never changes, so that it may be read before the lock.
    const auto row = act.tx.find<DocumentRow>(Lock::none, id);
    if (!row) {
        return std::nullopt;
    }
    std::optional<OpenDocument> corrected;
    if (row->corrects && *row->corrects < id) {
        corrected = open_document(act, *row->corrects);
    }
    auto document = open_document(act, id);
    if (row->corrects && id < *row->corrects) {
        corrected = open_document(act, *row->corrects);
    }
    Release release{std::move(*document), std::move(corrected), std::nullopt};
    if (const auto& obligation = release.document.state.obligation) {
        release.obligation = open_obligation(act, *obligation);
    }
    return release;
}

void meet_obligation(Act& act, OpenObligation& obligation, const OpenDocument& document) {
    obligation.stream.now = std::max(obligation.stream.now, document.stream.now);
    const auto events =
        decide(obligation.state, disclosure::ObligationCommand(disclosure::MeetObligation{document.row.id}),
               act.services().rules.calendar(), obligation.stream.now);
    ensure(events.ok(), "an obligation is met once, by its own document");
    change_obligation(act, obligation, *events, act.caller().actor());
}

}  // namespace

Result<Page<DocumentView>> documents(Call& call, const Params& params) {
    return call.read<Page<DocumentView>>([&](Act& act) {
        return ordered_page<DocumentView, DocumentRow>(
            act, params, {}, "drafted_at", schema::Order::descending,
            [&](const DocumentRow& row) { return document_view(act, row, moment(call.services)); });
    });
}

Result<DocumentView> document(Call& call, const Params& params) {
    const auto id = params.id<DocumentTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<DocumentView>([&](Act& act) -> Result<DocumentView> {
        const auto row = act.tx.find<DocumentRow>(Lock::none, *id);
        return row ? Result<DocumentView>(document_view(act, *row, moment(call.services)))
                   : refuse("not_found", "id");
    });
}

Result<DocumentView> revise_document(Call& call, const Params& params, const RevisionInput& in) {
    return change(call, params, disclosure::ReviseDocument{in.statement, call.caller.actor()});
}

Result<DocumentView> return_document(Call& call, const Params& params, const Reason& in) {
    return change(call, params, disclosure::ReturnDocument{in.reason, call.caller.actor()});
}

Result<DocumentView> release_document(Call& call, const Params& params, const ReleaseInput& in) {
    const auto id = params.id<DocumentTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<DocumentView>([&](Act& act) -> Result<DocumentView> {
        auto opened = open_release(act, *id);
        if (!opened) {
            return refuse("not_found", "id");
        }
        auto& document = opened->document;
        const auto review = decide(
            document.state,
            DocumentCommand(disclosure::ReviewDocument{in.secrecy_reviewed, in.opinion, call.caller.actor()}),
            document.stream.now);
        if (!review) {
            return review.refusal();
        }
        if (opened->corrected) {
            if (auto open = check_correctable(opened->corrected->state); !open) {
                return open.refusal();
            }
        }
        apply(act, document.stream, document.state, *review);
        const auto announced = put_out(act, document);
        act.update(document.row);
        if (opened->corrected) {
            change_document(act, *opened->corrected,
                            {disclosure::DocumentCorrected{announced.id, announced.index_number}});
        }
        if (opened->obligation) {
            meet_obligation(act, *opened->obligation, document);
        }
        return document_view(act, document.row, document.stream.now);
    });
}

Result<DocumentView> draft_correction(Call& call, const Params& params, const CorrectionInput& in) {
    const auto id = params.id<DocumentTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<DocumentView>([&](Act& act) -> Result<DocumentView> {
        const auto row = act.tx.find<DocumentRow>(Lock::none, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        const auto state = stored_state<disclosure::DocumentState>(row->state);
        if (auto open = check_correctable(state); !open) {
            return open.refusal();
        }
        if (!act.tx
                 .select<DocumentRow>({{schema::equals("corrects", *id),
                                        {"phase", schema::Compare::one_of, {}, {"drafted", "returned"}}},
                                       {},
                                       1})
                 .empty()) {
            return refuse("correction_under_way", "id");
        }
        const disclosure::DraftDocument command{
            correction_announcement(state.content, *id, state.index_number, in.statement), std::nullopt,
            call.caller.actor()};
        auto place = place_document(act);
        if (auto sound = decide({}, DocumentCommand(command), place.stream.now); !sound) {
            return sound.refusal();
        }
        auto document = begin_document(act, std::move(place), command, command.actor);
        insert_document(act, document);
        return document_view(act, document.row, document.stream.now);
    });
}

DocumentPlace place_document(Act& act) {
    DocumentId id{id_text(act.services().random.entropy())};
    auto stream = act.lock("document:" + id.text);
    return {std::move(id), std::move(stream)};
}

AnnouncementView release_at_once(Act& act, DocumentPlace place,
                                 const disclosure::AnnouncementContent& content, const std::string& author) {
    auto document =
        begin_document(act, std::move(place), {content, std::nullopt, author}, act.caller().actor());
    const auto review =
        decide(document.state,
               DocumentCommand(disclosure::ReviewDocument{true, reviewed_with_the_act, act.caller().actor()}),
               document.stream.now);
    ensure(review.ok(), "who approves a document at once never wrote in it");
    apply(act, document.stream, document.state, *review);
    auto view = put_out(act, document);
    insert_document(act, document);
    return view;
}

}  // namespace daylit::app

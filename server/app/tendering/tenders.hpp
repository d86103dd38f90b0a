// Tender notices in the making: drafted by the tenderer or its agency, reviewed and published by the center.
#pragma once

#include "schema/rows_tendering.hpp"
#include "server/app/call.hpp"
#include "server/app/findings.hpp"
#include "server/app/params.hpp"
#include "tendering/tender.hpp"

namespace daylit::app {

struct TenderView {
    TenderId id;
    tendering::TenderDraftPhase state = tendering::TenderDraftPhase::none;
    OrganisationId tenderer;
    std::string tenderer_name;
    tendering::TenderDraft draft;
    std::vector<LotId> published_lots;  // in the draft's order
    std::string author_name;
    std::string reason;  // of the last return
    bool may_edit = false;
    bool may_review = false;
    std::vector<Finding> findings;  // what stands against publishing it now
    Instant changed_at;
    std::optional<Instant> published_at;
};
BOOST_DESCRIBE_STRUCT(TenderView, (),
                      (id, state, tenderer, tenderer_name, draft, published_lots, author_name, reason,
                       may_edit, may_review, findings, changed_at, published_at))

struct ReturnInput {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnInput, (), (reason))

// Which ceremony's keys the lots are bound to.
struct PublishTenderInput {
    CeremonyId ceremony;
};
BOOST_DESCRIBE_STRUCT(PublishTenderInput, (), (ceremony))

struct MethodList {
    std::vector<tendering::Method> items;
};
BOOST_DESCRIBE_STRUCT(MethodList, (), (items))

Result<MethodList> methods(Call& call, const Params& params);
// Refuse tender_method_unknown and upload_missing, beside what the draft refuses.
Result<TenderView> draft_tender(Call& call, const Params& params, const tendering::TenderDraft& in);
Result<TenderView> revise_tender(Call& call, const Params& params, const tendering::TenderDraft& in);
Result<TenderView> send_tender_to_review(Call& call, const Params& params, const Nothing& in);
Result<TenderView> return_tender(Call& call, const Params& params, const ReturnInput& in);
// The lots begin, each with a key of its own; the notice is released. Refuses ceremony_unknown,
// ceremony_too_weak, no_key_left, number_taken.
Result<TenderView> publish_tender(Call& call, const Params& params, const PublishTenderInput& in);
Result<Page<TenderView>> tenders(Call& call, const Params& params);
Result<TenderView> tender(Call& call, const Params& params);

// --- for the publication ---

std::string tender_stream(const TenderId& id);
schema::TenderRow tender_row(const TenderId& id, const Stream& stream, const tendering::TenderState& state,
                             std::optional<Instant> published_at);
TenderView tender_view(Act& act, const schema::TenderRow& row);

}  // namespace daylit::app

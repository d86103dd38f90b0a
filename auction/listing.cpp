#include "auction/listing.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

using Events = std::vector<ListingEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_title = 100;
constexpr std::size_t longest_statement = 8000;
constexpr std::size_t longest_reason = 1000;
constexpr std::size_t most_lots = 20;

Refusal wrong_phase(const ListingState& state) {
    return refuse("listing_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

std::string place_of(std::size_t index) {
    return "lots[" + std::to_string(index) + "]";
}

// The form of a draft: what can be judged without parcels or the law. Times are judged later.
Outcome check_form(const ListingDraft& draft) {
    if (auto title = require_line(draft.title, "title", longest_title); !title) {
        return title;
    }
    if (auto statement = require_text(draft.statement, "statement", longest_statement); !statement) {
        return statement;
    }
    if (draft.lots.empty()) {
        return refuse("listing_without_lots", "lots");
    }
    if (draft.lots.size() > most_lots) {
        return refuse("too_many_lots", "lots", {std::to_string(most_lots)});
    }
    for (std::size_t i = 0; i < draft.lots.size(); ++i) {
        const auto same = [&](const ListedParcel& other) { return other.parcel == draft.lots[i].parcel; };
        if (std::count_if(draft.lots.begin(), draft.lots.end(), same) > 1) {
            return refuse("parcel_repeated", place_of(i) + ".parcel");
        }
    }
    return Done{};
}

Digest digest_of(const std::vector<ParcelTerms>& parcels) {
    return sha256(to_json_text(parcels));
}

bool is_author(const ListingState& state, const std::string& actor) {
    return std::find(state.authors.begin(), state.authors.end(), actor) != state.authors.end();
}

Decision draft_new(const ListingState& state, const DraftListing& command) {
    if (auto form = check_form(command.draft); !form) {
        return form.refusal();
    }
    if (state.phase != ListingPhase::none) {
        return wrong_phase(state);
    }
    return Events{ListingDrafted{command.seller, command.draft, command.actor}};
}

Decision revise(const ListingState& state, const ReviseListing& command) {
    if (auto form = check_form(command.draft); !form) {
        return form.refusal();
    }
    if (state.phase != ListingPhase::draft && state.phase != ListingPhase::returned) {
        return wrong_phase(state);
    }
    return Events{ListingRevised{command.draft, command.actor}};
}

Decision send_to_review(const ListingState& state, const SendListingToReview& command, Instant now) {
    if (state.phase != ListingPhase::draft && state.phase != ListingPhase::returned) {
        return wrong_phase(state);
    }
    auto findings = check_draft(state.draft, command.parcels, command.profile, now);
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    return Events{ListingSentToReview{command.actor, digest_of(command.parcels)}};
}

Decision give_back(const ListingState& state, const ReturnListing& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (is_author(state, command.actor)) {
        return refuse("author_cannot_review");
    }
    if (state.phase != ListingPhase::in_review) {
        return wrong_phase(state);
    }
    return Events{ListingReturned{command.reason}};
}

Decision publish(const ListingState& state, const PublishListing& command, Instant now) {
    if (is_author(state, command.actor)) {
        return refuse("author_cannot_review");
    }
    if (state.phase != ListingPhase::in_review) {
        return wrong_phase(state);
    }
    if (state.in_review != digest_of(command.parcels)) {
        return refuse("parcels_changed_since_review");
    }
    auto findings = check_draft(state.draft, command.parcels, command.profile, now);
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    ensure(command.lots.size() == state.draft.lots.size(), "every listed parcel becomes a lot");
    return Events{ListingPublished{command.lots}};
}

void add_author(ListingState& state, const std::string& author) {
    if (!is_author(state, author)) {
        state.authors.push_back(author);
    }
}

}  // namespace

std::vector<Refusal> check_draft(const ListingDraft& draft, const std::vector<ParcelTerms>& parcels,
                                 const Profile& profile, Instant now) {
    ensure(parcels.size() == draft.lots.size(), "every listed parcel comes with its terms");
    std::vector<Refusal> all;
    for (std::size_t i = 0; i < draft.lots.size(); ++i) {
        auto found = check_terms({parcels[i], draft.lots[i].times}, profile, now, place_of(i));
        all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    return all;
}

Result<std::vector<ListingEvent>> decide(const ListingState& state, const ListingCommand& command,
                                         Instant now) {
    return std::visit(Cases{[&](const DraftListing& c) { return draft_new(state, c); },
                            [&](const ReviseListing& c) { return revise(state, c); },
                            [&](const SendListingToReview& c) { return send_to_review(state, c, now); },
                            [&](const ReturnListing& c) { return give_back(state, c); },
                            [&](const PublishListing& c) { return publish(state, c, now); }},
                      command);
}

ListingState evolve(ListingState state, const ListingEvent& event) {
    std::visit(Cases{[&](const ListingDrafted& e) {
                         state.phase = ListingPhase::draft;
                         state.seller = e.seller;
                         state.draft = e.draft;
                         add_author(state, e.author);
                     },
                     [&](const ListingRevised& e) {
                         state.phase = ListingPhase::draft;
                         state.draft = e.draft;
                         state.reason.clear();
                         add_author(state, e.author);
                     },
                     [&](const ListingSentToReview& e) {
                         state.phase = ListingPhase::in_review;
                         state.in_review = e.parcels;
                         add_author(state, e.author);
                     },
                     [&](const ListingReturned& e) {
                         state.phase = ListingPhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const ListingPublished& e) {
                         state.phase = ListingPhase::published;
                         state.lots = e.lots;
                     }},
               event);
    return state;
}

}  // namespace daylit::auction

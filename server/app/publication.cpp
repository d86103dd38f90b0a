// Publishing a listing announcement: its lots begin, its parcels are taken, the public is told, all at once.
#include "auction/parcel.hpp"
#include "disclosure/lot_announcements.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/listing_rows.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/rule_book.hpp"
#include "server/app/uploads.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daylit::app {

namespace {

using auction::ListingState;
using auction::ParcelState;
using schema::ListingRow;
using schema::Lock;
using schema::ParcelRow;

struct NewLot {
    LotId id;
    Stream stream;
    std::vector<auction::LotEvent> events;
};

Refusal number_taken(const std::string& number, std::size_t index) {
    return refuse("number_taken", "lots[" + std::to_string(index) + "]", {number});
}

// A number is free when no lot has it, or only such as came to nothing.
bool is_free(Act& act, const std::string& number) {
    const auto rows = act.tx.select<schema::LotRow>({{schema::equals("number", number)}, {}, 1000});
    return std::all_of(rows.begin(), rows.end(), [](const auto& row) {
        const auto state = stored_state<auction::LotState>(row.state);
        const bool refused = state.deal && state.deal->refused_at;
        return refused || state.phase == auction::LotPhase::failed ||
               state.phase == auction::LotPhase::terminated;
    });
}

// Fresh ids in ascending order, as streams are locked.
std::vector<LotId> fresh_lots(Act& act, std::size_t count) {
    std::vector<LotId> ids;
    for (std::size_t i = 0; i < count; ++i) {
        ids.push_back({id_text(act.services().random.entropy())});
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

// Everything that a published listing makes, decided before anything of it is written.
class Publication {
public:
    Publication(Act& act, const ListingId& id) : act_(act), id_(id) {}

    Result<ListingView> run() {
        document_.emplace(place_document(act_));
        stream_.emplace(act_.lock(listing_stream(id_)));
        const auto row = act_.tx.find<ListingRow>(Lock::update, id_);
        if (!row) {
            return refuse("not_found", "id");
        }
        state_ = stored_state<ListingState>(row->state);
        if (auto decided = decide_all(); !decided) {
            return decided.refusal();
        }
        return write(*row);
    }

private:
    Outcome decide_all() {
        auto terms = parcels_of(act_, state_.draft);
        auto profile = act_.services().rules.profile(state_.draft.profile, "profile");
        ensure(terms.has_value() && profile.ok(), "a draft under review names parcels and a profile");
        profile_ = std::move(*profile);
        terms_ = std::move(*terms);
        const auto ids = fresh_lots(act_, terms_.size());
        auto events = decide(state_, auction::PublishListing{terms_, profile_, ids, act_.caller().actor()},
                             stream_->now);
        if (!events) {
            return events.refusal();
        }
        events_ = std::move(*events);
        if (auto waiting = check_parcels(act_, state_.draft); !waiting) {
            return waiting.refusal();
        }
        return decide_lots(ids);
    }

    Outcome decide_lots(const std::vector<LotId>& ids) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            NewLot lot{ids[i], act_.lock(lot_stream(ids[i])), {}};
            auto events =
                decide(auction::LotState{},
                       auction::PublishLot{{terms_[i], state_.draft.lots[i].times}, profile_}, stream_->now);
            if (!events) {
                return events.refusal();
            }
            lot.events = std::move(*events);
            lots_.push_back(std::move(lot));
        }
        return check_numbers();
    }

    // Whoever publishes another parcel of the same number meanwhile waits at the number's name, under which
    // nothing is ever stored.
    Outcome check_numbers() {
        std::set<std::string> numbers;
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (!numbers.insert(terms_[i].number).second) {
                return number_taken(terms_[i].number, i);
            }
        }
        for (const auto& number : numbers) {
            (void)act_.tx.lock_stream("number:" + number);
        }
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (!is_free(act_, terms_[i].number)) {
                return number_taken(terms_[i].number, i);
            }
        }
        return Done{};
    }

    Result<ListingView> write(const ListingRow& row) {
        apply(act_, *stream_, state_, events_);
        const auto changed = listing_row(id_, *stream_, state_, stream_->now);
        act_.update(changed);
        for (std::size_t i = 0; i < lots_.size(); ++i) {
            begin(lots_[i], state_.draft.lots[i].parcel);
        }
        take_parcels();
        announce(row);
        for (const auto& terms : terms_) {
            publish_attachments(act_, terms.attachments);
        }
        return listing_view(act_, changed);
    }

    void begin(NewLot& lot, const std::string& parcel) {
        schema::LotRow row;
        row.id = lot.id;
        row.listing = id_;
        row.parcel = parcel;
        row.seller = state_.seller;
        row.published_at = lot.stream.now;
        begin_lot(act_, lot.stream, row, lot.events);
    }

    void take_parcels() {
        std::map<std::string, std::size_t> taken;  // in the order in which streams are locked
        for (std::size_t i = 0; i < lots_.size(); ++i) {
            taken.emplace(state_.draft.lots[i].parcel, i);
        }
        for (const auto& [id, place] : taken) {
            auto stream = act_.lock("parcel:" + id);
            auto row = act_.tx.find<ParcelRow>(Lock::update, id);
            ensure(row.has_value(), "a listed parcel is there");
            auto state = stored_state<ParcelState>(row->state);
            const auto events =
                decide(state, auction::ParcelCommand(auction::TakeParcel{id_, lots_[place].id}));
            if (!events || state.terms != terms_[place]) {
                // Taken or changed since it was looked at, by another transaction: run again and see.
                throw schema::Conflict("a parcel changed while its listing was being published");
            }
            apply(act_, stream, state, *events);
            row->seq = stream.head.seq;
            row->phase = boost::describe::enum_to_string(state.phase, "");
            row->state = to_json_text(state);
            act_.update(*row);
        }
    }

    disclosure::Seller seller_facts() {
        const auto row = act_.tx.find<schema::OrganisationRow>(Lock::none, state_.seller);
        ensure(row.has_value(), "a listing's seller is there");
        return {row->name, stored_state<registry::OrganisationState>(row->state).details.address};
    }

    void announce(const ListingRow& row) {
        std::vector<disclosure::ListedLot> listed;
        for (std::size_t i = 0; i < lots_.size(); ++i) {
            listed.push_back({lots_[i].id, {terms_[i], state_.draft.lots[i].times}});
        }
        const auto& settings = act_.services().settings;
        const auto content = disclosure::listing_announcement({settings.center_name_zh,
                                                               seller_facts(),
                                                               {settings.account_name, settings.account_bank},
                                                               state_.draft.title,
                                                               state_.draft.statement,
                                                               profile_,
                                                               std::move(listed)});
        (void)release_at_once(act_, std::move(*document_), content, row.author);
    }

    Act& act_;
    ListingId id_;
    std::optional<DocumentPlace> document_;
    std::optional<Stream> stream_;
    ListingState state_;
    auction::Profile profile_;
    std::vector<auction::ParcelTerms> terms_;
    std::vector<auction::ListingEvent> events_;
    std::vector<NewLot> lots_;
};

}  // namespace

Result<ListingView> publish_listing(Call& call, const Params& params, const Nothing&) {
    const auto id = params.id<ListingTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<ListingView>([&](Act& act) { return Publication(act, *id).run(); });
}

}  // namespace daylit::app

#include "server/app/quote_desk.hpp"

#include "server/app/applications.hpp"
#include "server/app/known.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/receipts.hpp"

#include <optional>

namespace daylit::app {

namespace {

// Whether the signers may act, and the plates that they have: of all quotes at once.
class Footing {
public:
    Footing(Act& act, const std::vector<const WaitingQuote*>& quotes) {
        std::set<SignerKey> signers;
        std::set<LotAndOrganisation> applicants;
        for (const auto* quote : quotes) {
            signers.insert(signer_of(*quote));
            applicants.insert(applicant_of(*quote));
        }
        auto* known = act.services().known;
        const auto read_signers = [&](const auto& keys) { return signer_standings(act, keys); };
        const auto read_standings = [&](const auto& keys) { return standings_of(act, keys); };
        signers_ =
            known ? known->signers.find(signers, read_signers) : shared(signer_standings(act, signers));
        standings_ =
            known ? known->standings.find(applicants, read_standings) : shared(standings_of(act, applicants));
    }

    Outcome check_good(const WaitingQuote& quote, Instant wall_now) const {
        return check_good_at(quote.verified, *signers_.at(signer_of(quote)), wall_now);
    }
    // nullptr when it has not applied.
    const Standing* standing(const WaitingQuote& quote) const {
        const auto found = standings_.find(applicant_of(quote));
        return found == standings_.end() ? nullptr : found->second.get();
    }

private:
    static SignerKey signer_of(const WaitingQuote& quote) {
        const auto& caller = quote.call.caller;
        return {quote.verified.serial, *caller.person, *caller.organisation};
    }
    static LotAndOrganisation applicant_of(const WaitingQuote& quote) {
        return {quote.lot, *quote.call.caller.organisation};
    }
    template <class Key, class Value>
    static typename Kept<Key, Value>::Values shared(std::map<Key, Value> read) {
        typename Kept<Key, Value>::Values values;
        for (auto& [key, value] : read) {
            values.emplace(key, std::make_shared<const Value>(std::move(value)));
        }
        return values;
    }

    Kept<SignerKey, SignerStanding>::Values signers_;
    Kept<LotAndOrganisation, Standing>::Values standings_;
};

// A lot in a batch: what its decisions must know is read once, what was stored is saved at the end.
struct OpenLot {
    LockedLot lot;
    auction::Facts facts;
    std::vector<schema::StoredEvent> stored = {};
};

QuoteAnswer answer_of(const LockedLot& lot, const schema::StoredEvent& event, std::string receipt) {
    const auto& leader = *lot.state.leader;
    return {lot.row.id,      leader.number, leader.price,      leader.at,
            lot.state.until, event.digest,  std::move(receipt)};
}

Result<QuoteAnswer> judge(Act& act, OpenLot& open, const WaitingQuote& quote, const Footing& footing) {
    auto& lot = open.lot;
    const auto& said = quote.said;
    if (auto good = footing.check_good(quote, act.services().wall_clock.now()); !good) {
        return good.refusal();
    }
    const auto* standing = footing.standing(quote);
    if (!holds_plate(standing, said.plate)) {
        return refuse("plate_not_yours", "plate");
    }
    const auto events = decide(lot.state,
                               auction::PlaceQuote{said.plate, standing && standing->qualified, said.price,
                                                   said.seen_number, quote.verified.digest},
                               lot.stream.now, open.facts);
    if (!events) {
        return events.refusal();
    }
    const auto stored = record_events(act, lot, *events, "plate:" + said.plate);
    open.stored.insert(open.stored.end(), stored.begin(), stored.end());
    keep_evidence(act, quote.in, quote.verified.digest);
    boost::json::object subject{{"lot", lot.row.id.text},
                                {"plate", said.plate},
                                {"number", lot.state.quotes},
                                {"price", said.price.count()},
                                {"statement", quote.verified.digest.hex()}};
    auto receipt =
        give_receipt(act, *act.caller().organisation, "quote", lot.row.id, stored.back(), std::move(subject));
    return answer_of(lot, stored.back(), std::move(receipt));
}

// One run of a batch in one transaction.
class Batch {
public:
    explicit Batch(std::vector<WaitingQuote>& quotes) : quotes_(quotes), answers_(quotes.size()) {}

    void run(schema::UnitOfWork& tx) {
        answers_.assign(quotes_.size(), std::nullopt);
        effects_.clear();
        const auto fresh = claim(tx);
        if (!fresh.empty()) {
            judge_all(tx, fresh);
        }
    }

    // The commit stands: each has its answer before anybody else hears of it, and word that cannot be given
    // to the watchers is harmless, since they read again.
    void tell() {
        for (std::size_t i = 0; i < quotes_.size(); ++i) {
            quotes_[i].answered([&] { return std::move(*answers_[i]); });
        }
        for (const auto& effect : effects_) {
            try {
                effect();
            } catch (const std::exception&) {
                continue;
            }
        }
    }

private:
    // Which of them are new; the others have their kept answer.
    std::vector<std::size_t> claim(schema::UnitOfWork& tx) {
        std::vector<schema::KeyClaim> claims;
        for (const auto& quote : quotes_) {
            claims.push_back(quote.call.key_claim());
        }
        const auto kept = tx.claim_keys(claims, quotes_.front().call.services.wall_clock.now());
        std::vector<std::size_t> fresh;
        for (std::size_t i = 0; i < quotes_.size(); ++i) {
            if (kept[i]) {
                answers_[i] = quotes_[i].call.replay<QuoteAnswer>(*kept[i]);
            } else {
                fresh.push_back(i);
            }
        }
        return fresh;
    }

    void judge_all(schema::UnitOfWork& tx, const std::vector<std::size_t>& fresh) {
        std::vector<const WaitingQuote*> judged;
        std::set<std::string> ids;
        for (const auto i : fresh) {
            judged.push_back(&quotes_[i]);
            ids.insert(quotes_[i].lot.text);
        }
        Act of_all(quotes_.front().call, tx);
        auto lots = open_lots(of_all, ids);
        const Footing footing(of_all, judged);
        for (const auto i : fresh) {
            auto& quote = quotes_[i];
            Act act(quote.call, tx);
            const auto open = lots.find(quote.lot.text);
            answers_[i] =
                open == lots.end() ? refuse("not_found", "id") : judge_one(act, open->second, quote, footing);
            ensure(answers_[i]->ok() || act.writes() == 0, "a refusal comes before the first write");
            quote.call.keep(tx, *answers_[i]);
            add_effects(act);
        }
        for (auto& [id, open] : lots) {
            save_lot(of_all, open.lot, open.stored);
        }
        add_effects(of_all);
    }

    static std::map<std::string, OpenLot> open_lots(Act& act, const std::set<std::string>& ids) {
        std::map<std::string, OpenLot> lots;
        auto locked = lock_lots(act, ids);
        std::vector<LotMoment> moments;
        for (const auto& [id, lot] : locked) {
            moments.push_back({lot.row.id, lot.state, lot.stream.now});
        }
        auto facts = facts_of(act, moments);
        auto its_facts = facts.begin();
        for (auto& [id, lot] : locked) {
            lots.emplace(id, OpenLot{std::move(lot), std::move(*its_facts++)});
        }
        return lots;
    }

    static Result<QuoteAnswer> judge_one(Act& act, OpenLot& open, const WaitingQuote& quote,
                                         const Footing& footing) {
        auto answer = judge(act, open, quote, footing);
        return answer ? std::move(answer)
                      : signed_refusal(act.services(), answer.refusal(), quote.lot, quote.verified.digest,
                                       open.lot.stream.now);
    }

    void add_effects(const Act& act) {
        effects_.insert(effects_.end(), act.effects().begin(), act.effects().end());
    }

    std::vector<WaitingQuote>& quotes_;
    std::vector<std::optional<Result<QuoteAnswer>>> answers_;
    std::vector<std::function<void()>> effects_;
};

void fail(const WaitingQuote& quote, const std::exception_ptr& why) {
    quote.answered([&why]() -> Result<QuoteAnswer> { std::rethrow_exception(why); });
}

// What is wrong with the whole batch, or nullptr: then each has its answer.
std::exception_ptr attempt(std::vector<WaitingQuote>& quotes) {
    Batch batch(quotes);
    try {
        quotes.front().call.services.store.transact([&](schema::UnitOfWork& tx) { batch.run(tx); });
    } catch (const std::exception&) {
        return std::current_exception();
    }
    batch.tell();
    return nullptr;
}

bool is_away(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const schema::StoreUnavailable&) {
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

QuoteDesk::QuoteDesk(CombinerLimits limits)
    : combiner_(limits, [this](std::vector<WaitingQuote> batch) { run(std::move(batch)); }) {}

void QuoteDesk::take(WaitingQuote quote) {
    quote.stream = lot_stream(quote.lot);
    const auto mine = quote.call.key_claim();
    quote.once = mine.actor + "/" + mine.key;
    quote.arrived = quote.call.arrived;
    const auto answered = quote.answered;
    if (!combiner_.submit(std::move(quote))) {
        answered([]() -> Result<QuoteAnswer> { throw schema::Conflict("too many quotes wait already"); });
    }
}

void QuoteDesk::run(std::vector<WaitingQuote> batch) const {
    const auto size = batch.size();
    const auto failure = attempt(batch);
    if (!failure) {
        if (committed) {
            committed(size);
        }
        return;
    }
    for (auto& quote : batch) {
        if (size == 1 || is_away(failure)) {
            fail(quote, failure);
            continue;
        }
        std::vector<WaitingQuote> alone;
        alone.push_back(std::move(quote));
        run(std::move(alone));
    }
}

}  // namespace daylit::app

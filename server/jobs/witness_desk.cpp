#include "server/jobs/witness_desk.hpp"

#include "crypto/tiled_log.hpp"
#include "crypto/witness_request.hpp"
#include "server/app/log_tiles.hpp"

#include <algorithm>

namespace daylit::jobs {

WitnessDesk::WitnessDesk(schema::LogStore& log, std::vector<WitnessSettings> witnesses, int quorum, Post post,
                         std::function<SteadyTime()> now, WitnessAlarm alarm)
    : log_(log),
      witnesses_(std::move(witnesses)),
      quorum_(quorum),
      post_(std::move(post)),
      now_(std::move(now)),
      alarm_(std::move(alarm)),
      states_(witnesses_.size()) {
    ensure(quorum_ >= 1 && static_cast<std::size_t>(quorum_) <= witnesses_.size(),
           "as many witnesses can cosign as are wanted");
}

std::optional<WitnessDesk::Target> WitnessDesk::target() const {
    const std::lock_guard lock(mutex_);
    return target_;
}

std::string WitnessDesk::trouble(std::size_t witness) const {
    const std::lock_guard lock(mutex_);
    return states_.at(witness).trouble;
}

std::vector<WitnessDesk::Standing> WitnessDesk::standings() const {
    const std::lock_guard lock(mutex_);
    std::vector<Standing> list;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto& state = states_[i];
        list.push_back(
            {witnesses_[i].verifier.name(), state.line_size, state.waiting_since, state.cosigned_at});
    }
    return list;
}

// --- publishing ---

bool WitnessDesk::publish() {
    if (!log_.hold_sequencer_lock()) {
        return false;
    }
    bool changed = take_up_newest();
    const auto now = target();
    if (!now) {
        return changed;
    }
    int lines = 0;
    const auto note = cosigned_note(*now, lines);
    if (is_due(*now, lines)) {
        store(*now, note);
        changed = take_up_newest() || changed;
    }
    return changed;
}

// The one under way stays until it is published, so that with a quick log and slow witnesses some checkpoint
// is cosigned by enough of them.
bool WitnessDesk::take_up_newest() {
    std::optional<schema::StoredCheckpoint> newest;
    log_.read([&](schema::LogWork& work) { newest = work.checkpoint(); });
    const std::lock_guard lock(mutex_);
    if (!newest ||
        (target_ && (!target_->published || target_->size >= static_cast<std::uint64_t>(newest->size)))) {
        return false;
    }
    target_ = Target{static_cast<std::uint64_t>(newest->size), newest->note, now_(), false};
    for (auto& state : states_) {
        if (!state.waiting_since) {
            state.waiting_since = target_->since;
        }
    }
    return true;
}

bool WitnessDesk::is_due(const Target& target, int lines) const {
    return target.published || lines >= quorum_ || now_() - target.since >= patience;
}

std::string WitnessDesk::cosigned_note(const Target& target, int& lines) const {
    const std::lock_guard lock(mutex_);
    auto note = target.note;
    lines = 0;
    for (const auto& state : states_) {
        if (state.line_size == target.size && !state.line.empty()) {
            note += state.line;
            ++lines;
        }
    }
    return note;
}

void WitnessDesk::store(const Target& target, const std::string& note) {
    {
        const std::lock_guard lock(mutex_);
        if (stored_ == note) {
            return;
        }
    }
    log_.transact([&](schema::LogWork& work) {
        work.publish_checkpoint({static_cast<std::int64_t>(target.size), note});
    });
    const std::lock_guard lock(mutex_);
    stored_ = note;
    target_->published = true;
}

// --- asking ---

bool WitnessDesk::ask(std::size_t witness) {
    const auto now = target();
    std::uint64_t old_size = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto& state = states_.at(witness);
        if (!now || (state.line_size == now->size && !state.line.empty())) {
            return false;
        }
        old_size = state.size;
    }
    if (old_size > now->size) {
        return false;  // it has cosigned a later one; the next that is taken up will follow that
    }
    return settle(witness, *now,
                  post_(witnesses_[witness].url + "/add-checkpoint", question(old_size, *now)));
}

std::string WitnessDesk::question(std::uint64_t old_size, const Target& target) {
    WitnessRequest request{old_size, {}, target.note};
    if (old_size > 0) {
        log_.read([&](schema::LogWork& work) {
            auto proof = merkle::consistency_proof(old_size, target.size, app::tiles_of(work));
            ensure(proof.ok(), "the stored tiles hold every signed leaf");
            request.proof = std::move(*proof);
        });
    }
    return witness_request_text(request);
}

bool WitnessDesk::settle(std::size_t witness, const Target& target, const PostAnswer& answer) {
    const auto& name = witnesses_[witness].verifier.name();
    switch (answer.status) {
        case 200:
            return take_line(witness, target, answer.body);
        case 409:
            return take_other_size(witness, answer.body);
        case 422:
            note_trouble(witness, "it says that the log does not continue");
            alarm_(name,
                   "the witness says that our checkpoint of " + std::to_string(target.size) +
                       " leaves does not continue the one that it cosigned last: the log was forked, or "
                       "the witness's state is another's");
            return false;
        case 0:
            note_trouble(witness, answer.body);
            return false;
        default:
            note_trouble(witness, "it answers " + std::to_string(answer.status));
            return false;
    }
}

bool WitnessDesk::take_line(std::size_t witness, const Target& target, const std::string& body) {
    const auto& verifier = witnesses_[witness].verifier;
    const auto note = parse_note(target.note + body);
    const auto at = note ? verifier.cosigned_at(*note) : Result<std::optional<std::int64_t>>(note.refusal());
    if (!at || !*at) {
        note_trouble(witness, "its answer holds no cosignature by its key");
        return false;
    }
    // The witness may have sent further keys' lines: only its own is kept.
    std::string own;
    for (std::string_view rest(body); !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const auto line = rest.substr(0, end);
        const auto single = parse_note(target.note + std::string(line));
        const auto holds =
            single ? verifier.cosigned_at(*single) : Result<std::optional<std::int64_t>>(single.refusal());
        own = holds && *holds ? std::string(line) : own;
        rest.remove_prefix(end);
    }
    {
        const std::lock_guard lock(mutex_);
        states_[witness] = {target.size, target.size, own, "", {}, now_()};
        if (target_ && target_->size > target.size) {
            states_[witness].waiting_since = target_->since;  // a newer one was taken up meanwhile
        }
    }
    alarm_(verifier.name(), "");
    return false;
}

bool WitnessDesk::take_other_size(std::size_t witness, const std::string& body) {
    const auto size = parse_log_size(std::string_view(body).substr(0, body.find('\n')));
    if (!size) {
        note_trouble(witness, "it answers 409 without a size");
        return false;
    }
    const auto ours = newest_size();
    if (*size > ours) {
        note_trouble(witness, "it has cosigned a longer log");
        alarm_(witnesses_[witness].verifier.name(),
               "the witness has cosigned a log of " + std::to_string(*size) + " leaves, and ours has " +
                   std::to_string(ours) + ": the database or the key folder was set back");
        return false;
    }
    const std::lock_guard lock(mutex_);
    const bool is_news = states_[witness].size != *size;
    states_[witness].size = *size;
    states_[witness].trouble = is_news ? "" : "it answers 409 with the size that it was asked about";
    return is_news;
}

void WitnessDesk::note_trouble(std::size_t witness, const std::string& text) {
    const std::lock_guard lock(mutex_);
    states_[witness].trouble = text;
}

std::uint64_t WitnessDesk::newest_size() {
    std::uint64_t size = 0;
    log_.read([&](schema::LogWork& work) {
        const auto stored = work.checkpoint();
        size = stored ? static_cast<std::uint64_t>(stored->size) : 0;
    });
    return size;
}

}  // namespace daylit::jobs

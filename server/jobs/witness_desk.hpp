// Asks the outside witnesses to cosign each new checkpoint (C2SP tlog-witness), and publishes what they
// cosigned.
//
// Signing and acknowledging never wait for it. One checkpoint at a time is before the witnesses: it is
// published once enough of them have cosigned, or when `patience` is over, with whatever lines it has by
// then; later lines are added while it is the newest. Each witness is asked on a thread of its own, so that a
// slow one holds up nobody.
#pragma once

#include "crypto/cosignature.hpp"
#include "crypto/note.hpp"
#include "schema/log_store.hpp"
#include "server/jobs/post.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

namespace daylit::jobs {

struct WitnessSettings {
    std::string url;  // the submission prefix, without a slash at its end
    WitnessVerifier verifier;
};

// A witness is at odds with this log: it has cosigned a longer one, or says that ours does not continue what
// it cosigned. Empty text: no more. Called without locks.
using WitnessAlarm = std::function<void(const std::string& witness, const std::string& text)>;

class WitnessDesk {
public:
    using SteadyTime = std::chrono::steady_clock::time_point;
    static constexpr auto patience = std::chrono::seconds(5);

    WitnessDesk(schema::LogStore& log, std::vector<WitnessSettings> witnesses, int quorum, Post post,
                std::function<SteadyTime()> now, WitnessAlarm alarm);

    std::size_t count() const { return witnesses_.size(); }
    // Takes up the newest checkpoint, publishes the one under way when it is time; tells whether something
    // changed. Does nothing while another process is the sequencer.
    bool publish();
    // Asks one witness about the checkpoint under way; tells whether it is to be asked again at once.
    bool ask(std::size_t witness);

    // What the last question to the witness came to: "" when it cosigned.
    std::string trouble(std::size_t witness) const;

    // How far each witness is.
    struct Standing {
        std::string name;
        std::uint64_t size = 0;  // of the largest tree that it is known to have cosigned; 0 for none yet
        // Since when some checkpoint waits for its cosignature without a break; nullopt when none does.
        std::optional<SteadyTime> waiting_since;
        std::optional<SteadyTime> cosigned_at;  // its last cosignature since the start
    };
    std::vector<Standing> standings() const;

private:
    struct Target {
        std::uint64_t size = 0;
        std::string note;  // as the log signed it
        SteadyTime since;
        bool published = false;
        bool operator==(const Target&) const = default;
    };
    struct State {
        std::uint64_t size = 0;       // that the witness is thought to have cosigned
        std::uint64_t line_size = 0;  // of the tree that `line` cosigns
        std::string line;
        std::string trouble;
        std::optional<SteadyTime> waiting_since = {};
        std::optional<SteadyTime> cosigned_at = {};
    };

    std::optional<Target> target() const;
    bool take_up_newest();
    bool is_due(const Target& target, int lines) const;
    std::string cosigned_note(const Target& target, int& lines) const;
    void store(const Target& target, const std::string& note);

    std::string question(std::uint64_t old_size, const Target& target);
    bool settle(std::size_t witness, const Target& target, const PostAnswer& answer);
    bool take_line(std::size_t witness, const Target& target, const std::string& body);
    bool take_other_size(std::size_t witness, const std::string& body);
    void note_trouble(std::size_t witness, const std::string& text);
    std::uint64_t newest_size();

    schema::LogStore& log_;
    std::vector<WitnessSettings> witnesses_;
    int quorum_;
    Post post_;
    std::function<SteadyTime()> now_;
    WitnessAlarm alarm_;
    mutable std::mutex mutex_;  // of what follows
    std::optional<Target> target_;
    std::vector<State> states_;
    std::string stored_;  // the note that was published last
};

}  // namespace daylit::jobs

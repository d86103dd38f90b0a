#include "server/parser/reading.hpp"

#include "crypto/running_digest.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace daylit::parser {

Result<Checked> check_envelope(const sealing::ByteSource& source) {
    RunningSha256 hash;
    auto envelope = sealing::read_envelope([&](std::span<char> to) {
        const auto size = source(to);
        hash.add({to.data(), size});
        return size;
    });
    if (!envelope) {
        return envelope.refusal();
    }
    return Checked{*std::move(envelope), hash.digest()};
}

// Where the two threads meet: a ring of bytes, and the one piece of work.
class Opener::Joint {
public:
    using Work = std::function<Outcome()>;

    Joint() : thread_([this] { run(); }) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return running_; });
    }
    ~Joint() {
        give(std::nullopt);
        thread_.join();
    }
    Joint(const Joint&) = delete;
    Joint& operator=(const Joint&) = delete;

    void begin(Work work) { give(std::move(work)); }

    // The opening side. Once nobody reads any more, bytes are dropped, or the work is stopped.
    void write(std::string_view bytes) {
        std::unique_lock lock(mutex_);
        while (!bytes.empty() && reader_ != Reader::done) {
            changed_.wait(lock, [&] { return filled_ < ring_.size() || reader_ != Reader::reads; });
            if (reader_ == Reader::broken) {
                throw std::runtime_error("nobody takes the contents any more");
            }
            while (!bytes.empty() && filled_ < ring_.size()) {
                const auto at = (begin_ + filled_) % ring_.size();
                const auto size = std::min({bytes.size(), ring_.size() - filled_, ring_.size() - at});
                std::copy_n(bytes.begin(), size, ring_.begin() + static_cast<std::ptrdiff_t>(at));
                filled_ += size;
                bytes.remove_prefix(size);
            }
            changed_.notify_all();
        }
    }

    // The reading side: 0 once the work is over.
    std::size_t read(std::span<char> to) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return filled_ > 0 || over_; });
        const auto size = std::min({to.size(), filled_, ring_.size() - begin_});
        std::copy_n(ring_.begin() + static_cast<std::ptrdiff_t>(begin_), size, to.begin());
        begin_ = (begin_ + size) % ring_.size();
        filled_ -= size;
        changed_.notify_all();
        return size;
    }

    // The work's outcome, or what it threw.
    Outcome end() {
        leave(Reader::done);
        if (broken_) {
            std::rethrow_exception(broken_);
        }
        return *outcome_;
    }
    // However the work ends.
    void stop() { leave(Reader::broken); }

private:
    enum class Reader { reads, done, broken };

    void leave(Reader how) {
        std::unique_lock lock(mutex_);
        reader_ = how;
        changed_.notify_all();
        changed_.wait(lock, [&] { return over_; });
    }

    void give(std::optional<Work> work) {
        const std::lock_guard lock(mutex_);
        work_ = std::move(work);
        given_ = true;
        changed_.notify_all();
    }

    std::optional<Work> take() {
        std::unique_lock lock(mutex_);
        running_ = true;
        changed_.notify_all();
        changed_.wait(lock, [&] { return given_; });
        return std::move(work_);
    }

    void run() {
        const auto work = take();
        if (!work) {
            return;
        }
        std::optional<Outcome> outcome;
        std::exception_ptr broken;
        try {
            outcome = (*work)();
        } catch (...) {
            broken = std::current_exception();
        }
        const std::lock_guard lock(mutex_);
        outcome_ = std::move(outcome);
        broken_ = std::move(broken);
        over_ = true;
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Work> work_;
    std::optional<Outcome> outcome_;
    std::exception_ptr broken_;
    Reader reader_ = Reader::reads;
    bool running_ = false;
    bool given_ = false;
    bool over_ = false;
    std::array<char, 256 * 1024> ring_{};
    std::size_t begin_ = 0;
    std::size_t filled_ = 0;
    std::thread thread_;  // last: it finds everything else there
};

Opener::Opener() : joint_(std::make_unique<Joint>()) {}
Opener::~Opener() = default;

Result<sealing::SignedContents> Opener::open(const sealing::Envelope& envelope, const sealing::Point& agreed,
                                             sealing::ByteSource source, const sealing::ByteSink& sink) {
    joint_->begin([this, &envelope, &agreed, source = std::move(source)] {
        return sealing::open_envelope(envelope, agreed, source,
                                      [&](std::string_view bytes) { joint_->write(bytes); });
    });
    const auto contents = [&] {
        try {
            return sealing::read_signed([&](std::span<char> to) { return joint_->read(to); }, sink);
        } catch (...) {
            joint_->stop();
            throw;
        }
    }();
    if (auto opened = joint_->end(); !opened) {
        return opened.refusal();
    }
    return contents;
}

}  // namespace daylit::parser

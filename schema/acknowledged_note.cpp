#include "schema/acknowledged_note.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>

namespace daylit::schema {

namespace {

constexpr std::size_t slot_size = 512;

struct Slot {
    std::uint64_t number = 0;
    AcknowledgedEvent event;
};

std::string failure(const std::filesystem::path& path, const char* what) {
    return path.string() + ": " + what + ": " + std::strerror(errno);
}

std::string slot_text(std::uint64_t number, const AcknowledgedEvent& event) {
    auto text = std::to_string(number) + " " + event.stream + " " + std::to_string(event.seq) + " " +
                event.digest.hex();
    text += " " + sha256(text).hex() + "\n";
    ensure(text.size() <= slot_size, "a stream's name has its bounds");
    text.resize(slot_size, '\0');
    return text;
}

std::optional<Slot> read_slot(const std::string& bytes) {
    const auto line = bytes.substr(0, bytes.find('\n'));
    const auto end = line.rfind(' ');
    if (end == std::string::npos || sha256(line.substr(0, end)).hex() != line.substr(end + 1)) {
        return std::nullopt;
    }
    std::istringstream words(line);
    Slot slot;
    std::string digest;
    words >> slot.number >> slot.event.stream >> slot.event.seq >> digest;
    const auto read = Digest::from_hex(digest);
    if (words.fail() || !read) {
        return std::nullopt;
    }
    slot.event.digest = *read;
    return slot;
}

}  // namespace

AcknowledgedNote::AcknowledgedNote(const std::filesystem::path& file) : path_(file) {
    file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) {
        throw NoteBroken(failure(path_, "cannot be opened"));
    }
    bool has_content = false;
    for (const std::size_t at : {std::size_t{0}, slot_size}) {
        std::string bytes(slot_size, '\0');
        const auto count = ::pread(file_, bytes.data(), slot_size, static_cast<off_t>(at));
        if (count < 0) {
            const auto text = failure(path_, "cannot be read");
            ::close(file_);
            throw NoteBroken(text);
        }
        has_content = has_content || count > 0;
        if (auto slot = read_slot(bytes); slot && slot->number > asked_) {
            asked_ = slot->number;
            last_ = std::move(slot->event);
        }
    }
    on_disk_ = asked_;
    if (has_content && !last_) {
        ::close(file_);
        throw NoteBroken(path_.string() + " is no note of acknowledged events");
    }
}

AcknowledgedNote::~AcknowledgedNote() {
    ::close(file_);
}

std::optional<AcknowledgedEvent> AcknowledgedNote::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

void AcknowledgedNote::note(const AcknowledgedEvent& event) {
    std::unique_lock lock(mutex_);
    last_ = event;
    const auto mine = ++asked_;
    synced_.wait(lock, [&] { return on_disk_ >= mine || !syncing_; });
    if (on_disk_ >= mine) {
        return;
    }
    syncing_ = true;
    const auto number = asked_;
    const auto newest = *last_;
    lock.unlock();
    std::exception_ptr failed;
    try {
        write_slot(number, newest);
    } catch (const NoteBroken&) {
        failed = std::current_exception();
    }
    lock.lock();
    syncing_ = false;
    on_disk_ = failed ? on_disk_ : number;
    synced_.notify_all();
    if (failed) {
        std::rethrow_exception(failed);
    }
}

void AcknowledgedNote::write_slot(std::uint64_t number, const AcknowledgedEvent& event) const {
    const auto text = slot_text(number, event);
    const auto at = static_cast<off_t>(number % 2 * slot_size);
    if (::pwrite(file_, text.data(), text.size(), at) != static_cast<ssize_t>(text.size()) ||
        ::fdatasync(file_) != 0) {
        throw NoteBroken(failure(path_, "cannot be written"));
    }
}

}  // namespace daylit::schema

#include "server/embedded/supervisor.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>

namespace daylit::embedded {

namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds end_patience{60};  // InnoDB writes back what it holds
constexpr milliseconds first_pause{50};
constexpr milliseconds longest_pause{5000};
constexpr seconds steady_run{60};  // after which pauses begin small again

}  // namespace

EmbeddedDatabase::Supervisor::Supervisor(const DatabaseFolder& folder, const EmbeddedOptions& options,
                                         schema::ConnectionSettings administrator, SpaceGuard* space)
    : folder_(folder), options_(options), administrator_(std::move(administrator)), space_(space) {
    stop_asked_ = ::eventfd(0, EFD_CLOEXEC);
    ensure(stop_asked_ >= 0, "an eventfd can be made");
}

EmbeddedDatabase::Supervisor::~Supervisor() {
    stop();
    ::close(stop_asked_);
}

void EmbeddedDatabase::Supervisor::start() {
    auto started = first_start_.get_future();
    thread_ = std::thread([this] { loop(); });
    started.get();
}

void EmbeddedDatabase::Supervisor::stop() {
    if (thread_.joinable()) {
        ::eventfd_write(stop_asked_, 1);
        thread_.join();
    }
}

bool EmbeddedDatabase::Supervisor::pause(milliseconds length) {
    pollfd asked{stop_asked_, POLLIN, 0};
    return ::poll(&asked, 1, static_cast<int>(length.count())) == 0;
}

// A database that died of a full disk would die of it again.
void EmbeddedDatabase::Supervisor::make_room() {
    if (space_ != nullptr) {
        space_->make_room();
    }
}

Process EmbeddedDatabase::Supervisor::launch() {
    const auto program = find_program("mariadbd");
    if (program.empty()) {
        throw EmbeddedRefused("mariadbd is not installed (package mariadb-server-core)");
    }
    auto process = Process::start({program, "--defaults-file=" + folder_.option_file().string()},
                                  folder_.account(), folder_.log());
    process_id_ = process.id();
    return process;
}

bool EmbeddedDatabase::Supervisor::answers() const {
    try {
        schema::MariaConnection(administrator_, {}, schema::SessionKind::standing);
        return true;
    } catch (const schema::StoreUnavailable&) {
        return false;
    }
}

bool EmbeddedDatabase::Supervisor::wait_until_it_answers(const Process& process) {
    const auto deadline = SteadyClock::now() + options_.start_patience;
    while (SteadyClock::now() < deadline) {
        if (std::filesystem::exists(folder_.socket()) && answers()) {
            return true;
        }
        if (process.ended(milliseconds(10)) || !pause(milliseconds(0))) {
            return false;
        }
    }
    return false;
}

EmbeddedDatabase::Supervisor::End EmbeddedDatabase::Supervisor::watch(const Process& process) {
    std::array<pollfd, 2> waits{pollfd{process.handle(), POLLIN, 0}, pollfd{stop_asked_, POLLIN, 0}};
    while (::poll(waits.data(), waits.size(), -1) <= 0) {
        // interrupted by a signal
    }
    return waits[1].revents != 0 ? End::asked : End::by_itself;
}

void EmbeddedDatabase::Supervisor::end(Process& process) {
    process.ask_to_end();
    if (!process.ended(end_patience)) {
        process.kill();
    }
    process.reap();
    process_id_ = -1;
}

void EmbeddedDatabase::Supervisor::loop() {
    bool first = true;
    auto wait = first_pause;
    for (;;) {
        try {
            make_room();
            auto process = launch();
            const auto launched = SteadyClock::now();
            const bool up = wait_until_it_answers(process);
            if (up && first) {
                first_start_.set_value();
                first = false;
            } else if (up) {
                options_.told("the database runs again");
            }
            if (!up && first) {
                end(process);
                throw EmbeddedRefused("the database did not start:\n" + last_lines(folder_.log(), 15));
            }
            if (watch(process) == End::asked) {
                return end(process);
            }
            process_id_ = -1;
            options_.told("the database ended by itself (" + process.reap() + "); it is started again");
            wait =
                SteadyClock::now() - launched > steady_run ? first_pause : std::min(wait * 2, longest_pause);
        } catch (const std::exception& error) {
            if (first) {
                return first_start_.set_exception(std::current_exception());
            }
            options_.told(std::string("the database cannot be started again: ") + error.what());
        }
        if (!pause(wait)) {
            return;
        }
    }
}

}  // namespace daylit::embedded

// The thread that starts mariadbd, waits for its end and starts it again.
#pragma once

#include "server/embedded/embedded_database.hpp"

#include <atomic>
#include <future>
#include <thread>

namespace daylit::embedded {

class EmbeddedDatabase::Supervisor {
public:
    Supervisor(const DatabaseFolder& folder, const EmbeddedOptions& options,
               schema::ConnectionSettings administrator, SpaceGuard* space);
    ~Supervisor();

    // Returns when the database answers; throws when the first start fails.
    void start();
    void stop();
    pid_t process_id() const { return process_id_; }

private:
    enum class End { by_itself, asked };

    void loop();
    void make_room();
    Process launch();
    // True when the database answers; false when it ended or a stop was asked for before that.
    bool wait_until_it_answers(const Process& process);
    bool answers() const;
    End watch(const Process& process);
    void end(Process& process);
    bool pause(std::chrono::milliseconds length);  // false when a stop was asked for

    const DatabaseFolder& folder_;
    const EmbeddedOptions& options_;
    schema::ConnectionSettings administrator_;
    SpaceGuard* const space_;  // nullptr where nobody watches the disk
    std::promise<void> first_start_;
    int stop_asked_ = -1;  // an eventfd
    std::atomic<pid_t> process_id_ = -1;
    std::thread thread_;
};

}  // namespace daylit::embedded

// A child process that is spoken with: one socket is its standard input and output. It inherits nothing else
// of ours, no environment, and is ended and reaped with its owner at the latest.
#pragma once

#include "crypto/sealing/ber.hpp"

#include <chrono>
#include <filesystem>
#include <stdexcept>

#include <sys/types.h>

namespace daylit::shell {

// The system refused something that a child needs, its program for instance.
class ChildFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Child {
public:
    using Deadline = std::chrono::steady_clock::time_point;
    // Takes what the child says; false when it says what it should not.
    using Hear = std::function<bool(std::string_view)>;
    enum class Talk { over, too_slow, unheard };

    // All of it throws ChildFailed. The child's standard error goes nowhere. The thread that makes one must
    // live as long: the kernel may tell the child of that thread's end as of its parent's.
    Child(const std::filesystem::path& program, const std::string& mode);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // Says all that the source gives, as long as the child listens, and hears all that the child says, both
    // at once; over when the child has closed its side. What source and `hear` throw is thrown.
    Talk talk(const sealing::ByteSource& source, const Hear& hear, Deadline deadline);

    // Waits for its end, which is made when the deadline comes. "" for status 0, else what it was.
    std::string end(Deadline deadline);

    pid_t id() const { return id_; }

private:
    void say(const sealing::ByteSource& source);
    void send();
    Talk heard(const Hear& hear);
    void close();
    int reap();

    pid_t id_ = -1;
    int socket_ = -1;
    std::string words_;     // to be said
    std::size_t said_ = 0;  // of them
    bool speaking_ = true;
    bool hearing_ = true;
};

}  // namespace daylit::shell

// (The namespace is "daylit": the C library already has a global variable called "daylight".)
//
// What the world may do wrong is a value: a Refusal with a stable code, the field it concerns and the
// figures that its sentence needs. Sentences themselves live in tables (see base/refusal_table.hpp), so that
// the pure core never speaks a language.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace daylit {

struct Refusal {
    std::string code;                      // stable, snake_case, a row of a refusal table
    std::string field = {};                // path in the caller's input, "" where no single field is to blame
    std::vector<std::string> values = {};  // what fills {0}, {1}, ... in the sentences
    std::string evidence = {};  // a signed statement of this refusal (compact JWS), where one is due

    bool operator==(const Refusal&) const = default;
};

// Nothing to say but "it went well".
struct Done {
    bool operator==(const Done&) const = default;
};

// Either a value or a Refusal. The caller handles it or hands it on; reading the wrong half is our own bug
// and throws std::bad_optional_access. Two optionals, since a variant of each type costs the compiler dearly.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}
    Result(Refusal refusal) : refusal_(std::move(refusal)) {}

    bool ok() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return ok(); }

    const T& value() const& { return value_.value(); }
    T& value() & { return value_.value(); }
    T&& value() && { return std::move(value_).value(); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Refusal& refusal() const& { return refusal_.value(); }
    Refusal&& refusal() && { return std::move(refusal_).value(); }

    bool operator==(const Result&) const = default;

private:
    std::optional<T> value_;
    std::optional<Refusal> refusal_;
};

using Outcome = Result<Done>;

inline Refusal refuse(std::string code, std::string field = {}, std::vector<std::string> values = {}) {
    return Refusal{std::move(code), std::move(field), std::move(values), {}};
}

// We were wrong: always on, never an input's fault.
class BrokenPromise : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* promise) {
    if (!holds) {
        throw BrokenPromise(promise);
    }
}

}  // namespace daylit

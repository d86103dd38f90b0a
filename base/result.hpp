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
#include <variant>
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

// Either a value or a Refusal. The caller handles it or hands it on; reading the wrong half is our own bug.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Refusal refusal) : content_(std::in_place_index<1>, std::move(refusal)) {}

    bool ok() const noexcept { return content_.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    const T& value() const& { return std::get<0>(content_); }
    T& value() & { return std::get<0>(content_); }
    T&& value() && { return std::get<0>(std::move(content_)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Refusal& refusal() const& { return std::get<1>(content_); }
    Refusal&& refusal() && { return std::get<1>(std::move(content_)); }

    bool operator==(const Result&) const = default;

private:
    std::variant<T, Refusal> content_;
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

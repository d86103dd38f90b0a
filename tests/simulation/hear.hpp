// Hearing what came of a command: an answer, or nothing that can be known.
#pragma once

#include "tests/simulation/simulation.hpp"

namespace daylit::simulation {

template <class Out>
std::optional<Instant> time_of(const Out& out) {
    if constexpr (requires { out.at; }) {
        return out.at;
    } else {
        return std::nullopt;
    }
}

template <class Out>
Heard hear(const std::function<Result<Out>()>& answer) {
    Heard heard;
    try {
        const auto result = answer();
        heard.verdict.word = result.ok() ? "ok" : result.refusal().code;
        heard.signed_refusal = !result.ok() && !result.refusal().evidence.empty();
        if (result.ok()) {
            heard.verdict.at = time_of(result.value());
            if constexpr (std::is_same_v<Out, app::QuoteAnswer>) {
                heard.quote = result.value();
                heard.verdict.number = result->number;
            }
        }
    } catch (const app::ClockBehind&) {
        heard.verdict.word = "behind";
    } catch (const schema::StoreUnavailable&) {
        heard.lost = true;
    } catch (const schema::Conflict&) {
        heard.lost = true;
    }
    return heard;
}

}  // namespace daylit::simulation

#include "registry/program_token.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace daylit::registry {

namespace {

using Events = std::vector<TokenEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_name = 50;

Outcome check_scopes(const MakeToken& command) {
    if (command.scopes.empty()) {
        return refuse("scopes_empty", "scopes");
    }
    for (const auto scope : command.scopes) {
        const std::string name = boost::describe::enum_to_string(scope, "");
        if (std::count(command.scopes.begin(), command.scopes.end(), scope) > 1) {
            return refuse("scope_repeated", "scopes", {name});
        }
        if (std::count(command.offered.begin(), command.offered.end(), scope) == 0) {
            return refuse("scope_not_offered", "scopes", {name});
        }
    }
    return Done{};
}

Outcome check_expiry(const MakeToken& command, Instant now) {
    if (command.expires_at <= now) {
        return refuse("expiry_not_ahead", "expires_at");
    }
    if (command.expires_at > now + command.longest) {
        return refuse("expiry_too_far", "expires_at", {std::to_string(command.longest.count())});
    }
    return Done{};
}

Decision make(const TokenState& state, const MakeToken& command, Instant now) {
    for (const auto& checked : {require_line(command.name, "name", longest_name), check_scopes(command),
                                check_expiry(command, now)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    ensure(state.phase == TokenPhase::none, "a token is made once");
    if (command.held >= most_tokens) {
        return refuse("too_many_tokens", "", {std::to_string(most_tokens)});
    }
    return Events{TokenMade{command.person, command.organisation, command.name, command.scopes,
                            command.expires_at, command.certificate}};
}

Decision revoke(const TokenState& state, const RevokeToken& command) {
    if (state.phase != TokenPhase::valid) {
        return refuse("wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
    }
    return Events{TokenRevoked{command.actor}};
}

}  // namespace

Decision decide(const TokenState& state, const TokenCommand& command, Instant now) {
    return std::visit(Cases{[&](const MakeToken& c) { return make(state, c, now); },
                            [&](const RevokeToken& c) { return revoke(state, c); }},
                      command);
}

TokenState evolve(TokenState state, const TokenEvent& event) {
    std::visit(Cases{[&](const TokenMade& e) {
                         state = {TokenPhase::valid, e.person,     e.organisation, e.name,
                                  e.scopes,          e.expires_at, e.certificate};
                     },
                     [&](const TokenRevoked&) { state.phase = TokenPhase::revoked; }},
               event);
    return state;
}

bool is_in_force(const TokenState& state, Instant now) {
    return state.phase == TokenPhase::valid && now < state.expires_at;
}

}  // namespace daylit::registry

// What the tests of the registry share: valid values to change one thing in, and replay.
#pragma once

#include "registry/certificate_record.hpp"
#include "registry/person.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit::registry::testing {

using daylit::testing::word;

inline Instant instant(std::string_view text) {
    return parse_instant(text, "").value();
}
inline Date date(std::string_view text) {
    return parse_date(text, "").value();
}
inline const Instant noon = instant("2026-03-02T12:00:00+08:00");

inline Digest digest_of(char filling) {
    return Digest::from_bytes(std::string(32, filling)).value();
}

inline OrganisationDetails some_details() {
    return {"岱阳大地置业有限公司", "91110000600037341L", "岱阳市人民路 1 号", "王一"};
}

inline RegisterOrganisation some_registration() {
    const SignedAgreement agreement{"2026-1", digest_of('a')};
    return {ApplicantKind::enterprise, OrganisationKind::bidder, some_details(), agreement, agreement,
            "organisation:A"};
}

inline AddPerson some_agent() {
    return {{"01ARZ3NDEKTSV4RRFFQ69G5FAV"},
            OrganisationKind::bidder,
            "wang.er",
            "王二",
            "c2VhbGVk",
            {Role::bidder_agent},
            Letter{digest_of('b'), "参加土地竞买的全部事宜", date("2026-12-31")},
            false,
            "organisation:A"};
}

inline AddPerson some_clerk() {
    auto clerk = some_agent();
    clerk.kind = OrganisationKind::center;
    clerk.roles = {Role::clerk};
    clerk.letter.reset();
    clerk.actor = "person:admin-1";
    return clerk;
}

// The state after the events, from nothing.
template <class State, class Event>
State replayed(const std::vector<Event>& events) {
    State state;
    for (const auto& event : events) {
        state = evolve(std::move(state), event);
    }
    return state;
}

// Decides, evolves, and keeps every event in order.
template <class State, class Event>
struct History {
    State state;
    std::vector<Event> events;

    // "ok", or the refusal's code; a refusal changes nothing.
    std::string take(const Result<std::vector<Event>>& decided) {
        if (decided) {
            for (const auto& event : *decided) {
                events.push_back(event);
                state = evolve(std::move(state), event);
            }
        }
        return word(decided);
    }
};

}  // namespace daylit::registry::testing

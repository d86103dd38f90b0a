// One fixture a route: which objects the table tries it on, and with what body, so that nothing but the right
// to do it is in the way. A route without a fixture fails the test of the table.
#pragma once

#include "tests/wire/authority_world.hpp"

namespace daylit::wire::testing {

// One try of a route. `own` is the object of the column whose business it is (the bidder's own application,
// what the reviewer wrote itself), `other` the same of another, `none` an id of nothing.
struct Attempt {
    std::string object;  // "–" where the route has none
    std::string path;
    std::string body = "{}";
    std::string media_type = {};
    std::string key = "authority-0001";  // the idempotency key, and the nonce of what is signed
};

using Fixture = std::function<std::vector<Attempt>(AuthorityWorld&, const Asker&)>;

// By method and path as in the route table: "POST /api/v1/parcels/{id}/withdraw".
const std::map<std::string, Fixture>& fixtures();

}  // namespace daylit::wire::testing

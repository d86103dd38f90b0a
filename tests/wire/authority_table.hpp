// The table of who may do what, as the dispatcher really answers: every route × every role × the objects of
// its fixture × before and after the deadline.
#pragma once

#include "tests/wire/authority_fixtures.hpp"

namespace daylit::wire::testing {

struct Cell {
    int status = 0;
    std::string code;   // of a refusal
    std::string marks;  // what an answer shows of the bidder, before anything else
    bool done() const { return status < 400; }
};

// One object of one route at one moment; a cell for each column.
struct Row {
    const Route* route = nullptr;
    std::string object;
    Moment moment = Moment::before;
    std::vector<Cell> cells;
};

struct AuthorityTable {
    std::vector<std::string> columns;
    std::vector<Route> routes;
    std::vector<Row> rows;  // in the order of the routes
};

std::string key_of(const Route& route);  // "GET /api/v1/lots/{id}"
http::Request request_of(const Route& route, const Attempt& attempt);
Cell cell_of(AuthorityWorld& world, const Route& route, const http::Response& response);
AuthorityWorld& world_at(Moment moment);  // shared: made once
const AuthorityTable& authority_table();  // made once
// As docs/AUTHORITY.md has it.
std::string markdown(const AuthorityTable& table);

}  // namespace daylit::wire::testing

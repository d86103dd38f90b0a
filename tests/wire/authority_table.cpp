#include "tests/wire/authority_table.hpp"

#include <fmt/core.h>

namespace daylit::wire::testing {

namespace {

// Refused before any use case ran: nothing was kept or changed.
bool stopped_at_the_door(const Cell& cell) {
    return cell.code == "not_signed_in" || cell.code == "not_your_right";
}

void add_rows(AuthorityTable& table, AuthorityWorld& world, const Route& route, Moment moment) {
    const auto& fixture = fixtures().at(key_of(route));
    const auto begins = table.rows.size();
    for (const auto& asker : world.askers()) {
        const auto attempts = fixture(world, asker);
        for (std::size_t i = 0; i < attempts.size(); ++i) {
            if (table.rows.size() == begins + i) {
                table.rows.push_back({&route, attempts[i].object, moment, {}});
            }
            const auto cell =
                cell_of(world, route, world.ask(world.as(asker, request_of(route, attempts[i]))));
            table.rows[begins + i].cells.push_back(cell);
            if (route.method != Method::get && !stopped_at_the_door(cell)) {
                world.put_back();
            }
        }
    }
}

std::string text_of(const Cell& cell) {
    const bool plain = cell.code.empty() || stopped_at_the_door(cell) || cell.code == "not_found";
    return std::to_string(cell.status) + (plain ? "" : " " + cell.code) +
           (cell.marks.empty() ? "" : " **" + cell.marks + "**");
}

std::string line_of(const AuthorityTable& table, const Row& row, std::string_view when) {
    std::string line = fmt::format("| {} | {} | {} |", key_of(*row.route), row.object, when);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        line += " " + text_of(row.cells[i]) + " |";
    }
    const bool everybodys =
        row.route->method == Method::get && row.route->access.kind == Access::Kind::anyone;
    const std::string scope = row.route->scope ? boost::describe::enum_to_string(*row.route->scope, "")
                              : everybodys     ? "any"
                                               : "never";
    return line + " " + scope + " |\n";
}

std::vector<std::string> texts_of(const Row& row) {
    std::vector<std::string> texts;
    for (const auto& cell : row.cells) {
        texts.push_back(text_of(cell));
    }
    return texts;
}

// The object's rows at all moments: one line where it makes no difference, else one for each answer.
std::string lines_of_object(const AuthorityTable& table, const Row& first) {
    std::vector<std::pair<std::string, const Row*>> lines;
    for (const auto& row : table.rows) {
        if (row.route != first.route || row.object != first.object) {
            continue;
        }
        const std::string moment = boost::describe::enum_to_string(row.moment, "");
        if (!lines.empty() && texts_of(*lines.back().second) == texts_of(row)) {
            lines.back().first += ", " + moment;
        } else {
            lines.emplace_back(moment, &row);
        }
    }
    std::string text;
    for (const auto& [when, row] : lines) {
        text += line_of(table, *row, lines.size() == 1 ? "–" : when);
    }
    return text;
}

std::string lines_of(const AuthorityTable& table, bool reading) {
    std::string head = "| route | object | when |";
    std::string rule = "|---|---|---|";
    for (const auto& column : table.columns) {
        head += " " + column + " |";
        rule += "---|";
    }
    auto text = head + " program |\n" + rule + "---|\n";
    for (const auto& row : table.rows) {
        if (row.moment == Moment::before && (row.route->method == Method::get) == reading) {
            text += lines_of_object(table, row);
        }
    }
    return text;
}

}  // namespace

std::string key_of(const Route& route) {
    return std::string(name_of(route.method)) + " " + route.path;
}

http::Request request_of(const Route& route, const Attempt& attempt) {
    http::Request request;
    request.method = std::string(name_of(route.method));
    const auto question = std::min(attempt.path.find('?'), attempt.path.size());
    request.path = attempt.path.substr(0, question);
    request.query = question < attempt.path.size() ? attempt.path.substr(question + 1) : "";
    request.peer_address = "127.0.0.1";
    request.request_id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    if (route.method != Method::get) {
        request.body = attempt.body;
        request.headers.emplace_back("idempotency-key", attempt.key);
    }
    if (!attempt.media_type.empty()) {
        request.headers.emplace_back("content-type", attempt.media_type);
    }
    return request;
}

Cell cell_of(AuthorityWorld& world, const Route& route, const http::Response& response) {
    Cell cell{response.status, "", ""};
    if (response.status >= 400) {
        cell.code = boost::json::parse(*response.body).at("code").as_string();
    } else if (route.method == Method::get) {
        for (const auto& [mark, text] : world.marks()) {
            if (response.body->find(text) != std::string::npos) {
                cell.marks += mark;
            }
        }
    }
    return cell;
}

AuthorityWorld& world_at(Moment moment) {
    static AuthorityWorld worlds[]{AuthorityWorld(Moment::before), AuthorityWorld(Moment::question),
                                   AuthorityWorld(Moment::after)};
    return worlds[static_cast<std::size_t>(moment)];
}

const AuthorityTable& authority_table() {
    static const auto table = [] {
        AuthorityTable made;
        made.routes = all_routes();
        for (const auto& asker : world_at(Moment::before).askers()) {
            made.columns.push_back(asker.label);
        }
        for (const auto& route : made.routes) {
            for (const auto moment : all_moments) {
                add_rows(made, world_at(moment), route, moment);
            }
        }
        return made;
    }();
    return table;
}

std::string markdown(const AuthorityTable& table) {
    return R"(# Who may do what

Written by `tests/wire/authority_test.cpp`, which calls every route as every role and fails when an answer differs
from this page. Nobody edits it by hand: what the test finds lies in `AUTHORITY.md.new` beside it, to be reviewed line
by line before it takes this page's place. A route without a fixture fails the test.

* **object**: `own` is the column's own (its organisation's lot, application, parcel; what the reviewer, officer or
  finance clerk wrote or proposed itself), `other` the same of another, `none` an id of nothing, `some` where nobody
  owns it. For the bidder `lot.own` is the lot for which it is qualified; for the seller, the lot of its own parcel.
* **when**: before the deadline of the lots, while the question who goes on is open, after they closed; – where it
  makes no difference.
* **newcomer** is signed in, and its organisation's registration was returned; **clerk + reviewer** is one person.
* A number is the status of the real answer: 200 done, 401 `not_signed_in`, 403 `not_your_right`, 404 `not_found`, or
  the status with the refusal's code.
* **n p d a** after a 200: the answer shows the bidder's **n**ame, its **p**late, its **d**eposit reference, its
  **a**pplication's id.
* **program**: the scope under which a token of the same holder is answered alike; every other token is answered 403.
  `never`: no token opens it. `any`: public. On the programs' port the same holds of tokens that are bound to the
  connection's certificate, and nothing else is answered there.

## Reading

)" + lines_of(table, true) +
           "\n## Acting\n\n" + lines_of(table, false);
}

}  // namespace daylit::wire::testing

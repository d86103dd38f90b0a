#include "server/app/tendering/opening_officers.hpp"

#include "registry/person.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daylit::app {

namespace {

using registry::OrganisationKind;
using schema::CertificateRow;
using schema::OrganisationRow;
using schema::PersonRow;

// Of bidders and sellers nobody opens bids; they would make the list long, too.
const std::vector<schema::Value>& kinds_that_open() {
    static const auto kinds = [] {
        std::vector<schema::Value> names;
        for (const auto kind :
             {OrganisationKind::center, OrganisationKind::supervisor, OrganisationKind::tenderer,
              OrganisationKind::agency, OrganisationKind::notary}) {
            names.emplace_back(std::string(boost::describe::enum_to_string(kind, "")));
        }
        return names;
    }();
    return kinds;
}

template <class Row, class Id>
std::vector<schema::Value> ids_of(const std::vector<Row>& rows, Id Row::*id) {
    std::vector<schema::Value> ids;
    for (const auto& row : rows) {
        ids.emplace_back((row.*id).text);
    }
    return ids;
}

std::vector<PersonRow> officers_of(Act& act, const std::vector<OrganisationRow>& bodies) {
    std::vector<PersonRow> officers;
    if (bodies.empty()) {
        return officers;
    }
    const schema::Query people{
        {{"organisation", schema::Compare::one_of, {}, ids_of(bodies, &OrganisationRow::id)},
         schema::equals("phase", "active")},
        {{"organisation", schema::Order::ascending}},
        10'000};
    for (auto& person : act.tx.select<PersonRow>(people)) {
        const auto state = stored_state<registry::PersonState>(person.state);
        if (std::ranges::find(state.roles, registry::Role::opening_officer) != state.roles.end()) {
            officers.push_back(std::move(person));
        }
    }
    return officers;
}

std::set<std::string> holders_of_certificates(Act& act, const std::vector<PersonRow>& people) {
    std::set<std::string> holders;
    if (people.empty()) {
        return holders;
    }
    const auto now = schema::ColumnCodec<Instant>::write(act.services().wall_clock.now());
    const schema::Query good{{{"person", schema::Compare::one_of, {}, ids_of(people, &PersonRow::id)},
                              schema::equals("phase", "valid"),
                              {"not_before", schema::Compare::at_most, now, {}},
                              {"not_after", schema::Compare::at_least, now, {}}},
                             {},
                             10'000};
    for (const auto& certificate : act.tx.select<CertificateRow>(good)) {
        holders.insert(certificate.person.text);
    }
    return holders;
}

}  // namespace

Result<Page<OpeningOfficerView>> opening_officers(Call& call, const Params& params) {
    const auto limit = params.limit();
    if (!limit) {
        return limit.refusal();
    }
    return call.read<Page<OpeningOfficerView>>([&](Act& act) {
        std::vector<schema::Condition> where{{"kind", schema::Compare::one_of, {}, kinds_that_open()},
                                             schema::equals("phase", "active")};
        if (const auto words = params.text("q")) {
            where.push_back({"name", schema::Compare::contains, *words, {}});
        }
        if (const auto cursor = params.text("cursor")) {
            where.push_back({"id", schema::Compare::greater, *cursor, {}});
        }
        auto bodies = act.tx.select<OrganisationRow>({where, {{"id", schema::Order::ascending}}, *limit + 1});
        Page<OpeningOfficerView> page;
        if (bodies.size() > static_cast<std::size_t>(*limit)) {
            bodies.pop_back();
            page.next_cursor = bodies.back().id.text;
        }
        std::map<std::string, std::string> names;
        for (const auto& body : bodies) {
            names[body.id.text] = body.name;
        }
        const auto officers = officers_of(act, bodies);
        const auto certified = holders_of_certificates(act, officers);
        for (const auto& officer : officers) {
            page.items.push_back({officer.id, officer.display_name, officer.organisation,
                                  names[officer.organisation.text], certified.contains(officer.id.text)});
        }
        return page;
    });
}

}  // namespace daylit::app

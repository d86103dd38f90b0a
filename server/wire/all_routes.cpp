#include "server/wire/route.hpp"

#include <array>
#include <iterator>

namespace daylit::wire {

std::string_view name_of(Method method) {
    constexpr std::array names{"GET", "POST", "PUT", "DELETE"};
    return names.at(static_cast<std::size_t>(method));
}

std::vector<Route> all_routes() {
    std::vector<Route> all;
    for (auto table : {public_routes(), account_routes(), registry_routes(), program_routes(), land_routes(),
                       deposit_routes(), bidding_routes(), tendering_routes(), disclosure_routes()}) {
        all.insert(all.end(), std::make_move_iterator(table.begin()), std::make_move_iterator(table.end()));
    }
    return all;
}

}  // namespace daylit::wire

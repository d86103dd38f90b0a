#include "auction/deposit_refusals.hpp"
#include "auction/desk_refusals.hpp"
#include "auction/refusals.hpp"
#include "crypto/refusals.hpp"
#include "disclosure/refusals.hpp"
#include "registry/refusals.hpp"
#include "schema/refusals.hpp"
#include "server/app/refusals.hpp"
#include "server/http/refusals.hpp"
#include "server/wire/dispatcher.hpp"
#include "tendering/refusals.hpp"

#include <map>

namespace daylit::wire {

const RefusalRow& refusal_row(std::string_view code) {
    static const auto rows = [] {
        std::map<std::string_view, const RefusalRow*> by_code;
        for (const auto table :
             {base_refusals(), crypto_refusals(), registry::registry_refusals(), auction::auction_refusals(),
              auction::desk_refusals(), auction::deposit_refusals(), tendering::tender_refusals(),
              disclosure::disclosure_refusals(), schema::schema_refusals(), app::app_refusals(),
              http::http_refusals()}) {
            for (const auto& row : table) {
                by_code.emplace(row.code, &row);
            }
        }
        return by_code;
    }();
    const auto found = rows.find(code);
    ensure(found != rows.end(), "every refusal has its row in a table");
    return *found->second;
}

}  // namespace daylit::wire

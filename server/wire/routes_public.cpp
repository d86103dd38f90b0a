// Routes that belong to no single desk; all but the alarms need no account.
#include "server/app/alarms.hpp"
#include "server/app/log.hpp"
#include "server/app/outages.hpp"
#include "server/app/site.hpp"
#include "server/wire/route.hpp"

namespace daylit::wire {

using registry::Role;

std::vector<Route> public_routes() {
    return {
        query("/api/v1/site", anyone(), "What this platform is, its clock and its log's key", {}, &app::site),
        query("/api/v1/status", anyone(), "Whether the platform works now, and its latest outages", {},
              &app::platform_status),
        query("/api/v1/log/proofs/{digest}", anyone(), "That an event stands in the public log", {},
              &app::log_proof),
        query("/api/v1/alarms", only({Role::supervisor, Role::administrator}),
              "What must not be overlooked: witnesses at odds with the log, rows at odds with their events",
              {}, &app::alarms),
    };
}

}  // namespace daylit::wire

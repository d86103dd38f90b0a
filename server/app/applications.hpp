// Applying to a lot, and what becomes of its deposit. An application is a stream of its own under a random
// id, its link to the applicant sealed, so that no public number counts applicants.
#pragma once

#include "auction/application.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/site.hpp"

#include <map>
#include <set>

namespace daylit::app {

struct ApplicationStep {
    Instant at;
    std::string type;                 // the event's name
    std::vector<std::string> values;  // what its sentence needs
};
BOOST_DESCRIBE_STRUCT(ApplicationStep, (), (at, type, values))

struct ApplicationView {
    ApplicationId id;
    LotId lot;
    std::string lot_number;
    std::string lot_title;
    auction::ApplicationPhase state = auction::ApplicationPhase::none;
    std::string deposit_reference;
    Fen deposit;
    Instant deposit_until;
    AccountView account;  // where to pay it
    std::optional<std::string> plate;
    Instant applied_at;
    std::vector<ApplicationStep> history;  // oldest first
};
BOOST_DESCRIBE_STRUCT(ApplicationView, (),
                      (id, lot, lot_number, lot_title, state, deposit_reference, deposit, deposit_until,
                       account, plate, applied_at, history))

struct ApplicationInput {
    bool accepts_rules = false;  // that quotes bind and cannot be taken back, and the announcement's terms
};
BOOST_DESCRIBE_STRUCT(ApplicationInput, (), (accepts_rules))

Result<ApplicationView> apply_to_lot(Call& call, const Params& params,
                                     const ApplicationInput& in);  // {id}: the lot
Result<Page<ApplicationView>> my_applications(Call& call, const Params& params);
Result<ApplicationView> my_application(Call& call, const Params& params);  // {id}: the lot

// --- for quoting ---

struct Standing {
    ApplicationId id;
    std::string plate;  // "" before one is given
    // A deposit stood behind it when the plate was given. It goes back once the lot is closed, and then the
    // lot says so.
    bool qualified = false;
};
// False where it has been given another plate than this one. Who has none yet is told so by the lot's rules.
// nullptr: it has no application.
bool holds_plate(const Standing* standing, const std::string& plate);
// The organisation's application to the lot, nullopt when it has none.
std::optional<Standing> standing_of(Act& act, const LotId& lot, const OrganisationId& organisation);
// Of several at once, those that have one.
using LotAndOrganisation = std::pair<LotId, OrganisationId>;
std::map<LotAndOrganisation, Standing> standings_of(Act& act, const std::set<LotAndOrganisation>& wanted);
// Who stands behind a plate that the lot has. The reading is logged as an event of the application's stream,
// which sorts before "lot:": call it before the lot is locked.
OrganisationId reveal_applicant(Act& act, const LotId& lot, const std::string& plate,
                                const std::string& purpose);

}  // namespace daylit::app

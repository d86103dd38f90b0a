// An application as it is stored: its row, what stands sealed in its state, and how it is found.
#pragma once

#include "auction/application.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/sealed_json.hpp"

namespace daylit::app {

struct Applicant {
    OrganisationId organisation;
    PersonId person;  // who handed it in
};
BOOST_DESCRIBE_STRUCT(Applicant, (), (organisation, person))

// The deposit that qualified an application.
struct HeldDeposit {
    std::string bank_line;
    std::string payer;
    Fen amount;
};
BOOST_DESCRIBE_STRUCT(HeldDeposit, (), (bank_line, payer, amount))

std::string stream_of(const ApplicationId& id);
Digest applicant_key(const Services& services, const LotId& lot, const OrganisationId& organisation);

Applicant applicant_of(const Services& services, const ApplicationId& id,
                       const auction::ApplicationState& state);
// nullopt before a deposit matched.
std::optional<HeldDeposit> deposit_of(const Services& services, const ApplicationId& id,
                                      const auction::ApplicationState& state);

// An application whose stream and row this transaction holds locked.
struct LockedApplication {
    Stream stream;
    schema::ApplicationRow row;
    auction::ApplicationState state;
};
LockedApplication lock_application(Act& act, const ApplicationId& id);
// Stores the events and the row that they lead to.
void store_application(Act& act, LockedApplication& application,
                       const std::vector<auction::ApplicationEvent>& events, const std::string& actor);

}  // namespace daylit::app

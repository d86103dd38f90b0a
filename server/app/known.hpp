// What a bidder's thousandth request need not look for again: its session, whether it may sign, its plates.
#pragma once

#include "server/app/applications.hpp"
#include "server/app/kept.hpp"
#include "server/app/sessions.hpp"
#include "server/app/signed_act.hpp"

namespace daylit::app {

struct Known {
    // `freshness` counts the changes of known_tables().
    explicit Known(const Freshness& freshness)
        : sessions(freshness), signers(freshness), standings(freshness) {}

    Kept<Digest, PresentSession> sessions;  // by the token's digest
    Kept<SignerKey, SignerStanding> signers;
    Kept<LotAndOrganisation, Standing> standings;
};

// The tables that all this is read from.
std::vector<const schema::TableSpec*> known_tables();

}  // namespace daylit::app

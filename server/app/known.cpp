#include "server/app/known.hpp"

#include "schema/rows_accounts.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_registry.hpp"

namespace daylit::app {

std::vector<const schema::TableSpec*> known_tables() {
    using schema::TableOf;
    return {&TableOf<schema::SessionRow>::spec,      &TableOf<schema::PersonRow>::spec,
            &TableOf<schema::OrganisationRow>::spec, &TableOf<schema::SecondFactorRow>::spec,
            &TableOf<schema::CertificateRow>::spec,  &TableOf<schema::ApplicationRow>::spec};
}

}  // namespace daylit::app

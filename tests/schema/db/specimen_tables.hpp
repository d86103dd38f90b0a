// The contract's own tables, made beside those of the migrations.
#pragma once

#include "tests/support/test_database.hpp"

namespace daylit::schema {

void make_specimen_tables(testing_support::TestDatabase& database);

}  // namespace daylit::schema

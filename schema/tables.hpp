// Every described table, for what must look at all of them (the tests compare each with the database).
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

std::vector<const TableSpec*> all_tables();

}  // namespace daylit::schema

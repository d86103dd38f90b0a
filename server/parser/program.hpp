// The parser program once it has given up its rights: from its standard input to its standard output.
#pragma once

#include "server/parser/reading.hpp"

namespace daylit::parser {

// What the two modes do, as messages.hpp has it. Throw std::system_error where input or output break.
void run_check();
// False, and nothing written, for an order that is none.
bool run_open(Opener& opener);

}  // namespace daylit::parser

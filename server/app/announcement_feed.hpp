// The catalog's latest entries as a feed.
#pragma once

#include "server/app/services.hpp"

namespace daylit::app {

std::string announcement_feed(const Services& services);

}  // namespace daylit::app

// 成交确认书 as text: what seller and winner sign the digest of (39号令 article 20: names, object, time,
// place, price, time of the contract).
#pragma once

#include "auction/lot.hpp"
#include "server/app/services.hpp"

namespace daylit::app {

std::string confirmation_text(const Services& services, const auction::LotState& state,
                              const std::string& winner_name, const std::string& seller_name);

}  // namespace daylit::app

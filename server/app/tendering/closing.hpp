// The closing list of a lot: every complete submission's envelopes by digest and point, made when its
// deadline has come, in the transaction that closes it.
#pragma once

#include "crypto/sealing/closing_list.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/lot.hpp"

namespace daylit::app {

// Of what is complete now; the lot is locked, as every submission to it is.
sealing::ClosingList closing_list_of(Act& act, const LotId& id, const tendering::TenderLotState& state);
tendering::ClosingFacts closing_facts(Act& act, const LotId& id, const tendering::TenderLotState& state);

// The list's text as it was closed; refuses not_found before.
Result<std::string> closing_list(Call& call, const Params& params);

}  // namespace daylit::app

// Outside probes: registered programs elsewhere that complete a signed act every few seconds, by the way that
// a quote goes (signature, transaction, idempotency row, commit, signed answer).
//
//   daylight-probe+jws   {audience, failed_from, nonce, expires_at}
//   daylight-probed+jws  {format, act, at, outage_from}: our answer
//
// failed_from is the server's wall time, as the probe knows it from the answers, of its first attempt that
// was not completed since the last one that was; null where all were.
#pragma once

#include "server/app/quoting.hpp"

namespace daylit::app {

struct ProbeAnswer {
    Instant at;                          // by the wall clock
    std::optional<Instant> outage_from;  // what of its report was believed: until `at`
    std::string answer;                  // compact JWS
};
BOOST_DESCRIBE_STRUCT(ProbeAnswer, (), (at, outage_from, answer))

Result<ProbeAnswer> probe(Call& call, const Params& params, const SignedAct& in);

}  // namespace daylit::app

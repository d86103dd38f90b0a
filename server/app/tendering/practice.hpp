// A lot's practice twin: a bidder seals a trial bid to it, days before, and is told at once whether
// everything opens as it should. Its key is the platform's own, so nothing real belongs into a trial; it
// leaves no trace, counts for nothing, and its stage is named in every certificate and letter, so that no
// trial can be taken for a bid or a bid for a trial.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/lot.hpp"

namespace daylit::app {

constexpr const char* practice_stage = "practice";

struct TrialPart {
    std::string part;
    std::string upload;
};
BOOST_DESCRIBE_STRUCT(TrialPart, (), (part, upload))

struct TrialInput {
    std::vector<TrialPart> parts;
};
BOOST_DESCRIBE_STRUCT(TrialInput, (), (parts))

// What would have come of it at an opening.
struct TriedPart {
    std::string part;
    tendering::BidVerdict verdict = tendering::BidVerdict::opened;
    std::string fault;  // a refusal's code; "" where it opens and is what the letter names
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(TriedPart, (), (part, verdict, fault, size))

struct TrialAnswer {
    std::vector<TriedPart> parts;
    std::vector<std::string> findings;          // what is formally wrong with the letter: code and field
    std::optional<boost::json::object> letter;  // its fields, as they would be read out
    bool would_stand = false;                   // all parts open, and nothing is found wrong
};
BOOST_DESCRIBE_STRUCT(TrialAnswer, (), (parts, findings, letter, would_stand))

// practice.crt in PEM: as lot.crt, for the stage "practice". Refuses not_found.
Result<std::string> practice_certificate(Call& call, const Params& params);
// Opens the trial and drops its files. Refuses tender_wrong_phase once the deadline has passed, parts_differ,
// upload_missing, upload_incomplete, upload_is_submitted, envelope_for_another; and, with the files kept for
// another try, envelope_reader_busy and envelope_reader_failed.
Result<TrialAnswer> try_bid(Call& call, const Params& params, const TrialInput& in);

}  // namespace daylit::app

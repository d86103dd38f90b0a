// What was complete when the deadline came: every sealed envelope by its digest and its point, in one text
// whose digest the log carries. It is what the gate and the officers release their parts for, and for nothing
// else.
//
// Refusals: closing_list_malformed.
#pragma once

#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealing/group.hpp"

#include <vector>

namespace daylit::sealing {

constexpr std::string_view closing_list_format = "daylight/closing/1";
// More than bid for anything; 16,383 would fill the proof's batches (crypto/sealing/equality.hpp).
constexpr std::size_t most_submissions = 10000;
constexpr std::size_t most_parts = 4;

struct ClosedEnvelope {
    std::string part;   // "letter", "files" …
    Digest digest;      // of the envelope as it was uploaded
    std::string point;  // R, compressed, as 66 lower-case hex digits
    bool operator==(const ClosedEnvelope&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClosedEnvelope, (), (part, digest, point))

struct ClosedSubmission {
    std::string submission;  // its id
    std::vector<ClosedEnvelope> envelopes;
    bool operator==(const ClosedSubmission&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClosedSubmission, (), (submission, envelopes))

struct ClosingList {
    std::string format = std::string(closing_list_format);
    std::string lot;
    std::string stage;
    Instant deadline;
    std::vector<ClosedSubmission> submissions;  // by id, each once
    bool operator==(const ClosingList&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClosingList, (), (format, lot, stage, deadline, submissions))

std::string closing_list_text(const ClosingList& list);
// Of at most `most_submissions` of at most four parts, whose ids and parts are in order and whose points are
// on the curve.
Result<ClosingList> parse_closing_list(std::string_view text);

// The points of all envelopes, in the list's order: what one proof is made about.
std::vector<Point> points_of(const ClosingList& list);

}  // namespace daylit::sealing

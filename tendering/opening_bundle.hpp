// Everything with which anybody checks an opening, in one text: what was closed, who released which parts,
// and what came of it.
#pragma once

#include "tendering/lot.hpp"

namespace daylit::tendering {

constexpr std::string_view opening_format = "daylight/opening/1";

struct ReleasedText {
    std::int64_t holder = 0;
    std::string parts;  // crypto/sealing/parts.hpp
    bool operator==(const ReleasedText&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReleasedText, (), (holder, parts))

struct OpenedLetter {
    std::string submission;
    std::optional<std::string> letter;  // its text; where it opened
    bool operator==(const OpenedLetter&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenedLetter, (), (submission, letter))

struct OpeningBundle {
    std::string format = std::string(opening_format);
    std::string certificate;                       // lot.crt in PEM
    std::string transcript;                        // of its ceremony
    std::string list;                              // the closing list
    std::string event_body;                        // base64: of the closing
    std::optional<boost::json::object> log_proof;  // of it, as GET /api/v1/log/proofs/{digest} answers
    std::vector<std::int64_t> officers;            // with whose parts it was opened
    std::vector<ReleasedText> released;
    std::vector<OpenedBid> bids;
    std::vector<OpenedLetter> letters;
    bool operator==(const OpeningBundle&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpeningBundle, (),
                      (format, certificate, transcript, list, event_body, log_proof, officers, released, bids,
                       letters))

}  // namespace daylit::tendering

// Reading sealed parts with the points that open them: one way for openings and for trials, so that a trial
// tells what an opening would.
#pragma once

#include "server/app/envelopes.hpp"
#include "server/app/tendering/closed_parts.hpp"
#include "tendering/letter.hpp"

namespace daylit::app {

struct PartContents {
    tendering::BidVerdict verdict = tendering::BidVerdict::opened;
    std::string fault;             // a refusal's code; "" where it opened
    std::optional<Digest> digest;  // of the contents; where it opened
    std::int64_t size = 0;
};

struct ReadLetter {
    PartContents contents;
    std::string text;
    std::optional<tendering::Letter> letter;  // where it is one, and of this lot, stage and bidder
    std::vector<std::string> findings;        // what is formally wrong with it: code and field
};

// taken_back where the platform no longer has the bytes that were submitted; revoked where they do not open,
// are not signed with a certificate of the bidder's, or are no letter of this lot, stage and bidder.
// Refuse envelope_reader_failed and envelope_reader_busy (server/app/envelopes.hpp).
Result<ReadLetter> read_letter(const Services& services, const ClosedPart& part,
                               const SubmittedPart& submitted, const tendering::LetterTerms& terms,
                               Patience patience);
// Revoked also where it is not what the letter names; without a letter nothing is compared.
Result<PartContents> read_file(const Services& services, const ClosedPart& part,
                               const SubmittedPart& submitted, const tendering::Letter* letter,
                               Patience patience);

// Whether the parser program opens what it should: a sample that is sealed on the spot.
bool reader_works(const Services& services);

}  // namespace daylit::app

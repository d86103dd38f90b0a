// What a lot's closing list holds, part by part, with the points that open it: wherever sealed bids are
// opened.
#pragma once

#include "crypto/sealing/closing_list.hpp"
#include "crypto/sealing/envelope.hpp"
#include "server/app/services.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "tendering/letter.hpp"
#include "tendering/lot.hpp"

namespace daylit::app {

// One envelope of the list.
struct ClosedPart {
    std::string submission;
    std::string part;
    Digest digest;  // of the sealed bytes
    sealing::Point agreed;
};

// The envelopes of a lot whose opening has begun, in the list's order, which is the order of all parts that
// were released.
std::vector<ClosedPart> closed_parts(const Services& services, const tendering::TenderLotState& state);

// What was submitted as it, and by whom.
struct SubmittedPart {
    std::string upload;
    std::int64_t size = 0;
    CheckedUpload checked;
    OrganisationId organisation;
    std::string uscc;
    std::string name;
};
SubmittedPart sealed_part(const Services& services, const ClosedPart& envelope);

struct PartContents {
    tendering::BidVerdict verdict = tendering::BidVerdict::opened;
    std::string fault;
    std::optional<Digest> digest;  // of the contents; where it opened
    std::int64_t size = 0;
};
// Opens it in the parser program; what the sink was given counts only where the verdict is `opened`.
// taken_back where the platform no longer has the bytes that were submitted; revoked where they do not open
// or are not signed with a certificate of the bidder's. Throws where the parser program says nothing of it.
PartContents open_part(const Services& services, const ClosedPart& envelope, const SubmittedPart& submitted,
                       const sealing::ByteSink& sink);

// Which contents the letter names for a part.
std::optional<Digest> named_in(const tendering::Letter& letter, const std::string& part);

}  // namespace daylit::app

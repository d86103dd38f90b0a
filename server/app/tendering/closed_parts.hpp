// What a lot's closing list holds, part by part, with the points that open it.
#pragma once

#include "crypto/sealing/closing_list.hpp"
#include "crypto/sealing/envelope.hpp"
#include "server/app/services.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
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

}  // namespace daylit::app

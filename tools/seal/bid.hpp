// A bid on its way from plain files to sealed ones.
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "tendering/letter.hpp"
#include "tendering/terms.hpp"

#include <filesystem>
#include <map>

namespace daylit::tools {

struct SealedPartFile {
    std::string part;
    std::filesystem::path file;
    Digest digest;  // of the sealed file
    std::int64_t size = 0;
};

struct PlainBid {
    std::string bidder;  // unified social credit code
    boost::json::object fields;
    std::map<std::string, std::filesystem::path> files;  // by part
    std::optional<std::string> security = {};            // the secret of a transfer's reference
};

// The lot as its page says it; what it is sealed to, its certificate says.
struct BidTarget {
    LotId lot;
    tendering::TenderTerms terms;
    std::int64_t documents_version = 0;
    sealing::LotKeyCertificate key;
};

// That the certificate is the platform's, for this lot, and opens no earlier than its deadline as announced
// when it was made. Refuses what certificates refuse, and envelope_for_another.
Result<BidTarget> read_target(const boost::json::object& lot, std::string_view certificate_pem,
                              const Certificate& authority);

// That the key is the one which the officers of its ceremony made together, and that each of them signed this
// certificate: `cosignatures` as GET /tender-lots/{id}/cosignatures answers them. Refuses what transcripts,
// certificates and signatures refuse, transcript_is_another, cosignature_missing, cosignature_of_another.
Outcome check_cosigned(const BidTarget& target, std::string_view transcript,
                       const boost::json::array& cosignatures, const Certificate& authority);

// The letter of the bid, with the digests of its files; and everything that is formally wrong with it.
tendering::Letter letter_of(const BidTarget& target, const PlainBid& bid);
// Of the certificate that signs it: certificate_not_yet_valid, certificate_expired, signed_by_another.
std::vector<Refusal> findings_of(const BidTarget& target, const PlainBid& bid,
                                 const tendering::Letter& letter, const Certificate& certificate,
                                 Instant now);

// Signs and seals every part into the folder, as "<part>.sealed", in the order of their names.
std::vector<SealedPartFile> seal_bid(const BidTarget& target, const PlainBid& bid,
                                     const tendering::Letter& letter, const Certificate& certificate,
                                     const P256PrivateKey& key, const std::filesystem::path& folder);

}  // namespace daylit::tools

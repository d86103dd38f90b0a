#include "tools/seal/bid.hpp"

#include "base/encoding.hpp"
#include "crypto/jws.hpp"
#include "crypto/random.hpp"
#include "crypto/running_digest.hpp"
#include "crypto/sealing/seal.hpp"
#include "crypto/sealing/transcript.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace daylit::tools {

namespace {

constexpr std::size_t nonce_bytes = 32;

sealing::ByteSource file_bytes(const std::filesystem::path& file) {
    auto in = std::make_shared<std::ifstream>(file, std::ios::binary);
    if (!*in) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return [in, file](std::span<char> to) {
        in->read(to.data(), static_cast<std::streamsize>(to.size()));
        if (in->bad()) {
            throw std::runtime_error("cannot read " + file.string());
        }
        return static_cast<std::size_t>(in->gcount());
    };
}

Digest digest_of(const std::filesystem::path& file) {
    RunningSha256 running;
    const auto source = file_bytes(file);
    std::array<char, 64 * 1024> piece;
    for (auto size = source(piece); size > 0; size = source(piece)) {
        running.add({piece.data(), size});
    }
    return running.digest();
}

SealedPartFile seal_part(const BidTarget& target, const std::string& part,
                         const sealing::ByteSource& contents, const sealing::SealingSigner& signer,
                         const std::filesystem::path& folder) {
    SealedPartFile sealed{part, folder / (part + ".sealed"), {}, 0};
    std::ofstream out(sealed.file, std::ios::binary | std::ios::trunc);
    RunningSha256 running;
    sealing::seal_signed(target.key.certificate, signer, contents, [&](std::string_view piece) {
        out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        running.add(piece);
        sealed.size += std::ssize(piece);
    });
    out.close();
    if (!out) {
        throw std::runtime_error("cannot write " + sealed.file.string());
    }
    sealed.digest = running.digest();
    return sealed;
}

tendering::LetterTerms terms_of(const BidTarget& target) {
    return tendering::letter_terms(target.lot, target.key.statement.stage, target.documents_version,
                                   target.terms);
}

// Signed under a certificate of the officer's body, for this lot and this certificate.
Outcome check_cosignature(const BidTarget& target, const sealing::TranscriptHolder& officer,
                          const boost::json::object& cosignature, const Certificate& authority) {
    const auto certificate =
        Certificate::from_pem(std::string(cosignature.at("certificate").as_string()), officer.name);
    if (!certificate) {
        return certificate.refusal();
    }
    if (auto issued = check_certificate(*certificate, authority, certificate->validity().from,
                                        CertificateUse::bidder, officer.name);
        !issued) {
        return issued;
    }
    const auto parsed = jws::parse(cosignature.at("statement").as_string(), officer.name);
    const auto verified = parsed ? parsed->verify(certificate->public_key(), "daylight-cosign+jws")
                                 : Result<jws::Verified>(parsed.refusal());
    if (!verified) {
        return verified.refusal();
    }
    const auto said = parse_json(verified->payload);
    const auto says = [&](const char* name, const std::string& value) {
        const auto* found = said && said->is_object() ? said->get_object().if_contains(name) : nullptr;
        return found != nullptr && found->is_string() && found->get_string() == value;
    };
    const bool this_one = says("lot", target.lot.text) &&
                          says("certificate", target.key.certificate.fingerprint().hex()) &&
                          certificate->subject().organisation == officer.body;
    return this_one ? Outcome(Done{}) : refuse("cosignature_of_another", officer.name);
}

}  // namespace

Result<BidTarget> read_target(const boost::json::object& lot, std::string_view certificate_pem,
                              const Certificate& authority) {
    const auto certificate = Certificate::from_pem(certificate_pem, "lot.crt");
    if (!certificate) {
        return certificate.refusal();
    }
    const auto issued = check_certificate(*certificate, authority, certificate->validity().from,
                                          CertificateUse::bid_sealing, "lot.crt");
    if (!issued) {
        return issued.refusal();
    }
    auto key = sealing::read_lot_key(*certificate);
    if (!key) {
        return key.refusal();
    }
    auto terms = from_json<tendering::TenderTerms>(lot.at("terms"));
    const auto times = from_json<tendering::TenderTimes>(lot.at("times"));
    if (!terms || !times) {
        return terms ? times.refusal() : terms.refusal();
    }
    const LotId id{std::string(lot.at("id").as_string())};
    if (key->statement.lot != id.text || key->statement.opens_at > times->deadline) {
        return refuse("envelope_for_another", "lot.crt");
    }
    return BidTarget{id, std::move(*terms), lot.at("documents_version").as_int64(), std::move(*key)};
}

Outcome check_cosigned(const BidTarget& target, std::string_view transcript_text,
                       const boost::json::array& cosignatures, const Certificate& authority) {
    const auto& statement = target.key.statement;
    const auto transcript = sealing::parse_transcript(transcript_text);
    if (!transcript) {
        return transcript.refusal();
    }
    const bool same = sha256(transcript_text) == statement.transcript &&
                      transcript->plan.id == statement.ceremony &&
                      statement.number <= transcript->plan.keys &&
                      transcript->keys[static_cast<std::size_t>(statement.number - 1)].whole ==
                          to_hex(target.key.point.compressed());
    if (!same) {
        return refuse("transcript_is_another", "transcript");
    }
    for (const auto& officer : transcript->holders) {
        if (officer.holder == static_cast<std::int64_t>(sealing::gate_holder)) {
            continue;
        }
        const auto found = std::ranges::find_if(cosignatures, [&](const auto& one) {
            return one.is_object() && one.at("holder") == officer.holder;
        });
        if (found == cosignatures.end()) {
            return refuse("cosignature_missing", officer.name);
        }
        if (auto good = check_cosignature(target, officer, found->get_object(), authority); !good) {
            return good;
        }
    }
    return Done{};
}

tendering::Letter letter_of(const BidTarget& target, const PlainBid& bid) {
    tendering::Letter letter;
    letter.lot = target.lot.text;
    letter.stage = target.key.statement.stage;
    letter.bidder = bid.bidder;
    letter.nonce = to_hex(random_bytes(nonce_bytes));
    letter.documents_version = target.documents_version;
    letter.fields = bid.fields;
    letter.security = bid.security;
    for (const auto& part : target.terms.files) {
        if (const auto file = bid.files.find(part); file != bid.files.end()) {
            letter.files.push_back({part, digest_of(file->second)});
        }
    }
    return letter;
}

std::vector<Refusal> findings_of(const BidTarget& target, const PlainBid& bid,
                                 const tendering::Letter& letter, const Certificate& certificate,
                                 Instant now) {
    auto findings = check_letter(letter, terms_of(target), bid.bidder);
    for (const auto& [part, file] : bid.files) {
        const bool wanted = std::ranges::find(target.terms.files, part) != target.terms.files.end();
        if (!wanted || std::filesystem::file_size(file) == 0) {
            findings.push_back(refuse("letter_files_differ", part));
        }
    }
    const auto& [from, until] = certificate.validity();
    if (now < from) {
        findings.push_back(refuse("certificate_not_yet_valid", "certificate", {to_rfc3339(from)}));
    }
    if (now >= until) {
        findings.push_back(refuse("certificate_expired", "certificate", {to_rfc3339(until)}));
    }
    if (certificate.subject().uscc != bid.bidder) {
        findings.push_back(refuse("signed_by_another", "certificate"));
    }
    return findings;
}

std::vector<SealedPartFile> seal_bid(const BidTarget& target, const PlainBid& bid,
                                     const tendering::Letter& letter, const Certificate& certificate,
                                     const P256PrivateKey& key, const std::filesystem::path& folder) {
    const sealing::SealingSigner signer{certificate, key};
    std::vector<SealedPartFile> sealed;
    for (const auto& [part, file] : bid.files) {
        sealed.push_back(seal_part(target, part, file_bytes(file), signer, folder));
    }
    const auto text = to_json_text(letter);
    sealed.push_back(seal_part(target, "letter", sealing::bytes_in(text), signer, folder));
    std::ranges::sort(sealed, {}, &SealedPartFile::part);
    return sealed;
}

}  // namespace daylit::tools

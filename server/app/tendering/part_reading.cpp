#include "server/app/tendering/part_reading.hpp"

#include "crypto/random.hpp"
#include "crypto/running_digest.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/seal.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/keys.hpp"

#include <algorithm>
#include <array>

namespace daylit::app {

namespace {

using tendering::BidVerdict;
constexpr int most_certificates = 10000;  // of one organisation

// Whether the bytes are still those that were submitted.
bool is_intact(const Services& services, const SubmittedPart& one, const Digest& digest) {
    RunningSha256 running;
    const auto source = sealed_bytes(services, one.upload, one.size);
    std::array<char, 64 * 1024> piece;
    for (auto size = source(piece); size > 0; size = source(piece)) {
        running.add({piece.data(), size});
    }
    return running.digest() == digest;
}

// The bidder's own certificate signed it, whoever uploaded it.
bool is_signed_by(const Services& services, const std::string& certificate,
                  const OrganisationId& organisation) {
    bool found = false;
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<schema::CertificateRow>(
            {{schema::equals("organisation", organisation)}, {}, most_certificates});
        found = std::ranges::find(rows, certificate, &schema::CertificateRow::certificate) != rows.end();
    });
    return found;
}

bool says_nothing_of_it(const std::string& code) {
    return code == "envelope_reader_failed" || code == "envelope_reader_busy";
}

// What the sink was given counts only where the verdict is `opened`.
Result<PartContents> read_part(const Services& services, const ClosedPart& part,
                               const SubmittedPart& submitted, const sealing::ByteSink& sink,
                               Patience patience) {
    if (!is_intact(services, submitted, part.digest)) {
        return PartContents{BidVerdict::taken_back, "envelope_lost", {}, 0};
    }
    const auto frame = sealing::envelope_of(submitted.checked.envelope);
    ensure(frame.has_value(), "an envelope that was checked can be read again");
    const auto opened = services.envelopes->open(
        *frame, part.agreed, sealed_bytes(services, submitted.upload, submitted.size), sink, patience);
    if (!opened) {
        const auto& code = opened.refusal().code;
        return says_nothing_of_it(code) ? Result<PartContents>(opened.refusal())
                                        : PartContents{BidVerdict::revoked, code, {}, 0};
    }
    if (!is_signed_by(services, opened->signer, submitted.organisation)) {
        return PartContents{BidVerdict::revoked, "signed_by_another", {}, 0};
    }
    return PartContents{BidVerdict::opened, "", opened->digest, static_cast<std::int64_t>(opened->size)};
}

void revoke(PartContents& contents, const std::string& fault) {
    contents.verdict = BidVerdict::revoked;
    contents.fault = fault;
}

void judge(ReadLetter& read, const tendering::LetterTerms& terms, const std::string& bidder) {
    auto letter = tendering::parse_letter(read.text);
    if (!letter) {
        revoke(read.contents, letter.refusal().code);
        return;
    }
    for (const auto& finding : check_letter(*letter, terms, bidder)) {
        if (finding.code == "letter_of_another") {
            revoke(read.contents, finding.code);
            read.findings.clear();
            return;
        }
        read.findings.push_back(finding.code + " " + finding.field);
    }
    read.letter = std::move(*letter);
}

// Which contents the letter names for a part.
std::optional<Digest> named_in(const tendering::Letter& letter, const std::string& part) {
    const auto found = std::ranges::find(letter.files, part, &tendering::LetterFile::part);
    return found == letter.files.end() ? std::nullopt : std::optional(found->digest);
}

}  // namespace

Result<ReadLetter> read_letter(const Services& services, const ClosedPart& part,
                               const SubmittedPart& submitted, const tendering::LetterTerms& terms,
                               Patience patience) {
    ReadLetter read;
    const auto contents = read_part(
        services, part, submitted,
        [&](std::string_view piece) {
            const bool fits = read.text.size() + piece.size() <= tendering::most_letter_bytes;
            read.text += fits ? piece : std::string_view();
        },
        patience);
    if (!contents) {
        return contents.refusal();
    }
    read.contents = *contents;
    if (read.contents.verdict == BidVerdict::opened && read.contents.size > std::ssize(read.text)) {
        revoke(read.contents, "letter_malformed");
    }
    if (read.contents.verdict == BidVerdict::opened) {
        judge(read, terms, submitted.uscc);
    }
    return read;
}

Result<PartContents> read_file(const Services& services, const ClosedPart& part,
                               const SubmittedPart& submitted, const tendering::Letter* letter,
                               Patience patience) {
    auto contents = read_part(
        services, part, submitted, [](std::string_view) {}, patience);
    if (contents && letter && contents->verdict == BidVerdict::opened &&
        contents->digest != named_in(*letter, part.part)) {
        revoke(*contents, "file_differs");
    }
    return contents;
}

bool reader_works(const Services& services) {
    const std::string words = "whoever reads this can read a sealed bid";
    const auto key = P256PrivateKey::from_pkcs8_pem(Secret(sealing::one_key_pem()));
    ensure(key.ok(), "the key that everybody knows can be read");
    const auto now = services.wall_clock.now();
    const auto certificate = services.keys.authority.issue({.key = key->public_key(),
                                                            .subject = {"parser", "daylight"},
                                                            .serial = random_serial(),
                                                            .validity = {now, now + std::chrono::hours(1)},
                                                            .use = CertificateUse::bid_sealing});
    ensure(certificate.ok(), "the authority can issue what it issues to every lot");
    std::string bytes;
    sealing::seal_signed(*certificate, {*certificate, *key}, sealing::bytes_in(words),
                         [&](std::string_view piece) { bytes += piece; });
    const auto checked = services.envelopes->check(sealing::bytes_in(bytes), Patience::waits);
    std::string read;
    const auto opened = checked
                            ? services.envelopes->open(
                                  checked->envelope, checked->envelope.ephemeral, sealing::bytes_in(bytes),
                                  [&](std::string_view piece) { read += piece; }, Patience::waits)
                            : Result<OpenedContents>(checked.refusal());
    return opened && read == words && opened->signer == certificate->der();
}

}  // namespace daylit::app

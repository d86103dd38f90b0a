#include "tools/verify_opening.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/parts.hpp"
#include "crypto/sealing/release.hpp"
#include "crypto/sealing/signed_contents.hpp"
#include "crypto/sealing/transcript.hpp"
#include "crypto/synced_file.hpp"
#include "tools/client/client.hpp"
#include "tools/files.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace daylit::tools {

namespace {

using sealing::Point;
using tendering::OpeningBundle;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);

// Collects the steps; what a step finds is kept for those that rest on it.
class Check {
public:
    Check(const OpeningBundle& bundle, const std::map<std::string, std::string>& envelopes,
          const OpeningTrust& trust)
        : bundle_(bundle), envelopes_(envelopes), trust_(trust) {}

    std::vector<ProofStep> run() {
        certificate();
        transcript();
        closing();
        parts();
        accounted();
        letters();
        return std::move(steps_);
    }
    // The agreed point of each envelope, in the list's order; empty where the parts do not hold.
    std::vector<Point> agreed;
    std::optional<sealing::ClosingList> list;

private:
    void step(std::string name, bool ok, std::string zh, std::string en) {
        steps_.push_back({std::move(name), ok, std::move(zh), std::move(en)});
    }
    void step(std::string name, const Outcome& outcome, std::string zh, std::string en) {
        const auto why = outcome ? "" : " (" + outcome.refusal().code + " " + outcome.refusal().field + ")";
        step(std::move(name), outcome.ok(), std::move(zh) + why, std::move(en) + why);
    }

    void certificate() {
        const auto read = Certificate::from_pem(bundle_.certificate);
        auto key = read ? sealing::read_lot_key(*read) : Result<sealing::LotKeyCertificate>(read.refusal());
        Outcome outcome = Done{};
        if (!key) {
            outcome = key.refusal();
        } else {
            outcome = check_certificate(*read, trust_.authority, read->validity().from,
                                        CertificateUse::bid_sealing);
        }
        if (outcome) {
            key_.emplace(std::move(*key));
        }
        step("certificate", outcome, "投标文件所用的加密证书由平台的证书机构为本标段签发",
             "the certificate that bids were sealed to was issued by the platform's authority for this lot");
    }

    void transcript() {
        auto read = sealing::parse_transcript(bundle_.transcript);
        const bool holds = read && key_ && sha256(bundle_.transcript) == key_->statement.transcript &&
                           key_->statement.number <= read->plan.keys &&
                           read->keys[static_cast<std::size_t>(key_->statement.number - 1)].whole ==
                               to_hex(key_->point.compressed());
        if (holds) {
            transcript_.emplace(std::move(*read));
        }
        step("transcript", holds, "证书的密钥出自所列持有人的密钥仪式",
             "its key came of the ceremony of the holders that are named");
    }

    void closing() {
        auto parsed = sealing::parse_closing_list(bundle_.list);
        const auto body = from_base64(bundle_.event_body);
        const auto proof = bundle_.log_proof ? from_json<LogProof>(*bundle_.log_proof)
                                             : Result<LogProof>(refuse("closing_not_logged"));
        Outcome outcome = refuse("closing_not_logged");
        if (key_ && parsed && body && proof) {
            const auto& said = key_->statement;
            const sealing::ReleaseTerms terms{said.lot,
                                              said.stage,
                                              said.opens_at,
                                              trust_.log,
                                              trust_.witnesses,
                                              std::max<std::size_t>(trust_.witnesses.size(), 1),
                                              said.least_submissions};
            const auto released = check_release(terms, {bundle_.list, *body, *proof});
            outcome = released ? Outcome(Done{}) : Outcome(released.refusal());
        }
        if (parsed) {
            list.emplace(std::move(*parsed));
        }
        step(
            "closing", outcome,
            trust_.witnesses.empty() ? "没有给出外部见证人，不能核对截止清单的时间"
                                     : "截止清单在公开日志中，外部见证人在开标时间之后确认",
            trust_.witnesses.empty()
                ? "no outside witness was given: when the closing list was logged cannot be checked"
                : "the closing list stands in the log, seen by the outside witnesses after the opening time");
    }

    void parts() {
        std::map<std::int64_t, std::vector<Point>> proved;
        Outcome outcome = Done{};
        for (const auto& released : bundle_.released) {
            const bool used = released.holder == gate ||
                              std::ranges::find(bundle_.officers, released.holder) != bundle_.officers.end();
            if (used && outcome) {
                auto points = check_one(released);
                if (points) {
                    proved.emplace(released.holder, std::move(*points));
                } else {
                    outcome = points.refusal();
                }
            }
        }
        const auto wanted = transcript_ ? transcript_->plan.threshold : 0;
        const bool enough = proved.contains(gate) && std::ssize(proved) == wanted + 1 &&
                            std::ssize(bundle_.officers) == wanted;
        if (outcome && !enough) {
            outcome = refuse("parts_malformed");
        }
        step("parts", outcome, "密钥闸门和规定人数的开标人各自证明了所用的份额",
             "the gate and as many officers as are wanted proved the parts that were used");
        if (outcome && list) {
            for (std::size_t i = 0; i < sealing::points_of(*list).size(); ++i) {
                std::vector<sealing::Part> officers;
                for (const auto holder : bundle_.officers) {
                    officers.push_back({static_cast<std::uint64_t>(holder), proved.at(holder)[i]});
                }
                agreed.push_back(sealing::agreed_point(proved.at(gate)[i], officers));
            }
        }
    }

    Result<std::vector<Point>> check_one(const tendering::ReleasedText& released) const {
        const bool known = released.holder == gate || (transcript_ && released.holder >= 1 &&
                                                       released.holder <= transcript_->plan.officers);
        if (!transcript_ || !list || !known) {
            return refuse("parts_of_another");
        }
        const auto holder = static_cast<std::uint64_t>(released.holder);
        const auto key = sealing::holders_point(*transcript_, key_->statement.number, holder);
        return key ? sealing::check_parts(released.parts, *list, sha256(bundle_.list), holder, *key)
                   : Result<std::vector<Point>>(key.refusal());
    }

    void accounted() {
        const bool holds =
            list && bundle_.letters.size() == bundle_.bids.size() &&
            std::ranges::equal(list->submissions, bundle_.bids, {}, &sealing::ClosedSubmission::submission,
                               &tendering::OpenedBid::submission);
        step("accounted", holds, "截止清单上的每一份投标都有结果，没有多出的",
             "every submission of the closing list is accounted for, and no other");
    }

    void letters() {
        if (agreed.empty() || !list || bundle_.letters.size() != list->submissions.size()) {
            step("letters", false, "前面的步骤不成立，不能核对开标一览表",
                 "steps before this one do not hold: the letters cannot be checked");
            return;
        }
        std::size_t place = 0;
        for (std::size_t i = 0; i < list->submissions.size(); ++i) {
            for (const auto& envelope : list->submissions[i].envelopes) {
                if (envelope.part == "letter") {
                    letter(i, envelope, agreed[place]);
                }
                ++place;
            }
        }
    }

    void letter(std::size_t i, const sealing::ClosedEnvelope& envelope, const Point& point) {
        const auto& bid = bundle_.bids[i];
        const auto found = envelopes_.find(bid.submission);
        Outcome outcome = Done{};
        if (found == envelopes_.end() || sha256(found->second) != envelope.digest) {
            outcome = refuse("envelope_lost");
        } else {
            outcome = check_letter(found->second, point, bid, bundle_.letters[i]);
        }
        step("letter " + bid.submission, outcome, bid.bidder_name + " 的开标一览表与密封的一致",
             "the letter of " + bid.bidder_name + " is what was sealed");
    }

    static Outcome check_letter(const std::string& bytes, const Point& point, const tendering::OpenedBid& bid,
                                const tendering::OpenedLetter& said) {
        const auto envelope = sealing::read_envelope(sealing::bytes_in(bytes));
        if (!envelope) {
            return envelope.refusal();
        }
        std::string inner;
        const auto opened = sealing::open_envelope(*envelope, point, sealing::bytes_in(bytes),
                                                   [&](std::string_view piece) { inner += piece; });
        std::string text;
        const auto read = opened ? sealing::read_signed(sealing::bytes_in(inner),
                                                        [&](std::string_view piece) { text += piece; })
                                 : Result<sealing::SignedContents>(opened.refusal());
        if (bid.verdict != tendering::BidVerdict::opened) {
            // What is said not to count may open all the same: it may be another's letter, or none at all.
            return Done{};
        }
        if (!read) {
            return read.refusal();
        }
        return said.letter == text && bid.letter == sha256(text) ? Outcome(Done{})
                                                                 : Outcome(refuse("envelope_lost"));
    }

    const OpeningBundle& bundle_;
    const std::map<std::string, std::string>& envelopes_;
    const OpeningTrust& trust_;
    std::vector<ProofStep> steps_;
    std::optional<sealing::LotKeyCertificate> key_;
    std::optional<sealing::Transcript> transcript_;
};

constexpr const char* usage =
    "usage: daylight verify opening --server https://HOST:PORT --tls CA.pem --lot ID\n"
    "                               --authority CA.pem --log VERIFIER_KEY --witnesses FILE [--save FOLDER]\n"
    "  fetches what was published of the lot's opening and checks all of it\n"
    "  CA.pem, VERIFIER_KEY and FILE (outside witnesses' keys, one a line) are what you trust: keep them "
    "from\n"
    "  before the dispute\n"
    "  --save  writes each letter as SUBMISSION.der, and one.pem: openssl cms -decrypt -binary -inform DER\n"
    "          -in SUBMISSION.der -inkey one.pem\n";

template <class T>
T sound(Result<T> result, const std::string& what) {
    if (!result) {
        throw std::runtime_error(what + ": " + result.refusal().code);
    }
    return std::move(*result);
}

Reply fetched(Client& client, const std::string& path) {
    auto reply = client.get(path);
    if (!reply.ok()) {
        throw std::runtime_error("GET " + path + ": " + std::to_string(reply.status) + " " + reply.code());
    }
    return reply;
}

OpeningTrust read_trust(const std::map<std::string, std::string>& given) {
    std::vector<WitnessVerifier> witnesses;
    const auto text = read_needed(given.at("--witnesses"));
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (const auto line = trimmed(text.substr(at, end - at)); !line.empty() && line[0] != '#') {
            witnesses.push_back(sound(WitnessVerifier::parse(line), "a witness's key"));
        }
        at = end + 1;
    }
    return {sound(Certificate::from_pem(read_needed(given.at("--authority"))), "the authority"),
            sound(NoteVerifier::parse(given.at("--log")), "the log's key"), std::move(witnesses)};
}

int run(const std::map<std::string, std::string>& given) {
    const auto trust = read_trust(given);
    Client client(given.at("--server"), given.at("--tls"));
    const auto path = "/api/v1/tender-lots/" + given.at("--lot");
    const auto bundle =
        sound(parse_as<OpeningBundle>(fetched(client, path + "/opening").body), "the opening");
    std::map<std::string, std::string> envelopes;
    for (const auto& bid : bundle.bids) {
        envelopes[bid.submission] = fetched(client, path + "/letters/" + bid.submission).body;
    }
    const auto steps = check_opening(bundle, envelopes, trust);
    const int status = report(steps);
    if (given.contains("--save") && status == 0) {
        const std::filesystem::path folder(given.at("--save"));
        for (const auto& [submission, bytes] : published_envelopes(bundle, envelopes)) {
            write_synced(folder / (submission + ".der"), bytes, 0644);
        }
        write_synced(folder / "one.pem", sealing::one_key_pem(), 0644);
    }
    return status;
}

}  // namespace

std::vector<ProofStep> check_opening(const OpeningBundle& bundle,
                                     const std::map<std::string, std::string>& envelopes,
                                     const OpeningTrust& trust) {
    return Check(bundle, envelopes, trust).run();
}

std::map<std::string, std::string> published_envelopes(const OpeningBundle& bundle,
                                                       const std::map<std::string, std::string>& envelopes) {
    // What was trusted does not matter to the points.
    std::map<std::string, std::string> published;
    const auto list = sealing::parse_closing_list(bundle.list).value();
    std::map<std::int64_t, std::vector<Point>> parts;
    for (const auto& released : bundle.released) {
        auto& points = parts[released.holder];
        const auto text = parse_as<sealing::PartsText>(released.parts);
        for (const auto& hex : text->points) {
            points.push_back(Point::from_bytes(from_hex(hex).value()).value());
        }
    }
    std::size_t place = 0;
    for (const auto& submission : list.submissions) {
        for (const auto& envelope : submission.envelopes) {
            if (envelope.part == "letter") {
                std::vector<sealing::Part> officers;
                for (const auto holder : bundle.officers) {
                    officers.push_back({static_cast<std::uint64_t>(holder), parts.at(holder)[place]});
                }
                const auto point = sealing::agreed_point(parts.at(gate)[place], officers);
                auto bytes = envelopes.at(submission.submission);
                const auto read = sealing::read_envelope(sealing::bytes_in(bytes));
                if (read) {
                    bytes.replace(read->ephemeral_at, sealing::uncompressed_bytes,
                                  sealing::opened_point(point));
                    published[submission.submission] = std::move(bytes);
                }
            }
            ++place;
        }
    }
    return published;
}

int verify_opening(const std::vector<std::string>& arguments) {
    std::map<std::string, std::string> given;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        given[arguments[i]] = arguments[i + 1];
    }
    const auto known = {"--server", "--tls", "--lot", "--authority", "--log", "--witnesses"};
    const bool complete =
        arguments.size() % 2 == 0 &&
        std::ranges::all_of(known, [&](const auto* name) { return given.contains(name); }) &&
        given.size() == known.size() + given.count("--save");
    if (!complete) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    try {
        return run(given);
    } catch (const std::exception& error) {
        fmt::print(stderr, "daylight verify opening: {}\n", error.what());
        return 2;
    }
}

}  // namespace daylit::tools

#include "tools/verify.hpp"

#include "base/encoding.hpp"
#include "tools/files.hpp"
#include "tools/verify_log.hpp"
#include "tools/verify_opening.hpp"

#include <fmt/core.h>

namespace daylit::tools {

namespace {

constexpr const char* usage =
    "usage: daylight verify BUNDLE.json --authority CA.pem --log VERIFIER_KEY\n"
    "                       [--timestamp-ca TSA.pem] [--save-stamp PREFIX]\n"
    "  BUNDLE.json   a proof bundle as the pages and GET /api/v1/receipts give it\n"
    "  CA.pem        the platform's certification authority (published at /api/v1/certificates/ca.pem)\n"
    "  VERIFIER_KEY  the log's key \"name+hash+base64\" (published at /api/v1/site), or a file that holds "
    "it\n"
    "  --timestamp-ca  the root of the time stamp authority, from that authority itself: then the stamp is "
    "checked too\n"
    "  --save-stamp    writes PREFIX.checkpoint and PREFIX.tsr, for \"openssl ts -verify\"\n"
    "       daylight verify log …   a whole log from its public files (says more when asked)\n"
    "       daylight verify opening …   a lot's whole opening (says more when asked)\n"
    "Keep CA.pem and the key from before the dispute: what they say is what you trust.\n";

struct Options {
    std::string bundle;
    std::string authority;
    std::string log;
    std::string stamp_authority;
    std::string stamp_prefix;
};

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool has_value = i + 1 < arguments.size();
        if (arguments[i] == "--authority" && has_value) {
            options.authority = arguments[++i];
        } else if (arguments[i] == "--log" && has_value) {
            options.log = arguments[++i];
        } else if (arguments[i] == "--timestamp-ca" && has_value) {
            options.stamp_authority = arguments[++i];
        } else if (arguments[i] == "--save-stamp" && has_value) {
            options.stamp_prefix = arguments[++i];
        } else if (options.bundle.empty() && !arguments[i].starts_with("--")) {
            options.bundle = arguments[i];
        } else {
            return std::nullopt;
        }
    }
    const bool whole = !options.bundle.empty() && !options.authority.empty() && !options.log.empty();
    return whole ? std::optional(options) : std::nullopt;
}

int complain(const std::string& what) {
    fmt::print(stderr, "daylight verify: {}\n", what);
    return 2;
}

void tell_unchecked_stamp(const ProofBundle& bundle) {
    if (bundle.time_stamp) {
        fmt::print(
            "· 时间戳（{}）没有检查：用 --timestamp-ca 给出时间戳机构的根证书\n"
            "  The time stamp ({}) was not checked: name its authority's root by --timestamp-ca.\n",
            to_china_rfc3339(bundle.time_stamp->at), to_rfc3339(bundle.time_stamp->at));
    } else {
        fmt::print("· 文件中没有时间戳 / The file has no time stamp.\n");
    }
}

// What `openssl ts -verify` reads, and how it is called; false when they cannot be written.
bool save_stamp(const StampedProof& stamp, const std::string& prefix) {
    const auto response = from_base64(stamp.response);
    if (!response || !write_file(prefix + ".checkpoint", stamp.log_proof.checkpoint) ||
        !write_file(prefix + ".tsr", *response)) {
        return false;
    }
    fmt::print("openssl ts -verify -data {0}.checkpoint -in {0}.tsr -CAfile TSA.pem\n", prefix);
    return true;
}

// What the reader trusts; nothing, and a complaint, where one of the files cannot be used.
std::optional<ProofTrust> read_trust(const Options& options) {
    const auto authority_text = read_file(options.authority);
    if (!authority_text) {
        complain("cannot read " + options.authority);
        return std::nullopt;
    }
    const auto authority = Certificate::from_pem(*authority_text);
    if (!authority) {
        complain("the authority's certificate cannot be used: " + authority.refusal().code);
        return std::nullopt;
    }
    const auto log = NoteVerifier::parse(trimmed(read_file(options.log).value_or(options.log)));
    if (!log) {
        complain("the log's verifier key cannot be used: " + log.refusal().code);
        return std::nullopt;
    }
    ProofTrust trust{*authority, *log};
    if (!options.stamp_authority.empty()) {
        const auto stamps = TimeStampTrust::from_pem(read_file(options.stamp_authority).value_or(""));
        if (!stamps) {
            complain("the time stamp authority's root cannot be used: " + options.stamp_authority);
            return std::nullopt;
        }
        trust.time_stamps = *stamps;
    }
    return trust;
}

int check(const ProofBundle& bundle, const ProofTrust& trust, const std::string& stamp_prefix) {
    const auto outcome = report(check_proof_bundle(bundle, trust));
    if (!trust.time_stamps) {
        tell_unchecked_stamp(bundle);
    }
    if (!stamp_prefix.empty() && !(bundle.time_stamp && save_stamp(*bundle.time_stamp, stamp_prefix))) {
        return complain("there is no time stamp to save, or " + stamp_prefix + " cannot be written");
    }
    return outcome;
}

}  // namespace

int verify(const std::vector<std::string>& arguments) {
    if (!arguments.empty() && arguments[0] == "opening") {
        return verify_opening({arguments.begin() + 1, arguments.end()});
    }
    if (!arguments.empty() && arguments[0] == "log") {
        return verify_log({arguments.begin() + 1, arguments.end()});
    }
    const auto options = read_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto bundle_text = read_file(options->bundle);
    if (!bundle_text) {
        return complain("cannot read " + options->bundle);
    }
    const auto trust = read_trust(*options);
    if (!trust) {
        return 2;
    }
    const auto bundle = parse_proof_bundle(*bundle_text);
    if (!bundle) {
        fmt::print("✗ 文件不是有效的证明 / not a proof bundle: {} {}\n", bundle.refusal().code,
                   bundle.refusal().field);
        return 1;
    }
    return check(*bundle, *trust, options->stamp_prefix);
}

}  // namespace daylit::tools

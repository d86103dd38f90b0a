#include "tools/verify.hpp"

#include "tools/files.hpp"
#include "tools/verify_log.hpp"

#include <fmt/core.h>

namespace daylit::tools {

namespace {

constexpr const char* usage =
    "usage: daylight verify BUNDLE.json --authority CA.pem --log VERIFIER_KEY\n"
    "  BUNDLE.json   a proof bundle as the pages and GET /api/v1/receipts give it\n"
    "  CA.pem        the platform's certification authority (published at /api/v1/certificates/ca.pem)\n"
    "  VERIFIER_KEY  the log's key \"name+hash+base64\" (published at /api/v1/site), or a file that holds "
    "it\n"
    "       daylight verify log …   a whole log from its public files (says more when asked)\n"
    "Keep the last two from before the dispute: what they say is what you trust.\n";

struct Options {
    std::string bundle;
    std::string authority;
    std::string log;
};

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool has_value = i + 1 < arguments.size();
        if (arguments[i] == "--authority" && has_value) {
            options.authority = arguments[++i];
        } else if (arguments[i] == "--log" && has_value) {
            options.log = arguments[++i];
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

}  // namespace

int verify(const std::vector<std::string>& arguments) {
    if (!arguments.empty() && arguments[0] == "log") {
        return verify_log({arguments.begin() + 1, arguments.end()});
    }
    const auto options = read_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto bundle_text = read_file(options->bundle);
    const auto authority_text = read_file(options->authority);
    if (!bundle_text || !authority_text) {
        return complain("cannot read " + (bundle_text ? options->authority : options->bundle));
    }
    const auto authority = Certificate::from_pem(*authority_text);
    if (!authority) {
        return complain("the authority's certificate cannot be used: " + authority.refusal().code);
    }
    const auto log = NoteVerifier::parse(trimmed(read_file(options->log).value_or(options->log)));
    if (!log) {
        return complain("the log's verifier key cannot be used: " + log.refusal().code);
    }
    const auto bundle = parse_proof_bundle(*bundle_text);
    if (!bundle) {
        fmt::print("✗ 文件不是有效的证明 / not a proof bundle: {} {}\n", bundle.refusal().code,
                   bundle.refusal().field);
        return 1;
    }
    return report(check_proof_bundle(*bundle, {*authority, *log}));
}

}  // namespace daylit::tools

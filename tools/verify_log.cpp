#include "tools/verify_log.hpp"

#include "tools/files.hpp"
#include "tools/log_check.hpp"

#include <fmt/core.h>

#include <charconv>

namespace daylit::tools {

namespace {

constexpr const char* usage =
    "usage: daylight verify log PLACE --log KEY [--witness KEY]… [--quorum N] [--earlier FILE]… [--receipt "
    "FILE]…\n"
    "                           [--ca FILE] [--save FILE]\n"
    "  PLACE      where the log is published (https://…/log), or a folder with a copy of its files\n"
    "  --log      the log's verifier key \"name+hash+base64\" (published at /api/v1/site), or a file that "
    "holds it\n"
    "  --witness  the verifier key of an outside witness, from the witness itself\n"
    "  --quorum   how many of these must have cosigned; all of them unless told\n"
    "  --earlier  a checkpoint kept from before: the log must still begin with its records\n"
    "  --receipt  a proof bundle: its event must stand in the log\n"
    "  --ca       the authority of the server's TLS certificate, where the system does not know it\n"
    "  --save     where to keep the checkpoint for the next time\n";

struct Options {
    std::string place;
    std::string log;
    std::vector<std::string> witnesses;
    std::optional<std::size_t> quorum;
    std::vector<std::string> earlier;
    std::vector<std::string> receipts;
    std::string authority;
    std::string save;
};

// What cannot be used as it was given; the text says why.
class BadInput : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

std::optional<std::size_t> read_number(const std::string& text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool take_option(Options& options, const std::string& name, const std::string& value) {
    if (name == "--log") {
        options.log = value;
    } else if (name == "--witness") {
        options.witnesses.push_back(value);
    } else if (name == "--quorum") {
        options.quorum = read_number(value);
        return options.quorum.has_value();
    } else if (name == "--earlier") {
        options.earlier.push_back(value);
    } else if (name == "--receipt") {
        options.receipts.push_back(value);
    } else if (name == "--ca") {
        options.authority = value;
    } else if (name == "--save") {
        options.save = value;
    } else {
        return false;
    }
    return true;
}

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!arguments[i].starts_with("--") && options.place.empty()) {
            options.place = arguments[i];
        } else if (i + 1 == arguments.size() || !take_option(options, arguments[i], arguments[i + 1])) {
            return std::nullopt;
        } else {
            ++i;
        }
    }
    return options.place.empty() || options.log.empty() ? std::nullopt : std::optional(options);
}

std::string needed_file(const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) {
        throw BadInput("cannot read " + path);
    }
    return std::move(*bytes);
}

// The event that a receipt acknowledges. Whether the platform signed it is `daylight verify`'s question.
WantedEvent event_of(const std::string& path) {
    const auto bundle = parse_proof_bundle(needed_file(path));
    const auto certificate = bundle ? Certificate::from_pem(bundle->certificate) : bundle.refusal();
    const auto receipt = certificate ? verify_receipt(bundle->receipt, certificate->public_key())
                                     : Result<Receipt>(certificate.refusal());
    if (!receipt) {
        throw BadInput(path + " is no receipt: " + receipt.refusal().code);
    }
    return {path, receipt->digest};
}

LogQuestion question_of(const Options& options) {
    auto log = NoteVerifier::parse(trimmed(read_file(options.log).value_or(options.log)));
    if (!log) {
        throw BadInput("the log's verifier key cannot be used");
    }
    LogQuestion question{.log = std::move(*log)};
    for (const auto& text : options.witnesses) {
        auto witness = WitnessVerifier::parse(trimmed(read_file(text).value_or(text)));
        if (!witness) {
            throw BadInput("a witness's verifier key cannot be used: " + text);
        }
        question.witnesses.push_back(std::move(*witness));
    }
    question.quorum = options.quorum.value_or(question.witnesses.size());
    for (const auto& path : options.earlier) {
        question.earlier.push_back({path, needed_file(path)});
    }
    for (const auto& path : options.receipts) {
        question.events.push_back(event_of(path));
    }
    return question;
}

int run(const Options& options) {
    const auto question = question_of(options);
    const auto verdict =
        check_log([&] { return open_log_files(options.place, options.authority); }, question);
    if (!options.save.empty() && all_ok(verdict.steps) && !write_file(options.save, verdict.checkpoint)) {
        throw BadInput("cannot write " + options.save);
    }
    return report(verdict.steps);
}

}  // namespace

int verify_log(const std::vector<std::string>& arguments) {
    const auto options = read_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    try {
        return run(*options);
    } catch (const BadInput& bad) {
        fmt::print(stderr, "daylight verify log: {}\n", bad.what());
    } catch (const LogFilesAway& away) {
        fmt::print(stderr, "daylight verify log: {}\n", away.what());
    }
    return 2;
}

}  // namespace daylit::tools

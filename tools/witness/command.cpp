#include "tools/witness/command.hpp"

#include "crypto/synced_file.hpp"
#include "tools/witness/http_service.hpp"
#include "tools/witness/witness.hpp"

#include <fmt/core.h>

#include <charconv>
#include <chrono>

namespace daylit::tools {

namespace {

namespace fs = std::filesystem;

constexpr const char* usage =
    "usage: daylight witness --state DIR --name NAME --log KEY [--log KEY]… [--listen ADDRESS:PORT]\n"
    "  DIR     where its key, the last checkpoints and the alarms' evidence stand; made when missing\n"
    "  NAME    the witness's own name, a web address without https:// (witness.supervisor.example)\n"
    "  KEY     a log's verifier key \"name+hash+base64\" as its /api/v1/site publishes it; where the log's "
    "origin\n"
    "          is not the key's name, \"ORIGIN KEY\"\n"
    "  ADDRESS:PORT   127.0.0.1:9443 unless told\n"
    "  --demo-clock FILE   for a demonstration alone: FILE holds by how many seconds its clock is ahead; "
    "what is\n"
    "          cosigned so proves no time\n"
    "It prints its own verifier key, which the log and everybody who checks its cosignatures needs.\n";

struct Options {
    fs::path state;
    std::string name;
    std::vector<witness::WitnessedLog> logs;
    std::string address = "127.0.0.1";
    std::uint16_t port = 9443;
    std::optional<fs::path> demo_clock;
};

bool read_log(const std::string& text, Options& options) {
    const auto space = text.rfind(' ');
    auto key = NoteVerifier::parse(space == text.npos ? text : text.substr(space + 1));
    if (!key) {
        return false;
    }
    const auto origin = space == text.npos ? key->name() : text.substr(0, space);
    options.logs.push_back({origin, std::move(*key)});
    return true;
}

bool read_listen(const std::string& text, Options& options) {
    const auto colon = text.rfind(':');
    if (colon == text.npos) {
        return false;
    }
    options.address = text.substr(0, colon);
    if (options.address.starts_with('[') && options.address.ends_with(']')) {
        options.address = options.address.substr(1, options.address.size() - 2);
    }
    const auto* end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data() + colon + 1, end, options.port);
    return error == std::errc() && read == end;
}

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        const auto& name = arguments[i];
        const auto& value = arguments[i + 1];
        bool good = true;
        if (name == "--state") {
            options.state = value;
        } else if (name == "--name") {
            options.name = value;
        } else if (name == "--log") {
            good = read_log(value, options);
        } else if (name == "--listen") {
            good = read_listen(value, options);
        } else if (name == "--demo-clock") {
            options.demo_clock = value;
        } else {
            good = false;
        }
        if (!good) {
            return std::nullopt;
        }
    }
    const bool whole = arguments.size() % 2 == 0 && !options.state.empty() && !options.logs.empty() &&
                       is_note_key_name(options.name);
    return whole ? std::optional(std::move(options)) : std::nullopt;
}

WitnessSigner signer_of(const Options& options) {
    fs::create_directories(options.state);
    fs::permissions(options.state, fs::perms::owner_all);
    const auto file = options.state / "witness.key";
    auto pem = read_whole(file);
    if (!pem) {
        pem = std::string(Ed25519PrivateKey::generate().pkcs8_pem().reveal());
        write_synced(file, *pem);
    }
    auto key = Ed25519PrivateKey::from_pkcs8_pem(Secret(std::move(*pem)));
    if (!key) {
        throw std::runtime_error(file.string() + " is no key: " + key.refusal().code);
    }
    return WitnessSigner(options.name, std::move(*key));
}

std::int64_t posix_time() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// A demonstration's clock runs ahead of the world's, and its openings with it.
std::int64_t demo_time(const fs::path& file) {
    const auto text = read_needed(file);
    std::int64_t ahead = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ahead);
    if (error != std::errc() || end == text.data()) {
        throw std::runtime_error(file.string() + " does not say how far ahead the demonstration is");
    }
    return posix_time() + ahead;
}

// "<2>" is a critical message to systemd's journal.
void cry(const witness::Alarm& alarm) {
    fmt::print(stderr, "<2>ALARM {}: {}; evidence: {}\n", alarm.origin, witness::words_of(alarm.kind),
               alarm.evidence.string());
}

int serve(const Options& options) {
    auto signer = signer_of(options);
    const auto own_key = signer.verifier().text();
    const auto time = [file = options.demo_clock] { return file ? demo_time(*file) : posix_time(); };
    witness::Witness witness(options.state, std::move(signer), options.logs, time, cry);
    witness::HttpService service(witness, options.address, options.port,
                                 [](const std::string& what) { fmt::print(stderr, "<3>{}\n", what); });
    fmt::print("witness key: {}\nlistening on {} port {}\n", own_key, options.address, service.port());
    std::fflush(stdout);
    service.run();
    return 0;
}

}  // namespace

int witness(const std::vector<std::string>& arguments) {
    const auto options = read_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    try {
        return serve(*options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "daylight witness: {}\n", error.what());
        return 1;
    }
}

}  // namespace daylit::tools

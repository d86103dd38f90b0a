#include "tools/holder/command.hpp"

#include "crypto/synced_file.hpp"
#include "tools/holder/holder.hpp"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <thread>

namespace daylit::tools {

namespace {

constexpr const char* options_text =
    "  --server https://HOST:PORT   the platform\n"
    "  --tls CA.pem                 the authority behind the server's own certificate\n"
    "  --authority CA.pem           the platform's authority, which issues lots' certificates: from a safe "
    "place, not from the server\n"
    "  --log VERIFIER-KEY           the log's key\n"
    "  --witnesses FILE             verifier keys of outside witnesses, one a line\n"
    "  --least-witnesses N          how many must have seen the closing list in time (default: all)\n"
    "  --token FILE                 a program token with the scope openings\n"
    "  --key KEY.pem                the key that signs one's words, PKCS#8\n"
    "  --certificate SERIAL         under which the platform certified it\n"
    "  --vault FILE                 one's shares, encrypted; made at the first start\n"
    "  --passphrase FILE            whose first line opens it\n"
    "  --every SECONDS              how often to look (default 2)\n"
    "  --once                       look once and end\n"
    "  --lot ID                     release for this lot alone (may be repeated)\n";

struct Options {
    std::map<std::string, std::string> given{{"--every", "2"}};
    std::set<std::string> lots;
    bool once = false;

    const std::string& at(const std::string& name) const { return given.at(name); }
    bool has(const std::string& name) const { return given.contains(name); }
};

std::optional<Options> read_options(const std::vector<std::string>& arguments,
                                    const std::vector<std::string>& needed,
                                    const std::vector<std::string>& allowed) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--once") {
            options.once = true;
        } else if (i + 1 == arguments.size()) {
            return std::nullopt;
        } else if (arguments[i] == "--lot") {
            options.lots.insert(arguments[++i]);
        } else {
            const auto& name = arguments[i];
            const bool known = std::ranges::find(needed, name) != needed.end() ||
                               std::ranges::find(allowed, name) != allowed.end();
            if (!known) {
                return std::nullopt;
            }
            options.given[name] = arguments[++i];
        }
    }
    const bool complete = std::ranges::all_of(needed, [&](const auto& name) { return options.has(name); });
    return complete ? std::optional(std::move(options)) : std::nullopt;
}

std::string first_line(const std::string& file) {
    auto text = read_needed(file);
    return text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
}

// What a file or an argument of the holder's own has to say, or a text for it.
template <class T>
T sound(Result<T> result, const std::string& what) {
    if (!result) {
        throw std::runtime_error(what + ": " + result.refusal().code);
    }
    return std::move(*result);
}

HolderTrust read_trust(const Options& options) {
    std::vector<WitnessVerifier> witnesses;
    const auto text = read_needed(options.at("--witnesses"));
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (const auto line = text.substr(at, end - at); !line.empty() && line[0] != '#') {
            witnesses.push_back(sound(WitnessVerifier::parse(line), "a witness's key"));
        }
        at = end + 1;
    }
    const auto least =
        options.has("--least-witnesses") ? std::stoul(options.at("--least-witnesses")) : witnesses.size();
    if (least < 1 || least > witnesses.size()) {
        throw std::runtime_error("at least one outside witness is wanted, and no more than there are");
    }
    return {sound(Certificate::from_pem(read_needed(options.at("--authority"))), "the platform's authority"),
            sound(NoteVerifier::parse(options.at("--log")), "the log's key"), std::move(witnesses), least};
}

HolderIdentity read_identity(const Options& options, bool gate, const HolderTrust& trust) {
    return {
        gate,
        sound(P256PrivateKey::from_pkcs8_pem(Secret(read_needed(options.at("--key")))), "the signing key"),
        options.at("--certificate"), trust.log.name()};
}

void say(const std::string& what) {
    fmt::print("{} {}\n", to_rfc3339(std::chrono::floor<Milliseconds>(std::chrono::system_clock::now())),
               what);
    std::fflush(stdout);
}

void work(Holder& holder, const Options& options) {
    const auto pause = std::chrono::seconds(std::stoul(options.at("--every")));
    for (;;) {
        try {
            // What one act makes possible is done at once.
            while (holder.step() > 0) {}
        } catch (const ServerAway& away) {
            if (options.once) {
                throw;
            }
            say(std::string("the platform does not answer: ") + away.what());
        }
        if (options.once) {
            return;
        }
        std::this_thread::sleep_for(pause);
    }
}

const std::vector<std::string> common{"--server", "--tls", "--authority",   "--log",   "--witnesses",
                                      "--token",  "--key", "--certificate", "--vault", "--passphrase"};

int run(const std::vector<std::string>& arguments, bool is_gate) {
    auto needed = common;
    if (is_gate) {
        needed.emplace_back("--journal");
    }
    const auto options = read_options(arguments, needed, {"--least-witnesses", "--every"});
    const char* name = is_gate ? "daylight-gate" : "daylight officer";
    if (!options) {
        fmt::print(stderr, "usage: {} OPTION …\n{}{}", name, options_text,
                   is_gate ? "  --journal FILE               every act, appended before it is done\n" : "");
        return 2;
    }
    try {
        auto trust = read_trust(*options);
        auto identity = read_identity(*options, is_gate, trust);
        Client client(options->at("--server"), options->at("--tls"));
        client.set_token(Secret(first_line(options->at("--token"))));
        Vault vault(options->at("--vault"), Secret(first_line(options->at("--passphrase"))));
        std::optional<Journal> journal;
        if (is_gate) {
            journal.emplace(options->at("--journal"));
        }
        Holder holder(std::move(identity), std::move(trust), client, vault, journal ? &*journal : nullptr,
                      &say);
        holder.only(options->lots);
        work(holder, *options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}: {}\n", name, error.what());
        return 1;
    }
}

}  // namespace

int officer(const std::vector<std::string>& arguments) {
    return run(arguments, false);
}

int gate(const std::vector<std::string>& arguments) {
    return run(arguments, true);
}

}  // namespace daylit::tools

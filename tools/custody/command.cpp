#include "tools/custody/command.hpp"

#include "base/encoding.hpp"
#include "crypto/encrypted_secret.hpp"
#include "crypto/random.hpp"
#include "crypto/synced_file.hpp"
#include "tools/custody/custody.hpp"
#include "tools/holder/vault.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>

namespace daylit::tools {

namespace {

namespace fs = std::filesystem;
using sealing::Point;
using sealing::Scalar;

constexpr const char* usage =
    "usage: daylight custody VERB OPTION …\n"
    "  key        make a custodian's key, or that of whoever restores the gate, and print its public half\n"
    "               --key FILE --passphrase FILE\n"
    "  share      on the gate's machine: share its half of every key among custodians, a file for each\n"
    "               --vault FILE --passphrase FILE --threshold K --custodian PUBLIC-HALF … --out FOLDER\n"
    "  check      see that one's file is good: that K such files bring the gate's half back\n"
    "               --key FILE --passphrase FILE --share FILE --transcript FILE\n"
    "  hand-over  seal one's share to whoever restores the gate\n"
    "               --key FILE --passphrase FILE --share FILE --transcript FILE --to PUBLIC-HALF --out FILE\n"
    "  restore    bring the gate's half back into its vault\n"
    "               --key FILE --passphrase FILE --share FILE … --transcript FILE --vault FILE\n"
    "               --vault-passphrase FILE\n"
    "A ceremony's transcript is public: /api/v1/ceremonies/{id}/transcript, or out of `daylight verify "
    "opening --save`.\n";

class Options {
public:
    static std::optional<Options> read(const std::vector<std::string>& arguments) {
        Options options;
        for (std::size_t i = 1; i < arguments.size(); i += 2) {
            if (!arguments[i].starts_with("--") || i + 1 == arguments.size()) {
                return std::nullopt;
            }
            options.given_[arguments[i]].push_back(arguments[i + 1]);
        }
        return options;
    }
    // Exactly these, each once but for the last two, of which there may be more.
    bool are(const std::vector<std::string>& names) const {
        return given_.size() == names.size() && std::ranges::all_of(names, [&](const auto& name) {
                   const auto found = given_.find(name);
                   const bool many = name == "--custodian" || name == "--share";
                   return found != given_.end() && (many || found->second.size() == 1);
               });
    }
    const std::string& one(const std::string& name) const { return given_.at(name).front(); }
    const std::vector<std::string>& all(const std::string& name) const { return given_.at(name); }

private:
    std::map<std::string, std::vector<std::string>> given_;
};

template <class T>
T sound(Result<T> result, const std::string& what) {
    if (!result) {
        const auto& refusal = result.refusal();
        throw std::runtime_error(what + ": " + refusal.code +
                                 (refusal.field.empty() ? "" : " " + refusal.field));
    }
    return std::move(*result);
}

Secret first_line(const std::string& file) {
    const Secret text(read_needed(file));
    const auto line = text.reveal();
    return Secret(std::string(line.substr(0, std::min(line.find_first_of("\r\n"), line.size()))));
}

Scalar read_key(const Options& options) {
    const auto bytes =
        sound(decrypt_secret(read_needed(options.one("--key")), first_line(options.one("--passphrase"))),
              options.one("--key"));
    return sound(Scalar::from_bytes(bytes.reveal()), options.one("--key"));
}

Point read_point(const std::string& hex) {
    const auto bytes = from_hex(hex);
    return sound(Point::from_bytes(bytes && bytes->size() == sealing::point_bytes ? *bytes : std::string()),
                 "a public half is a compressed point in hex: " + hex);
}

CustodyText read_share(const std::string& file) {
    return sound(parse_as<CustodyText>(read_needed(file)), file);
}

// As it was saved, or as the platform's answer wraps it.
std::string read_transcript(const Options& options) {
    auto text = read_needed(options.one("--transcript"));
    const auto wrapped = parse_json(text);
    if (wrapped && wrapped->is_object()) {
        if (const auto* inner = wrapped->get_object().if_contains("text"); inner && inner->is_string()) {
            return std::string(inner->get_string());
        }
    }
    return text;
}

void make_key(const Options& options) {
    if (read_whole(options.one("--key"))) {
        throw std::runtime_error(options.one("--key") + " is there already");
    }
    const auto key = Scalar::drawn(random_secret(sealing::drawn_bytes));
    write_synced(options.one("--key"), encrypt_secret(key.bytes(), first_line(options.one("--passphrase"))));
    fmt::print("{}\n", to_hex(Point::generator_times(key).compressed()));
}

void share(const Options& options) {
    Vault vault(options.one("--vault"), first_line(options.one("--passphrase")));
    std::vector<Point> custodians;
    for (const auto& hex : options.all("--custodian")) {
        custodians.push_back(read_point(hex));
    }
    const fs::path folder(options.one("--out"));
    fs::create_directories(folder);
    int ceremonies = 0;
    for (const auto& kept : vault.all()) {
        if (!kept.transcript) {
            continue;  // it holds nothing yet, or was aborted
        }
        const auto texts =
            sound(share_gates_half(kept, std::stol(options.one("--threshold")), custodians), kept.plan.id);
        for (const auto& text : texts) {
            write_synced(folder / fmt::format("{}-{}.json", text.plan.id, text.custodian),
                         to_json_text(text));
        }
        fmt::print("ceremony {}: {} keys, {} of {} custodians\n", kept.plan.id, texts.front().numbers.size(),
                   options.one("--threshold"), custodians.size());
        ++ceremonies;
    }
    if (ceremonies == 0) {
        throw std::runtime_error("the vault holds no complete ceremony");
    }
}

void check(const Options& options) {
    const auto text = read_share(options.one("--share"));
    (void)sound(open_custody(text, read_key(options), read_transcript(options)), options.one("--share"));
    fmt::print(
        "good: with {} custodians of {}, this share brings back the gate's half of {} keys of ceremony {}\n",
        text.threshold, text.custodians, text.numbers.size(), text.plan.id);
}

void give(const Options& options) {
    const auto handed = sound(hand_over(read_share(options.one("--share")), read_key(options),
                                        read_transcript(options), read_point(options.one("--to"))),
                              options.one("--share"));
    write_synced(options.one("--out"), to_json_text(handed));
}

void restore(const Options& options) {
    std::vector<CustodyText> texts;
    for (const auto& file : options.all("--share")) {
        texts.push_back(read_share(file));
    }
    auto kept = sound(restore_gates_half(texts, read_key(options), read_transcript(options)), "the shares");
    Vault vault(options.one("--vault"), first_line(options.one("--vault-passphrase")));
    if (vault.find(kept.plan.id) != nullptr) {
        throw std::runtime_error("the vault holds this ceremony already");
    }
    fmt::print("ceremony {}: {} keys are restored, {} were bound\n", kept.plan.id,
               texts.front().numbers.size(), kept.bound.size());
    (void)vault.add(std::move(kept));
    vault.save();
}

struct Verb {
    const char* name;
    std::vector<std::string> options;
    void (*run)(const Options& options);
};

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all{
        {"key", {"--key", "--passphrase"}, &make_key},
        {"share", {"--vault", "--passphrase", "--threshold", "--custodian", "--out"}, &share},
        {"check", {"--key", "--passphrase", "--share", "--transcript"}, &check},
        {"hand-over", {"--key", "--passphrase", "--share", "--transcript", "--to", "--out"}, &give},
        {"restore",
         {"--key", "--passphrase", "--share", "--transcript", "--vault", "--vault-passphrase"},
         &restore},
    };
    return all;
}

}  // namespace

int custody(const std::vector<std::string>& arguments) {
    const auto options = Options::read(arguments);
    const auto verb = std::ranges::find_if(verbs(), [&](const Verb& one) {
        return options && !arguments.empty() && arguments.front() == one.name && options->are(one.options);
    });
    if (verb == verbs().end()) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    try {
        verb->run(*options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "daylight custody: {}\n", error.what());
        return 1;
    }
}

}  // namespace daylit::tools

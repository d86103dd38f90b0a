#include "tools/seal/command.hpp"

#include "base/refusal_table.hpp"
#include "crypto/jws.hpp"
#include "crypto/random.hpp"
#include "crypto/refusals.hpp"
#include "crypto/synced_file.hpp"
#include "tendering/refusals.hpp"
#include "tools/client/client.hpp"
#include "tools/seal/bid.hpp"
#include "tools/seal/reference.hpp"

#include <fmt/core.h>

#include <array>
#include <chrono>
#include <fstream>
#include <thread>

namespace daylit::tools {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{1024} * 1024;
constexpr auto act_life = std::chrono::minutes(5);
constexpr auto retry_pause = std::chrono::seconds(2);
constexpr int most_tries = 300;

constexpr const char* usage =
    "usage: daylight seal OPTION …\n"
    "  --server https://HOST:PORT   the platform\n"
    "  --tls CA.pem                 the authority behind the server's own certificate\n"
    "  --authority CA.pem           the platform's authority, which issues lots' certificates\n"
    "  --lot ID                     the lot\n"
    "  --bidder CODE                one's unified social credit code\n"
    "  --letter FIELDS.json         the opening letter's fields: amounts in whole fen\n"
    "  --file PART=PATH             each other part of the bid (repeated)\n"
    "  --security FILE              the secret of the bid security's reference, where it was transferred\n"
    "  --key KEY.pem                one's signing key, PKCS#8\n"
    "  --certificate CERT.pem       its certificate\n"
    "  --out FOLDER                 where the sealed parts go\n"
    "  --submit --token FILE        submits them, with a program token that has the scope bids\n"
    "  --check                      checks the bid against the documents and seals nothing\n"
    "  --practice                   a trial: sealed to the practice certificate, whose key the platform "
    "holds, "
    "and with --submit opened at once; nothing real belongs into it\n";

struct Options {
    std::map<std::string, std::string> given;
    std::map<std::string, std::filesystem::path> files;
    bool submit = false;
    bool check = false;
    bool practice = false;
    const std::string& at(const std::string& name) const { return given.at(name); }
};

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    constexpr std::array needed{"--server", "--tls", "--authority",   "--lot", "--bidder",
                                "--letter", "--key", "--certificate", "--out"};
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& name = arguments[i];
        if (name == "--submit") {
            options.submit = true;
        } else if (name == "--check") {
            options.check = true;
        } else if (name == "--practice") {
            options.practice = true;
        } else if (i + 1 == arguments.size()) {
            return std::nullopt;
        } else if (name == "--file") {
            const auto& value = arguments[++i];
            const auto mark = value.find('=');
            if (mark == std::string::npos) {
                return std::nullopt;
            }
            options.files[value.substr(0, mark)] = value.substr(mark + 1);
        } else if (std::ranges::find(needed, name) != needed.end() || name == "--token" ||
                   name == "--security") {
            options.given[name] = arguments[++i];
        } else {
            return std::nullopt;
        }
    }
    for (const auto* name : needed) {
        if (!options.given.contains(name)) {
            return std::nullopt;
        }
    }
    return options.submit && !options.given.contains("--token") ? std::nullopt
                                                                : std::optional(std::move(options));
}

std::string sentence_of(const Refusal& refusal) {
    for (const auto table : {tendering::tender_refusals(), crypto_refusals(), base_refusals()}) {
        for (const auto& row : table) {
            if (row.code == refusal.code) {
                return fill_sentence(row.zh, refusal.values) + " " + fill_sentence(row.en, refusal.values);
            }
        }
    }
    return "";
}

void print(const Refusal& refusal) {
    fmt::print(stderr, "{} {}: {}\n", refusal.code, refusal.field, sentence_of(refusal));
}

template <class T>
T sound(Result<T> result, const std::string& what) {
    if (!result) {
        throw std::runtime_error(what + ": " + result.refusal().code + " " + sentence_of(result.refusal()));
    }
    return std::move(*result);
}

boost::json::object object_of(Reply reply, const std::string& what) {
    if (!reply.ok() || !reply.json.is_object()) {
        throw std::runtime_error(what + ": " + std::to_string(reply.status) + " " + reply.body);
    }
    return std::move(reply.json.get_object());
}

Instant wall_now() {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

void print_trial(const boost::json::object& answer) {
    for (const auto& part : answer.at("parts").as_array()) {
        const std::string fault(part.at("fault").as_string());
        fmt::print("{}: {} {}\n", std::string(part.at("part").as_string()),
                   std::string(part.at("verdict").as_string()),
                   fault.empty() ? "" : fault + " " + sentence_of(refuse(fault)));
    }
    for (const auto& finding : answer.at("findings").as_array()) {
        fmt::print("{}\n", std::string(finding.as_string()));
    }
}

// What has the platform read sealed files: many may be waiting for theirs, and nothing is lost by asking
// again.
boost::json::object ask_patiently(Client& client, const std::string& path, const boost::json::object& body,
                                  const std::string& what) {
    auto answer = client.post(path, body);
    for (int tries = 1; answer.status == 503 && tries < most_tries; ++tries) {
        std::this_thread::sleep_for(retry_pause);
        answer = client.post(path, body);
    }
    return object_of(std::move(answer), what);
}

std::string upload(Client& client, const SealedPartFile& part) {
    const auto begun = object_of(client.post("/api/v1/sealed-uploads", {{"size", part.size}}),
                                 "beginning to send " + part.part);
    const std::string id(begun.at("id").as_string());
    std::ifstream in(part.file, std::ios::binary);
    std::string chunk(chunk_bytes, '\0');
    for (std::int64_t number = 0; in.read(chunk.data(), chunk_bytes), in.gcount() > 0; ++number) {
        const auto path = "/api/v1/sealed-uploads/" + id + "/chunks/" + std::to_string(number);
        (void)object_of(client.put_bytes(path, chunk.substr(0, static_cast<std::size_t>(in.gcount()))),
                        "sending " + part.part);
    }
    const auto whole =
        ask_patiently(client, "/api/v1/sealed-uploads/" + id + "/finish", {}, "sending " + part.part);
    if (whole.at("digest").as_string() != part.digest.hex()) {
        throw std::runtime_error(part.part + " did not arrive as it was sent");
    }
    return id;
}

// 0 where the trial would have stood.
int try_out(Client& client, const BidTarget& target, const std::vector<SealedPartFile>& parts) {
    boost::json::array sent;
    for (const auto& part : parts) {
        sent.push_back({{"part", part.part}, {"upload", upload(client, part)}});
    }
    const auto answer = ask_patiently(client, "/api/v1/tender-lots/" + target.lot.text + "/practice",
                                      {{"parts", sent}}, "the trial");
    print_trial(answer);
    const bool stands = answer.at("would_stand").as_bool();
    fmt::print("{}\n", stands ? "the trial opened, and would have stood" : "the trial would not have stood");
    return stands ? 0 : 1;
}

void submit(Client& client, const Options& options, const BidTarget& target,
            const std::vector<SealedPartFile>& parts, const Certificate& certificate,
            const P256PrivateKey& key) {
    boost::json::array named;
    boost::json::array uploads;
    for (const auto& part : parts) {
        named.push_back({{"part", part.part}, {"digest", part.digest.hex()}});
        uploads.emplace_back(upload(client, part));
        fmt::print("{} is sent: {} bytes\n", part.part, part.size);
    }
    const auto site = object_of(client.get("/api/v1/site"), "the site");
    const auto nonce = id_text(random_entropy());
    const auto now = wall_now();
    const boost::json::object statement{{"audience", site.at("log").at("origin")},
                                        {"lot", target.lot.text},
                                        {"stage", target.key.statement.stage},
                                        {"documents_version", target.documents_version},
                                        {"parts", named},
                                        {"nonce", nonce},
                                        {"expires_at", to_rfc3339(now + act_life)}};
    const auto act = jws::sign(boost::json::serialize(statement),
                               {.typ = "daylight-submission+jws", .kid = certificate.serial()}, key);
    const auto answer =
        object_of(client.post("/api/v1/tender-lots/" + target.lot.text + "/submission",
                              boost::json::object{{"statement", act}, {"uploads", uploads}}, nonce),
                  "the submission");
    const auto receipt = std::filesystem::path(options.at("--out")) / "receipt.jws";
    write_synced(receipt, std::string(answer.at("receipt").as_string()), 0644);
    fmt::print("submitted at {}; the receipt is {}\n", std::string(answer.at("at").as_string()),
               receipt.string());
}

int run(const Options& options) {
    const auto authority =
        sound(Certificate::from_pem(read_needed(options.at("--authority"))), "the authority");
    const auto certificate =
        sound(Certificate::from_pem(read_needed(options.at("--certificate"))), "the certificate");
    const auto key =
        sound(P256PrivateKey::from_pkcs8_pem(Secret(read_needed(options.at("--key")))), "the signing key");
    if (!(key.public_key() == certificate.public_key())) {
        throw std::runtime_error("the key is not the certificate's");
    }
    Client client(options.at("--server"), options.at("--tls"));
    if (options.submit) {
        auto token = read_needed(options.at("--token"));
        client.set_token(Secret(token.substr(0, std::min(token.find_first_of("\r\n"), token.size()))));
    }
    const auto path = "/api/v1/tender-lots/" + options.at("--lot");
    const auto lot = object_of(client.get(path), "the lot");
    const auto* certificate_path = options.practice ? "/practice.crt" : "/lot.crt";
    const auto target =
        sound(read_target(lot, client.get(path + certificate_path).body, authority), "the lot's certificate");
    if ((target.key.statement.stage == "practice") != options.practice) {
        throw std::runtime_error("the platform gave the certificate of another stage");
    }
    // A trial's key is the platform's own, and nobody signs it.
    if (!options.practice) {
        const auto& ceremony = target.key.statement.ceremony;
        const auto transcript = object_of(client.get("/api/v1/ceremonies/" + ceremony + "/transcript"),
                                          "the ceremony's transcript");
        const auto signatures = object_of(client.get(path + "/cosignatures"), "the officers' signatures");
        (void)sound(check_cosigned(target, transcript.at("text").as_string(),
                                   signatures.at("items").as_array(), authority),
                    "the officers' signatures on the lot's certificate");
    }
    const auto fields = boost::json::parse(read_needed(options.at("--letter")));
    if (!fields.is_object()) {
        throw std::runtime_error("the letter's fields are one JSON object");
    }
    PlainBid bid{options.at("--bidder"), fields.get_object(), options.files};
    if (options.given.contains("--security")) {
        bid.security = read_security_secret(options.at("--security"));
    }
    const auto letter = letter_of(target, bid);
    const auto findings = findings_of(target, bid, letter, certificate, wall_now());
    std::ranges::for_each(findings, print);
    if (!findings.empty()) {
        return 1;
    }
    fmt::print("the bid is formally sound against version {} of the documents\n", target.documents_version);
    if (options.check) {
        return 0;
    }
    const auto parts = seal_bid(target, bid, letter, certificate, key, options.at("--out"));
    for (const auto& part : parts) {
        fmt::print("{} {} {}\n", part.digest.hex(), part.part, part.file.string());
    }
    if (options.submit && options.practice) {
        return try_out(client, target, parts);
    }
    if (options.submit) {
        submit(client, options, target, parts, certificate, key);
    }
    return 0;
}

}  // namespace

int seal(const std::vector<std::string>& arguments) {
    const auto options = read_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    try {
        return run(*options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "daylight seal: {}\n", error.what());
        return 1;
    }
}

}  // namespace daylit::tools

// Writes the seeds, small valid samples of what each target reads. Run as `build/fuzz/bin/make_seeds
// tests/fuzz/corpus`; keys are fresh each time, so that the bytes differ.
#include "base/encoding.hpp"
#include "crypto/certificate_authority.hpp"
#include "crypto/certificate_request.hpp"
#include "crypto/cosignature.hpp"
#include "crypto/jws.hpp"
#include "crypto/proof_bundle.hpp"
#include "crypto/random.hpp"
#include "crypto/tiled_log.hpp"
#include "crypto/witness_request.hpp"
#include "tests/crypto/authenticator.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

namespace daylit::fuzz {
namespace {

const Instant noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(4);
const Validity year{noon, noon + std::chrono::hours(24 * 365)};

using Seeds = std::map<std::string, std::vector<std::string>>;  // by target

void add_requests(Seeds& seeds) {
    const std::string get = "GET /api/v1/lots?state=open&q=%E5%B2%B1 HTTP/1.1\r\nHost: localhost\r\n";
    seeds["gate"] = {
        get + "\r\n", get + "Accept: */*\r\nCookie: a=b; c=d\r\nConnection: close\r\n\r\n",
        "POST /api/v1/session HTTP/1.1\r\nhost: LOCALHOST\r\nContent-Length: 17\r\nExpect: "
        "100-continue\r\n\r\n",
        "PUT /a/b%2Cc HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nX-Name: 岱阳\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost:\tlocalhost \r\nX:\r\n\r\n"};
    seeds["chunks"] = {
        "\x05"
        "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n",
        "\x01"
        "0\r\n\r\n",
        "\xff"
        "A;n=\"q;r\"\r\n0123456789\r\n000\r\n\r\nGET / HTTP/1.1\r\n"};
    seeds["query"] = {"", "a=b", "lot=01ARZ3NDEKTSV4RRFFQ69G5FAV,01ARZ3NDEKTSV4RRFFQ69G5FAW&q=%E5%B2%B1+x",
                      "a&b=&=c"};
}

void add_documents(Seeds& seeds) {
    seeds["json"] = {
        R"({"flag":true,"count":-7,"small":3,"text":"岱阳 \u00e9","kind":"second_kind","day":"2026-03-02",)"
        R"("lot":"01ARZ3NDEKTSV4RRFFQ69G5FAV","area":"12345.67","parts":[{"price":100,"at":"2026-03-02T12:00:00+08:00"}]})",
        R"([1,-2.5e3,true,false,null,"",{},[]])", R"({"a":{"b":[{"c":"\ud83d\ude00"}]}})"};
    seeds["boundary"] = {
        R"({"type":"Polygon","coordinates":[[[120.5,30.25],[120.6,30.25],[120.6,30.35],[120.5,30.25]]]})",
        R"({"type":"MultiPolygon","coordinates":[[[[1,2],[3,2],[3,4],[1,2]],[[1.5,2.5],[2.5,2.5],[2.5,3],[1.5,2.5]]],)"
        R"([[[-10,-20],[-9,-20],[-9.5,-19],[-10.0,-20]]]]})"};
    seeds["statement"] = {
        "reference,payer,amount,received_at,bank_reference\n"
        "7K3M9QW2ZX4T,某某置业有限公司,20000000.00,2026-03-02T09:30:00+08:00,BOC20260302000123\n",
        "\xef\xbb\xbfreference,payer,amount,received_at,bank_reference\r\n,x,0.01,2026-03-02T01:30:00Z,"
        "B1\r\n"};
}

void add_certificates(Seeds& seeds) {
    const auto authority = CertificateAuthority::create({"Seed"}, random_serial(), year).value();
    const auto key = P256PrivateKey::generate();
    const Subject subject{"bidder-one", "甲置业有限公司", "91310000100000037Y"};
    CertificateOrder order{key.public_key(), subject, random_serial(), year, CertificateUse::bidder};
    order.revocation_list_uri = "https://localhost:8443/api/v1/certificates/ca.crl";
    const auto certificate = authority.issue(order).value();
    const auto list =
        authority.revoke({3, noon, year.until, {{certificate.serial(), noon, RevocationReason::superseded}}});
    seeds["certificate"] = {certificate.der(), certificate.pem(), authority.certificate().der(), list.der(),
                            list.pem()};

    const auto pem = make_certificate_request_pem(key, "bidder-one");
    const auto body = pem.substr(pem.find('\n') + 1, pem.rfind("-----END") - pem.find('\n') - 1);
    std::string base64;
    std::copy_if(body.begin(), body.end(), std::back_inserter(base64), [](char c) { return c != '\n'; });
    seeds["request"] = {pem, from_base64(base64).value()};
    seeds["jws"] = {
        jws::sign(R"({"audience":"x","lot":"y","price":100})", {"ES256", "daylight-quote+jws", "0a"}, key),
        jws::sign("", {}, key)};
    const NoteSigner log("localhost/daylight", Ed25519PrivateKey::generate());
    const Checkpoint checkpoint{"localhost/daylight", 1, sha256("root"), {}};
    const auto note = sign_checkpoint(checkpoint, log);
    seeds["checkpoint"] = {note, checkpoint_text(checkpoint), log.verifier().text()};
    ProofBundle bundle;
    bundle.receipt = seeds["jws"].front();
    bundle.certificate = certificate.pem();
    bundle.event_body = to_base64("{}");
    bundle.log_proof = make_log_proof(sha256("{}"), 0, 1, {}, note);
    seeds["proof"] = {to_json_text(bundle), to_json_text(ProofBundle{})};
}

void add_tiles(Seeds& seeds) {
    for (const merkle::TileCoordinate& at :
         {merkle::TileCoordinate{0, 1234067, 256}, {1, 0, 5}, {63, 999, 255}}) {
        seeds["tile"].push_back(merkle::tile_path(at));
    }
    seeds["tile"].push_back(merkle::entries_path(1001, 7));
    // As log_fuzz.cpp numbers its leaves and its files.
    std::vector<Digest> events;
    std::vector<Digest> hashes;
    for (int i = 0; i < 260; ++i) {
        events.push_back(sha256(std::to_string(i)));
        hashes.push_back(merkle::leaf_hash(events.back().view()));
    }
    const auto nothing = [](const merkle::TileCoordinate&) { return std::string(); };
    const auto tiles = merkle::grown_tiles(0, hashes, nothing).value();
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        seeds["log"].push_back(std::string(1, static_cast<char>(i + 1)) + tiles[i].hashes);
    }
    const std::span<const Digest> all(events);
    seeds["log"].push_back("\4" + merkle::entry_bundle(all.first(merkle::tile_width)));
    seeds["log"].push_back("\5" + merkle::entry_bundle(all.subspan(merkle::tile_width)));
}

void add_passkeys(Seeds& seeds) {
    const std::string challenge(passkey_challenge_bytes, 'c');
    testing::Authenticator authenticator;
    const auto plain = authenticator.create(challenge);
    const auto used = authenticator.get(challenge);
    authenticator.format = "packed";
    const auto packed = authenticator.create(challenge);
    seeds["cbor"] = {plain.attestation, packed.attestation, authenticator.cose(),
                     std::string("\x83\x1b\x7f\xff\xff\xff\xff\xff\xff\xff\x38\x63\xf6", 13), "\x82\xf5\xa0"};
    seeds["passkey"] = {std::string(1, '\0') + plain.attestation, std::string(1, '\0') + packed.attestation,
                        "\1" + plain.client_data, "\2" + used.authenticator_data + used.signature};
}

void add_witnesses(Seeds& seeds) {
    const NoteSigner log("localhost/daylight", Ed25519PrivateKey::generate());
    const WitnessSigner witness("supervisor.example", Ed25519PrivateKey::generate());
    const Checkpoint checkpoint{"localhost/daylight", 3, sha256("root"), {}};
    const auto note = sign_checkpoint(checkpoint, log);
    seeds["witness"] = {note + witness.cosign(checkpoint_text(checkpoint), 1'772'424'000),
                        witness.verifier().text(), "18446744073709551615",
                        witness_request_text({1, {sha256("a"), sha256("b")}, note})};
}

// The prototype's, by openssl and pkijs, and those that must be refused.
void add_envelopes(Seeds& seeds) {
    std::ifstream file(DAYLIGHT_SOURCE_DIR "/tests/crypto/data/crypto-vectors.json");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto vectors = boost::json::parse(text);
    const auto add = [&](const boost::json::value& one) {
        seeds["envelope"].push_back(from_base64(one.at("envelope_der_b64").get_string()).value());
    };
    for (const auto& [name, opening] : vectors.at("openings").get_object()) {
        add(opening);
        seeds["signed"].push_back(from_base64(opening.at("content_file_b64").get_string()).value());
    }
    for (const auto& negative : vectors.at("negative_envelopes").get_array()) {
        add(negative);
    }
}

void write(const std::filesystem::path& folder, const Seeds& seeds) {
    for (const auto& [target, samples] : seeds) {
        std::filesystem::create_directories(folder / target);
        for (std::size_t i = 0; i < samples.size(); ++i) {
            std::ofstream(folder / target / ("seed-" + std::to_string(i + 1)), std::ios::binary)
                << samples[i];
        }
    }
}

}  // namespace
}  // namespace daylit::fuzz

int main(int count, char** values) {
    if (count != 2) {
        std::cerr << "make_seeds FOLDER\n";
        return 2;
    }
    daylit::fuzz::Seeds seeds;
    daylit::fuzz::add_requests(seeds);
    daylit::fuzz::add_documents(seeds);
    daylit::fuzz::add_certificates(seeds);
    daylit::fuzz::add_tiles(seeds);
    daylit::fuzz::add_passkeys(seeds);
    daylit::fuzz::add_witnesses(seeds);
    daylit::fuzz::add_envelopes(seeds);
    daylit::fuzz::write(values[1], seeds);
    return 0;
}

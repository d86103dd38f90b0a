// An authenticator written for the tests by the standard alone (W3C Web Authentication, level 2, sections 6.1
// and 6.5.4): one credential on P-256. What a case is about is changed in its parts.
#pragma once

#include "base/encoding.hpp"
#include "crypto/webauthn.hpp"

namespace daylit::testing {

class Authenticator {
public:
    std::string id = "a credential's id";
    std::string host = "localhost";
    std::string origin = "https://localhost:8443";
    unsigned flags = 0x05;  // user present, user verified
    std::uint32_t counter = 0;
    std::string format = "none";
    P256PrivateKey key = P256PrivateKey::generate();
    std::string more_client_data = ",\"crossOrigin\":false";
    std::string after;  // what follows the authenticator data

    std::string client_data(const std::string& type, std::string_view challenge) const {
        return "{\"type\":\"" + type + "\",\"challenge\":\"" + to_base64url(challenge) + "\",\"origin\":\"" +
               origin + "\"" + more_client_data + "}";
    }

    AttestationAnswer create(std::string_view challenge) const {
        const auto said = client_data("webauthn.create", challenge);
        const auto data =
            head(flags | 0x40U) + std::string(16, '\0') + size16(id.size()) + id + cose() + after;
        return {said, "\xa3" + text("fmt") + text(format) + text("attStmt") + statement(data, said) +
                          text("authData") + bytes(data)};
    }

    AssertionAnswer get(std::string_view challenge) const {
        const auto said = client_data("webauthn.get", challenge);
        const auto data = head(flags) + after;
        return {said, data, sign(data + std::string(sha256(said).view()))};
    }

    // COSE_Key of ES256 (RFC 9053), as CTAP2 orders it.
    std::string cose() const {
        const auto& spki = key.public_key().spki_der();
        const auto point = spki.substr(spki.size() - 64);
        return from_hex("a5010203262001215820").value() + point.substr(0, 32) + from_hex("225820").value() +
               point.substr(32);
    }

    // The signature as DER.
    std::string sign(const std::string& message) const {
        const auto raw = key.sign(message);
        const auto body = integer(raw.substr(0, 32)) + integer(raw.substr(32));
        return "\x30" + std::string(1, static_cast<char>(body.size())) + body;
    }

    static std::string text(const std::string& value) {
        return std::string(1, static_cast<char>(0x60U + value.size())) + value;
    }
    static std::string bytes(const std::string& value) {
        if (value.size() < 24) {
            return std::string(1, static_cast<char>(0x40U + value.size())) + value;
        }
        return value.size() < 256 ? "\x58" + std::string(1, static_cast<char>(value.size())) + value
                                  : "\x59" + size16(value.size()) + value;
    }

private:
    std::string head(unsigned with) const {
        std::string data(sha256(host).view());
        data += static_cast<char>(with);
        return data + size16(counter >> 16U) + size16(counter & 0xffffU);
    }
    std::string statement(const std::string& data, const std::string& said) const {
        if (format != "packed") {
            return "\xa0";
        }
        return "\xa2" + text("alg") + "\x26" + text("sig") +
               bytes(sign(data + std::string(sha256(said).view())));
    }
    static std::string size16(std::size_t size) {
        return {static_cast<char>(size >> 8U), static_cast<char>(size & 0xffU)};
    }
    static std::string integer(std::string number) {
        while (number.size() > 1 && number[0] == '\0' && static_cast<unsigned char>(number[1]) < 0x80) {
            number.erase(0, 1);
        }
        if (static_cast<unsigned char>(number[0]) >= 0x80) {
            number.insert(0, 1, '\0');
        }
        return "\x02" + std::string(1, static_cast<char>(number.size())) + number;
    }
};

}  // namespace daylit::testing

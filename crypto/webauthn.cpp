#include "crypto/webauthn.hpp"

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "crypto/cbor.hpp"

#include <optional>

namespace daylit {

namespace {

constexpr std::size_t most_client_data = 4096;
constexpr std::size_t most_attestation = 16 * 1024;

// Authenticator data (section 6.1): the digest of the relying party's id, flags, counter, and after a
// registration the credential with its key.
constexpr std::size_t head_bytes = 37;
constexpr std::size_t flags_at = 32;
constexpr std::size_t aaguid_bytes = 16;
constexpr unsigned user_present = 0x01;
constexpr unsigned user_verified = 0x04;
constexpr unsigned backup_eligible = 0x08;
constexpr unsigned backed_up = 0x10;
constexpr unsigned has_credential = 0x40;
constexpr unsigned has_extensions = 0x80;

// COSE (RFC 9052, 9053): labels and values of an ES256 key.
constexpr std::int64_t cose_type = 1;
constexpr std::int64_t cose_algorithm = 3;
constexpr std::int64_t cose_curve = -1;
constexpr std::int64_t cose_x = -2;
constexpr std::int64_t cose_y = -3;
constexpr std::int64_t elliptic = 2;
constexpr std::int64_t es256 = -7;
constexpr std::int64_t p256 = 1;

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::string_view text_of(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string())
                                                  : std::string_view();
}

bool is_number(const CborValue* value, std::int64_t number) {
    return value != nullptr && value->kind == CborValue::Kind::number && value->number == number;
}

const std::string* bytes_of(const CborValue* value) {
    return value != nullptr && value->kind == CborValue::Kind::bytes ? &value->bytes : nullptr;
}

// What the browser says it did (section 5.8.1).
Outcome check_client_data(const RelyingParty& party, std::string_view challenge, std::string_view type,
                          const std::string& client_data, const std::string& field) {
    if (client_data.size() > most_client_data) {
        return refuse("passkey_malformed", field);
    }
    const auto value = parse_json(client_data);
    if (!value || !value->is_object() || text_of(value->get_object(), "type") != type) {
        return refuse("passkey_malformed", field);
    }
    const auto& object = value->get_object();
    if (text_of(object, "challenge") != to_base64url(challenge)) {
        return refuse("passkey_challenge_differs", field);
    }
    const auto* cross = object.if_contains("crossOrigin");
    const bool framed =
        object.contains("topOrigin") || (cross != nullptr && *cross != boost::json::value(false));
    if (text_of(object, "origin") != party.origin || framed) {
        return refuse("passkey_elsewhere", field);
    }
    return Done{};
}

// The first 37 bytes of authenticator data.
Outcome check_head(const RelyingParty& party, std::string_view data, const std::string& field) {
    if (data.size() < head_bytes) {
        return refuse("passkey_malformed", field);
    }
    if (data.substr(0, flags_at) != sha256(party.id).view()) {
        return refuse("passkey_elsewhere", field);
    }
    const auto flags = byte_at(data, flags_at);
    if ((flags & user_present) == 0 || (flags & user_verified) == 0) {
        return refuse("passkey_user_not_verified", field);
    }
    if ((flags & backed_up) != 0 && (flags & backup_eligible) == 0) {
        return refuse("passkey_malformed", field);
    }
    return Done{};
}

std::uint32_t counter_of(std::string_view data) {
    std::uint32_t counter = 0;
    for (std::size_t at = flags_at + 1; at < head_bytes; ++at) {
        counter = counter << 8U | byte_at(data, at);
    }
    return counter;
}

// What follows the head, or the credential: a map of extensions where the flags say so, and nothing more.
bool ends_well(std::string_view rest, unsigned flags) {
    if ((flags & has_extensions) != 0) {
        const auto extensions = take_cbor(rest);
        if (!extensions || extensions->kind != CborValue::Kind::map) {
            return false;
        }
    }
    return rest.empty();
}

Result<P256PublicKey> key_of(const CborValue& cose, const std::string& field) {
    if (!is_number(cose.find(cose_type), elliptic) || !is_number(cose.find(cose_algorithm), es256) ||
        !is_number(cose.find(cose_curve), p256)) {
        return refuse("passkey_algorithm_not_allowed", field);
    }
    const auto* x = bytes_of(cose.find(cose_x));
    const auto* y = bytes_of(cose.find(cose_y));
    if (x == nullptr || y == nullptr) {
        return refuse("passkey_malformed", field);
    }
    return P256PublicKey::from_coordinates(*x, *y, field);
}

Result<RegisteredPasskey> credential_of(const RelyingParty& party, std::string_view data,
                                        const std::string& field) {
    if (auto head = check_head(party, data, field); !head) {
        return head.refusal();
    }
    const auto flags = byte_at(data, flags_at);
    auto rest = data.substr(head_bytes);
    if ((flags & has_credential) == 0 || rest.size() < aaguid_bytes + 2) {
        return refuse("passkey_malformed", field);
    }
    const std::size_t size = byte_at(rest, aaguid_bytes) << 8U | byte_at(rest, aaguid_bytes + 1);
    rest.remove_prefix(aaguid_bytes + 2);
    if (size == 0 || size > most_credential_id || size > rest.size()) {
        return refuse("passkey_malformed", field);
    }
    const std::string id(rest.substr(0, size));
    rest.remove_prefix(size);
    const auto cose = take_cbor(rest);
    if (!cose || cose->kind != CborValue::Kind::map || !ends_well(rest, flags)) {
        return refuse("passkey_malformed", field);
    }
    auto key = key_of(*cose, field);
    if (!key) {
        return key.refusal();
    }
    return RegisteredPasskey{id, std::move(*key), counter_of(data)};
}

// "none" has an empty statement; "packed" is signed by the credential itself, without a certificate.
Outcome check_statement(const CborValue& object, const std::string& data, std::string_view client_data,
                        const P256PublicKey& key, const std::string& field) {
    const auto* format = object.find("fmt");
    const auto* statement = object.find("attStmt");
    if (format == nullptr || format->kind != CborValue::Kind::text || statement == nullptr ||
        statement->kind != CborValue::Kind::map) {
        return refuse("passkey_malformed", field);
    }
    if (format->bytes == "none") {
        return statement->items.empty() ? Outcome(Done{}) : Outcome(refuse("passkey_malformed", field));
    }
    const auto* signature = bytes_of(statement->find("sig"));
    if (format->bytes != "packed" || statement->find("x5c") != nullptr || signature == nullptr ||
        !is_number(statement->find("alg"), es256)) {
        return refuse("passkey_attestation_not_allowed", field);
    }
    return key.verify_der(data + std::string(sha256(client_data).view()), *signature, field);
}

}  // namespace

Result<RegisteredPasskey> check_attestation(const RelyingParty& party, std::string_view challenge,
                                            const AttestationAnswer& answer, const std::string& field) {
    if (auto said = check_client_data(party, challenge, "webauthn.create", answer.client_data, field);
        !said) {
        return said.refusal();
    }
    std::string_view rest = answer.attestation;
    const auto object = rest.size() <= most_attestation ? take_cbor(rest) : std::nullopt;
    const auto* data = object ? bytes_of(object->find("authData")) : nullptr;
    if (data == nullptr || !rest.empty()) {
        return refuse("passkey_malformed", field);
    }
    auto credential = credential_of(party, *data, field);
    if (!credential) {
        return credential;
    }
    if (auto stated = check_statement(*object, *data, answer.client_data, credential->key, field); !stated) {
        return stated.refusal();
    }
    return credential;
}

Result<std::uint32_t> check_assertion(const RelyingParty& party, std::string_view challenge,
                                      const AssertionAnswer& answer, const P256PublicKey& key,
                                      std::uint32_t counter, const std::string& field) {
    if (auto said = check_client_data(party, challenge, "webauthn.get", answer.client_data, field); !said) {
        return said.refusal();
    }
    const std::string_view data = answer.authenticator_data;
    if (auto head = check_head(party, data, field); !head) {
        return head.refusal();
    }
    const auto flags = byte_at(data, flags_at);
    if ((flags & has_credential) != 0 || !ends_well(data.substr(head_bytes), flags)) {
        return refuse("passkey_malformed", field);
    }
    const auto signed_bytes = answer.authenticator_data + std::string(sha256(answer.client_data).view());
    if (auto signature = key.verify_der(signed_bytes, answer.signature, field); !signature) {
        return signature.refusal();
    }
    const auto told = counter_of(data);
    if ((told != 0 || counter != 0) && told <= counter) {
        return refuse("passkey_copied", field);
    }
    return told;
}

}  // namespace daylit

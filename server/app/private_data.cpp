#include "server/app/private_data.hpp"

#include "base/encoding.hpp"
#include "crypto/hmac.hpp"
#include "crypto/random.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/keys.hpp"

namespace daylit::app {

namespace {

std::string told_apart(std::string_view purpose, std::string_view text) {
    std::string message(purpose);
    message.push_back('\0');
    message.append(text);
    return message;
}

}  // namespace

Digest keyed_digest(const Services& services, std::string_view purpose, std::string_view text) {
    return hmac_sha256(services.keys.linking_key, told_apart(purpose, text));
}

bool is_keyed_digest(const Services& services, std::string_view purpose, std::string_view text,
                     std::string_view given) {
    return is_hmac_sha256(services.keys.linking_key, told_apart(purpose, text), given);
}

std::string seal(const Services& services, std::string_view content, std::string_view place) {
    return seal_box(services.keys.sealing_key, content, place);
}

std::string unseal(const Services& services, std::string_view box, std::string_view place) {
    auto content = open_box(services.keys.sealing_key, box, place);
    ensure(content.ok(), "what we sealed opens again");
    return std::string(content->reveal());
}

std::string seal_contact(Act& act, const PersonId& person, const Contact& contact) {
    const auto key = random_secret(sealing_key_bytes);
    act.insert(
        schema::PersonalKeyRow{person, seal(act.services(), key.reveal(), "personal_key:" + person.text)});
    return to_base64(seal_box(key, to_json_text(contact), "contact:" + person.text));
}

std::optional<Contact> open_contact(Act& act, const PersonId& person, const std::string& sealed_base64) {
    const auto row = act.tx.find<schema::PersonalKeyRow>(schema::Lock::none, person);
    const auto box = from_base64(sealed_base64);
    if (!row || !box) {
        return std::nullopt;
    }
    const Secret key(unseal(act.services(), row->sealed_key, "personal_key:" + person.text));
    auto content = open_box(key, *box, "contact:" + person.text);
    if (!content) {
        return std::nullopt;
    }
    auto contact = parse_as<Contact>(content->reveal());
    return contact ? std::optional(std::move(*contact)) : std::nullopt;
}

}  // namespace daylit::app

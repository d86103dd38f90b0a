#include "crypto/jws.hpp"

#include "base/encoding.hpp"

#include <array>

namespace daylit::jws {

namespace {

// The three parts, or nothing when there are more or fewer.
std::optional<std::array<std::string_view, 3>> split(std::string_view compact) {
    const auto first = compact.find('.');
    const auto second = first == compact.npos ? compact.npos : compact.find('.', first + 1);
    if (second == compact.npos || compact.find('.', second + 1) != compact.npos) {
        return std::nullopt;
    }
    return std::array{compact.substr(0, first), compact.substr(first + 1, second - first - 1),
                      compact.substr(second + 1)};
}

// The fields' own codec also takes null for an absent one; a header says only what it has.
bool has_null(const boost::json::object& object) {
    for (const auto& entry : object) {
        if (entry.value().is_null()) {
            return true;
        }
    }
    return false;
}

Result<Header> read_header(std::string_view text, const std::string& field) {
    const auto value = parse_json(text);
    if (!value || !value->is_object() || has_null(value->get_object())) {
        return refuse("malformed_jws", field);
    }
    auto header = from_json<Header>(*value);
    if (!header) {
        return refuse("malformed_jws", field);
    }
    if (header->alg != "ES256") {
        return refuse("jws_algorithm_not_allowed", field);
    }
    return header;
}

std::string header_text(const Header& header) {
    boost::json::object object{{"alg", header.alg}};
    if (header.typ) {
        object["typ"] = *header.typ;
    }
    if (header.kid) {
        object["kid"] = *header.kid;
    }
    return boost::json::serialize(object);
}

}  // namespace

Result<Unverified> parse(std::string_view compact, const std::string& field, std::size_t most) {
    if (compact.size() > most) {
        return refuse("jws_too_large", field, {std::to_string(most)});
    }
    const auto parts = split(compact);
    if (!parts) {
        return refuse("malformed_jws", field);
    }
    auto header = from_base64url((*parts)[0]);
    auto payload = from_base64url((*parts)[1]);
    auto signature = from_base64url((*parts)[2]);
    if (!header || !payload || !signature) {
        return refuse("malformed_jws", field);
    }
    auto fields = read_header(*header, field);
    if (!fields) {
        return std::move(fields).refusal();
    }
    Unverified jws;
    jws.field_ = field;
    jws.header_ = std::move(*fields);
    jws.signing_input_ = compact.substr(0, (*parts)[0].size() + 1 + (*parts)[1].size());
    jws.payload_ = std::move(*payload);
    jws.signature_ = std::move(*signature);
    return jws;
}

Result<Verified> Unverified::verify(const P256PublicKey& key, std::string_view wanted_type) const {
    if (header_.typ.value_or("") != wanted_type) {
        return refuse("jws_wrong_type", field_, {std::string(wanted_type)});
    }
    auto outcome = key.verify(signing_input_, signature_, field_);
    if (!outcome) {
        return std::move(outcome).refusal();
    }
    return Verified{header_, payload_};
}

std::string sign(std::string_view payload, const Header& header, const P256PrivateKey& key) {
    ensure(header.alg == "ES256", "ES256 is the one algorithm that we sign with");
    auto compact = to_base64url(header_text(header)) + "." + to_base64url(payload);
    const auto signature = key.sign(compact);
    return compact + "." + to_base64url(signature);
}

}  // namespace daylit::jws

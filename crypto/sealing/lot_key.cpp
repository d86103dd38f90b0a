#include "crypto/sealing/lot_key.hpp"

namespace daylit::sealing {

std::string lot_key_text(const LotKeyStatement& statement) {
    return to_json_text(statement);
}

Result<LotKeyCertificate> read_lot_key(const Certificate& certificate) {
    const auto text = certificate.statement();
    if (!text) {
        return refuse("lot_key_malformed");
    }
    auto statement = parse_as<LotKeyStatement>(*text);
    if (!statement || statement->format != lot_key_format) {
        return refuse("lot_key_malformed", statement ? "format" : statement.refusal().field);
    }
    if (statement->number < 1 || statement->least_submissions < 1) {
        return refuse("lot_key_malformed", "number");
    }
    // The one accepted spelling of a key ends with its uncompressed point (crypto/p256.hpp).
    const std::string_view spki = certificate.public_key().spki_der();
    const auto point = Point::from_bytes(spki.substr(spki.size() - uncompressed_bytes));
    ensure(point.ok(), "a certificate's key lies on the curve");
    return LotKeyCertificate{certificate, std::move(*statement), *point};
}

P256PublicKey public_key_at(const Point& point) {
    const auto bytes = point.uncompressed();
    auto key = P256PublicKey::from_coordinates(bytes.substr(1, 32), bytes.substr(33));
    ensure(key.ok(), "a point lies on the curve");
    return std::move(*key);
}

}  // namespace daylit::sealing

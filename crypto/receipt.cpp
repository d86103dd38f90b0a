#include "crypto/receipt.hpp"

namespace daylit {

namespace {

// Only the first event of a stream has none before it.
bool is_whole(const Receipt& receipt) {
    return receipt.format == receipt_format && !receipt.kind.empty() && !receipt.stream.empty() &&
           receipt.seq >= 1 && receipt.previous_digest.has_value() == (receipt.seq > 1);
}

}  // namespace

std::string sign_receipt(const Receipt& receipt, const P256PrivateKey& key,
                         const std::string& signer_serial) {
    ensure(is_whole(receipt), "a receipt names kind, stream, seq and, after the first event, the one before");
    return jws::sign(to_json_text(receipt), {"ES256", std::string(receipt_type), signer_serial}, key);
}

Result<Receipt> verify_receipt(const jws::Unverified& statement, const P256PublicKey& key,
                               const std::string& field) {
    const auto verified = statement.verify(key, receipt_type);
    if (!verified) {
        return verified.refusal();
    }
    auto receipt = parse_as<Receipt>(verified->payload);
    return receipt && is_whole(*receipt) ? receipt : Result<Receipt>(refuse("receipt_malformed", field));
}

Result<Receipt> verify_receipt(std::string_view compact, const P256PublicKey& key, const std::string& field) {
    const auto statement = jws::parse(compact, field);
    return statement ? verify_receipt(*statement, key, field) : Result<Receipt>(statement.refusal());
}

}  // namespace daylit

#include "crypto/sealing/group.hpp"

#include "crypto/digest.hpp"
#include "crypto/hmac.hpp"
#include "crypto/openssl.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

namespace daylit::sealing {

namespace {

using Number = std::unique_ptr<BIGNUM, openssl::Freed<BN_clear_free>>;
using Context = std::unique_ptr<BN_CTX, openssl::Freed<BN_CTX_free>>;
using Montgomery = std::unique_ptr<BN_MONT_CTX, openssl::Freed<BN_MONT_CTX_free>>;
using NewPoint = std::unique_ptr<EC_POINT, openssl::Freed<EC_POINT_clear_free>>;

BN_CTX* context() {
    thread_local const Context kept(openssl::need(BN_CTX_secure_new(), "BN_CTX_secure_new"));
    return kept.get();
}

const EC_GROUP* group() {
    static const std::unique_ptr<EC_GROUP, openssl::Freed<EC_GROUP_free>> kept(
        openssl::need(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), "EC_GROUP_new_by_curve_name"));
    return kept.get();
}

const BIGNUM* order() {
    return EC_GROUP_get0_order(group());
}

BN_MONT_CTX* montgomery() {
    static const Montgomery kept = [] {
        Montgomery made(openssl::need(BN_MONT_CTX_new(), "BN_MONT_CTX_new"));
        openssl::need(BN_MONT_CTX_set(made.get(), order(), context()), "BN_MONT_CTX_set");
        return made;
    }();
    return kept.get();
}

Number new_number() {
    Number number(openssl::need(BN_secure_new(), "BN_secure_new"));
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    return number;
}

Number number_of(std::string_view bytes) {
    auto number = new_number();
    openssl::need(BN_bin2bn(openssl::bytes_of(bytes), static_cast<int>(bytes.size()), number.get()),
                  "BN_bin2bn");
    return number;
}

Secret bytes_of_number(const BIGNUM* number) {
    std::string bytes(scalar_bytes, '\0');
    ensure(BN_bn2binpad(number, openssl::bytes_of(bytes), scalar_bytes) == static_cast<int>(scalar_bytes),
           "a number modulo the order has 32 bytes");
    return Secret(std::move(bytes));
}

NewPoint new_point() {
    return NewPoint(openssl::need(EC_POINT_new(group()), "EC_POINT_new"));
}

std::shared_ptr<const EC_POINT> kept_point(NewPoint point) {
    return {point.release(), EC_POINT_clear_free};
}

std::string octets(const EC_POINT* point, point_conversion_form_t form, std::size_t size) {
    std::string bytes(size, '\0');
    ensure(EC_POINT_point2oct(group(), point, form, openssl::bytes_of(bytes), size, context()) == size,
           "a point is not infinity where it is written down");
    return bytes;
}

}  // namespace

// --- numbers ---

Scalar Scalar::zero() {
    return of(0);
}

Scalar Scalar::of(std::uint64_t number) {
    std::string bytes(scalar_bytes, '\0');
    for (std::size_t i = 0; i < sizeof number; ++i) {
        bytes[scalar_bytes - 1 - i] = static_cast<char>((number >> (8U * i)) & 0xffU);
    }
    return Scalar(Secret(std::move(bytes)));
}

Scalar Scalar::drawn(const Secret& random) {
    ensure(random.reveal().size() >= drawn_bytes, "a number is drawn from enough random bytes");
    return reduced(random.reveal());
}

Result<Scalar> Scalar::from_bytes(std::string_view bytes, const std::string& field) {
    if (bytes.size() != scalar_bytes || BN_cmp(number_of(bytes).get(), order()) >= 0) {
        return refuse("malformed_scalar", field);
    }
    return Scalar(Secret(std::string(bytes)));
}

Scalar Scalar::reduced(std::string_view bytes) {
    const auto number = number_of(bytes);
    const auto rest = new_number();
    openssl::need(BN_nnmod(rest.get(), number.get(), order(), context()), "BN_nnmod");
    return Scalar(bytes_of_number(rest.get()));
}

Scalar Scalar::duplicate() const {
    return Scalar(bytes_.duplicate());
}

bool Scalar::is_zero() const {
    return BN_is_zero(number_of(reveal()).get()) == 1;
}

Scalar Scalar::plus(const Scalar& other) const {
    const auto sum = new_number();
    openssl::need(
        BN_mod_add_quick(sum.get(), number_of(reveal()).get(), number_of(other.reveal()).get(), order()),
        "BN_mod_add_quick");
    return Scalar(bytes_of_number(sum.get()));
}

Scalar Scalar::minus(const Scalar& other) const {
    const auto difference = new_number();
    openssl::need(BN_mod_sub_quick(difference.get(), number_of(reveal()).get(),
                                   number_of(other.reveal()).get(), order()),
                  "BN_mod_sub_quick");
    return Scalar(bytes_of_number(difference.get()));
}

// In Montgomery's form one factor suffices: a·R·b·R⁻¹ = a·b.
Scalar Scalar::times(const Scalar& other) const {
    const auto product = new_number();
    const auto factor = number_of(reveal());
    openssl::need(BN_to_montgomery(factor.get(), factor.get(), montgomery(), context()), "BN_to_montgomery");
    openssl::need(BN_mod_mul_montgomery(product.get(), factor.get(), number_of(other.reveal()).get(),
                                        montgomery(), context()),
                  "BN_mod_mul_montgomery");
    return Scalar(bytes_of_number(product.get()));
}

Scalar Scalar::inverse() const {
    ensure(!is_zero(), "zero has no inverse");
    const auto result = new_number();
    openssl::need(BN_mod_inverse(result.get(), number_of(reveal()).get(), order(), context()),
                  "BN_mod_inverse");
    return Scalar(bytes_of_number(result.get()));
}

// --- points ---

Point Point::generator() {
    auto point = new_point();
    openssl::need(EC_POINT_copy(point.get(), EC_GROUP_get0_generator(group())), "EC_POINT_copy");
    return Point(kept_point(std::move(point)));
}

Point Point::infinity() {
    auto point = new_point();
    openssl::need(EC_POINT_set_to_infinity(group(), point.get()), "EC_POINT_set_to_infinity");
    return Point(kept_point(std::move(point)));
}

Result<Point> Point::from_bytes(std::string_view bytes, const std::string& field) {
    const bool compressed = bytes.size() == point_bytes && (bytes[0] == '\x02' || bytes[0] == '\x03');
    const bool uncompressed = bytes.size() == uncompressed_bytes && bytes[0] == '\x04';
    auto point = new_point();
    if ((!compressed && !uncompressed) ||
        EC_POINT_oct2point(group(), point.get(), openssl::bytes_of(bytes), bytes.size(), context()) != 1) {
        openssl::forget_errors();
        return refuse("malformed_point", field);
    }
    return Point(kept_point(std::move(point)));
}

std::string Point::compressed() const {
    return octets(point_.get(), POINT_CONVERSION_COMPRESSED, point_bytes);
}

std::string Point::uncompressed() const {
    return octets(point_.get(), POINT_CONVERSION_UNCOMPRESSED, uncompressed_bytes);
}

std::string Point::x() const {
    return compressed().substr(1);
}

bool Point::is_infinity() const {
    return EC_POINT_is_at_infinity(group(), point_.get()) == 1;
}

Point Point::plus(const Point& other) const {
    auto sum = new_point();
    openssl::need(EC_POINT_add(group(), sum.get(), point_.get(), other.point_.get(), context()),
                  "EC_POINT_add");
    return Point(kept_point(std::move(sum)));
}

Point Point::minus(const Point& other) const {
    auto negated = new_point();
    openssl::need(EC_POINT_copy(negated.get(), other.point_.get()), "EC_POINT_copy");
    openssl::need(EC_POINT_invert(group(), negated.get(), context()), "EC_POINT_invert");
    return plus(Point(kept_point(std::move(negated))));
}

Point Point::times(const Scalar& scalar) const {
    auto product = new_point();
    openssl::need(EC_POINT_mul(group(), product.get(), nullptr, point_.get(),
                               number_of(scalar.reveal()).get(), context()),
                  "EC_POINT_mul");
    return Point(kept_point(std::move(product)));
}

Point Point::generator_times(const Scalar& scalar) {
    auto product = new_point();
    openssl::need(
        EC_POINT_mul(group(), product.get(), number_of(scalar.reveal()).get(), nullptr, nullptr, context()),
        "EC_POINT_mul");
    return Point(kept_point(std::move(product)));
}

bool Point::operator==(const Point& other) const {
    return EC_POINT_cmp(group(), point_.get(), other.point_.get(), context()) == 0;
}

// --- hashing ---

Scalar hash_to_scalar(std::string_view message, std::string_view domain) {
    constexpr std::size_t wanted = 48;
    constexpr std::size_t block = 64;  // of SHA-256
    ensure(domain.size() <= 255, "a domain's name is short");
    const auto suffix = std::string(domain) + static_cast<char>(domain.size());
    const auto hash = [](const std::string& bytes) { return std::string(sha256(bytes).view()); };
    const std::string length{'\0', static_cast<char>(wanted), '\0'};
    const auto first = hash(std::string(block, '\0') + std::string(message) + length + suffix);
    auto last = hash(first + '\x01' + suffix);
    auto uniform = last;
    for (std::size_t i = 0; i < last.size(); ++i) {
        last[i] =
            static_cast<char>(static_cast<unsigned char>(last[i]) ^ static_cast<unsigned char>(first[i]));
    }
    uniform += hash(last + '\x02' + suffix);
    return Scalar::reduced(std::string_view(uniform).substr(0, wanted));
}

Scalar derived_scalar(const Scalar& key, std::string_view text, std::string_view domain) {
    return hash_to_scalar(hmac_sha256(key.bytes(), text).view(), domain);
}

}  // namespace daylit::sealing

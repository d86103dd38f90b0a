// The group of P-256 (SEC 1, FIPS 186-5) as the sealing of bids needs it: numbers modulo its order, points,
// their sums and multiples. Multiplication takes the same time whatever the number is; arithmetic on points
// alone does not, since points are public.
//
// Refusals: malformed_scalar, malformed_point.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ec_point_st;

namespace daylit::sealing {

constexpr std::size_t scalar_bytes = 32;
constexpr std::size_t point_bytes = 33;  // compressed
constexpr std::size_t uncompressed_bytes = 65;
constexpr std::size_t drawn_bytes = 48;

// A number modulo the group's order. It may be a secret: it is wiped, never compared but for zero, and copied
// only where that is said.
class Scalar {
public:
    static Scalar zero();
    static Scalar of(std::uint64_t number);
    // Out of at least 48 random bytes: more than the order has, so that no value is likelier than another.
    static Scalar drawn(const Secret& random);
    // Exactly 32 bytes, big-endian, below the order.
    static Result<Scalar> from_bytes(std::string_view bytes, const std::string& field = {});
    // The same number of any length, as hashing to the group's numbers has it (RFC 9380, 5.3).
    static Scalar reduced(std::string_view bytes);

    Scalar duplicate() const;
    Secret bytes() const { return bytes_.duplicate(); }
    std::string_view reveal() const { return bytes_.reveal(); }
    bool is_zero() const;

    Scalar plus(const Scalar& other) const;
    Scalar minus(const Scalar& other) const;
    Scalar times(const Scalar& other) const;
    Scalar inverse() const;  // of a public number; not of zero

private:
    explicit Scalar(Secret bytes) : bytes_(std::move(bytes)) {}
    Secret bytes_;
};

class Point {
public:
    static Point generator();
    static Point infinity();
    // SEC 1: 33 bytes compressed or 65 uncompressed, on the curve. Infinity and the hybrid form are
    // malformed.
    static Result<Point> from_bytes(std::string_view bytes, const std::string& field = {});

    std::string compressed() const;    // 33 bytes; not of infinity
    std::string uncompressed() const;  // 65 bytes; not of infinity
    std::string x() const;             // 32 bytes: what ECDH agrees upon (SEC 1, 3.3.1)
    bool is_infinity() const;

    Point plus(const Point& other) const;
    Point minus(const Point& other) const;
    Point times(const Scalar& scalar) const;
    static Point generator_times(const Scalar& scalar);

    bool operator==(const Point& other) const;

private:
    explicit Point(std::shared_ptr<const ec_point_st> point) : point_(std::move(point)) {}
    std::shared_ptr<const ec_point_st> point_;  // never changed after it is made, so threads share it
};

// RFC 9380, 5.3.1 with SHA-256 and 48 bytes, reduced: "HashToScalar" of RFC 9497 and of FROST.
Scalar hash_to_scalar(std::string_view message, std::string_view domain);
// A number that only who knows the key can tell, another for each text.
Scalar derived_scalar(const Scalar& key, std::string_view text, std::string_view domain);

}  // namespace daylit::sealing

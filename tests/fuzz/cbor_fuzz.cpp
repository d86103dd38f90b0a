// CBOR as authenticators write it: what is read has one spelling, so that writing it again gives the same
// bytes.
#include "crypto/cbor.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

namespace {

std::string head(unsigned major, std::uint64_t number) {
    const auto with = [major](unsigned low) {
        return std::string(1, static_cast<char>((major << 5U) | low));
    };
    if (number < 24) {
        return with(static_cast<unsigned>(number));
    }
    const unsigned size = number <= 0xff ? 0 : number <= 0xffff ? 1 : number <= 0xffffffff ? 2 : 3;
    auto text = with(24 + size);
    for (int byte = (1 << size) - 1; byte >= 0; --byte) {
        text += static_cast<char>((number >> (8U * static_cast<unsigned>(byte))) & 0xffU);
    }
    return text;
}

std::string written(const CborValue& value) {
    using Kind = CborValue::Kind;
    std::string text;
    switch (value.kind) {
        case Kind::number:
            return value.number >= 0 ? head(0, static_cast<std::uint64_t>(value.number))
                                     : head(1, static_cast<std::uint64_t>(-(value.number + 1)));
        case Kind::bytes:
            return head(2, value.bytes.size()) + value.bytes;
        case Kind::text:
            return head(3, value.bytes.size()) + value.bytes;
        case Kind::array:
            text = head(4, value.items.size());
            break;
        case Kind::map:
            ensure(value.items.size() % 2 == 0, "a map has a value for each key");
            text = head(5, value.items.size() / 2);
            break;
        case Kind::truth:
            return head(7, value.number != 0 ? 21 : 20);
        case Kind::null:
            return head(7, 22);
    }
    for (const auto& item : value.items) {
        text += written(item);
    }
    return text;
}

}  // namespace

void try_input(std::string_view bytes) {
    auto rest = bytes;
    if (const auto value = take_cbor(rest)) {
        ensure(bytes.ends_with(rest) && rest.size() < bytes.size(), "a value is taken off the front");
        ensure(written(*value) == bytes.substr(0, bytes.size() - rest.size()), "a value has one spelling");
    }
}

}  // namespace daylit::fuzz

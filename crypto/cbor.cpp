#include "crypto/cbor.hpp"

#include <cbor.h>

#include <limits>

namespace daylit {

namespace {

constexpr int most_levels = 4;
constexpr int most_values = 256;

// One data item's head, as libcbor's decoder tells it: for an array or a map only how many items follow.
struct Head {
    bool known = false;
    CborValue value;
    std::uint64_t count = 0;
    std::uint64_t size = 0;  // the argument, whose spelling must be the shortest
};

Head& head_of(void* context) {
    return *static_cast<Head*>(context);
}

void take_number(void* context, CborValue::Kind kind, std::uint64_t argument, bool negative) {
    auto& head = head_of(context);
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    head.known = argument <= most;
    head.value.kind = kind;
    head.size = argument;
    const auto number = static_cast<std::int64_t>(argument & most);
    head.value.number = negative ? -1 - number : number;
}

template <class T, bool negative>
void on_number(void* context, T argument) {
    take_number(context, CborValue::Kind::number, argument, negative);
}

template <CborValue::Kind kind>
void on_string(void* context, cbor_data data, std::size_t size) {
    auto& head = head_of(context);
    head.known = true;
    head.value.kind = kind;
    head.value.bytes.assign(reinterpret_cast<const char*>(data), size);
    head.size = size;
}

template <CborValue::Kind kind>
void on_collection(void* context, std::size_t count) {
    auto& head = head_of(context);
    head.known = true;
    head.value.kind = kind;
    head.count = count;
    head.size = count;
}

void on_truth(void* context, bool truth) {
    take_number(context, CborValue::Kind::truth, truth ? 1 : 0, false);
}

void on_null(void* context) {
    head_of(context).known = true;
}

// Whatever has no callback of ours (floats, tags, indefinite lengths, undefined) leaves `known` false.
cbor_callbacks callbacks() {
    auto table = cbor_empty_callbacks;
    table.uint8 = &on_number<std::uint8_t, false>;
    table.uint16 = &on_number<std::uint16_t, false>;
    table.uint32 = &on_number<std::uint32_t, false>;
    table.uint64 = &on_number<std::uint64_t, false>;
    table.negint8 = &on_number<std::uint8_t, true>;
    table.negint16 = &on_number<std::uint16_t, true>;
    table.negint32 = &on_number<std::uint32_t, true>;
    table.negint64 = &on_number<std::uint64_t, true>;
    table.byte_string = &on_string<CborValue::Kind::bytes>;
    table.string = &on_string<CborValue::Kind::text>;
    table.array_start = &on_collection<CborValue::Kind::array>;
    table.map_start = &on_collection<CborValue::Kind::map>;
    table.boolean = &on_truth;
    table.null = &on_null;
    return table;
}

// How many bytes the shortest head with this argument has (RFC 8949, section 4.2.1).
std::size_t shortest_head(std::uint64_t argument) {
    return argument < 24 ? 1 : argument <= 0xff ? 2 : argument <= 0xffff ? 3 : argument <= 0xffffffff ? 5 : 9;
}

bool has_repeated_key(const CborValue& map) {
    for (std::size_t one = 0; one < map.items.size(); one += 2) {
        for (std::size_t other = one + 2; other < map.items.size(); other += 2) {
            if (map.items[one] == map.items[other]) {
                return true;
            }
        }
    }
    return false;
}

class Reader {
public:
    explicit Reader(std::string_view& bytes) : bytes_(bytes) {}

    std::optional<CborValue> take(int level) {
        if (level > most_levels || ++values_ > most_values) {
            return std::nullopt;
        }
        auto head = take_head();
        if (!head) {
            return std::nullopt;
        }
        const bool is_map = head->value.kind == CborValue::Kind::map;
        const auto count = is_map ? 2 * head->count : head->count;
        for (std::uint64_t i = 0; i < count; ++i) {
            auto item = take(level + 1);
            if (!item) {
                return std::nullopt;
            }
            head->value.items.push_back(std::move(*item));
        }
        return is_map && has_repeated_key(head->value) ? std::nullopt : std::optional(std::move(head->value));
    }

private:
    std::optional<Head> take_head() {
        static const auto table = callbacks();
        Head head;
        const auto decoded =
            cbor_stream_decode(reinterpret_cast<cbor_data>(bytes_.data()), bytes_.size(), &table, &head);
        if (decoded.status != CBOR_DECODER_FINISHED || !head.known || head.count > most_values ||
            decoded.read - head.value.bytes.size() != shortest_head(head.size)) {
            return std::nullopt;
        }
        bytes_.remove_prefix(decoded.read);
        return head;
    }

    std::string_view& bytes_;
    int values_ = 0;
};

template <class Key>
const CborValue* find_in(const CborValue& map, const Key& fits) {
    for (std::size_t i = 0; map.kind == CborValue::Kind::map && i < map.items.size(); i += 2) {
        if (fits(map.items[i])) {
            return &map.items[i + 1];
        }
    }
    return nullptr;
}

}  // namespace

const CborValue* CborValue::find(std::int64_t key) const {
    return find_in(*this, [&](const CborValue& at) { return at.kind == Kind::number && at.number == key; });
}

const CborValue* CborValue::find(std::string_view key) const {
    return find_in(*this, [&](const CborValue& at) { return at.kind == Kind::text && at.bytes == key; });
}

std::optional<CborValue> take_cbor(std::string_view& bytes) {
    return Reader(bytes).take(1);
}

}  // namespace daylit

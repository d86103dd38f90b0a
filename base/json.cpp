#include "base/json.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace daylit {

namespace {

// Walks the text once to refuse what Boost.JSON's document parser accepts silently: repeated keys and
// infinities. It knows the path to where it stands, so that the refusal can name it.
class StrictWalker {
public:
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();

    using error_code = boost::json::error_code;
    using string_view = boost::json::string_view;

    const std::optional<std::string>& repeated() const { return repeated_; }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return open(); }
    bool on_object_end(std::size_t, error_code&) { return close(); }
    bool on_array_begin(error_code&) { return open(); }
    bool on_array_end(std::size_t, error_code&) { return close(); }
    bool on_key_part(string_view part, std::size_t, error_code&) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(string_view part, std::size_t, error_code& error) {
        key_.append(part.data(), part.size());
        auto& object = open_.back();
        object.key = std::exchange(key_, {});
        if (!object.keys.insert(*object.key).second) {
            repeated_ = path();
            error = boost::json::error::syntax;
            return false;
        }
        return true;
    }
    bool on_string_part(string_view, std::size_t, error_code&) { return true; }
    bool on_string(string_view, std::size_t, error_code&) { return next_value(); }
    bool on_number_part(string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, string_view, error_code&) { return next_value(); }
    bool on_uint64(std::uint64_t, string_view, error_code&) { return next_value(); }
    // A number beyond floating point would become an infinity that no client can read back.
    bool on_double(auto number, string_view, error_code& error) {
        if (!std::isfinite(number)) {
            error = boost::json::error::syntax;
            return false;
        }
        return next_value();
    }
    bool on_bool(bool, error_code&) { return next_value(); }
    bool on_null(error_code&) { return next_value(); }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    // An open object (with the key last seen) or array (with the index of the value that comes next).
    struct Open {
        std::optional<std::string> key;
        std::size_t index = 0;
        std::set<std::string> keys;
    };

    bool open() {
        open_.emplace_back();
        return true;
    }
    bool close() {
        open_.pop_back();
        return next_value();
    }
    bool next_value() {
        if (!open_.empty()) {
            ++open_.back().index;
        }
        return true;
    }
    std::string path() const {
        std::string path;
        for (const auto& part : open_) {
            path = part.key ? json_detail::join(path, *part.key) : json_detail::at(path, part.index);
        }
        return path;
    }

    std::vector<Open> open_;
    std::string key_;
    std::optional<std::string> repeated_;
};

constexpr std::size_t deepest = 32;

}  // namespace

Result<boost::json::value> parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = deepest;
    boost::json::basic_parser<StrictWalker> walker(options);
    boost::json::error_code error;
    const auto consumed = walker.write_some(false, text.data(), text.size(), error);
    if (walker.handler().repeated()) {
        return refuse("repeated_field", *walker.handler().repeated());
    }
    if (error || consumed != text.size()) {
        return refuse("malformed_json", "", {std::to_string(consumed)});
    }
    auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()), error, {}, options);
    if (error) {
        return refuse("malformed_json", "", {"0"});
    }
    return value;
}

namespace json_detail {

Refusal wrong_type(const std::string& path, std::string_view wanted) {
    return refuse("wrong_type", path, {std::string(wanted)});
}

// A number too large for 64 bits reaches us as floating point; so does one like 1e30.
bool is_beyond_integers(const boost::json::value& value) {
    return value.is_double() && (value.get_double() > Fen::most || value.get_double() < -Fen::most);
}

Result<std::int64_t> read_integer(const boost::json::value& value, const std::string& path,
                                  std::int64_t least, std::int64_t most) {
    const auto out_of_range = [&] {
        return refuse("out_of_range", path, {std::to_string(least), std::to_string(most)});
    };
    if (value.is_uint64() || is_beyond_integers(value)) {
        return out_of_range();
    }
    // 1e3 and 1.0 are floating point to the parser and refused here: an integer is written as one.
    if (!value.is_int64()) {
        return wrong_type(path, "integer");
    }
    const auto number = value.get_int64();
    return number < least || number > most ? Result<std::int64_t>(out_of_range()) : number;
}

}  // namespace json_detail

Result<Fen> JsonCodec<Fen>::read(const boost::json::value& value, const std::string& path) {
    if (value.is_double() && !json_detail::is_beyond_integers(value)) {
        return refuse("not_whole_fen", path);
    }
    auto number = json_detail::read_integer(value, path, 0, Fen::most);
    return number ? Result<Fen>(Fen(*number)) : Result<Fen>(number.refusal());
}

Result<Instant> JsonCodec<Instant>::read(const boost::json::value& value, const std::string& path) {
    return value.is_string() ? parse_instant(value.get_string(), path)
                             : Result<Instant>(json_detail::wrong_type(path, "date-time"));
}

Result<Date> JsonCodec<Date>::read(const boost::json::value& value, const std::string& path) {
    return value.is_string() ? parse_date(value.get_string(), path)
                             : Result<Date>(json_detail::wrong_type(path, "date"));
}

}  // namespace daylit

// A parcel's boundary (GeoJSON) that was taken is still good after it was stored and read again.
#include "auction/terms.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    const auto value = parse_json(bytes);
    if (!value || !value->is_object() || !auction::check_boundary(value->get_object(), "boundary")) {
        return;
    }
    const auto stored = parse_json(boost::json::serialize(*value));
    ensure(stored.ok() && stored->is_object(), "what was written is read");
    const auto text = boost::json::serialize(*stored);
    const auto again = parse_json(text);
    ensure(again.ok() && boost::json::serialize(*again) == text, "and settles");
    ensure(auction::check_boundary(again->get_object(), "boundary").ok() ==
               auction::check_boundary(stored->get_object(), "boundary").ok(),
           "the judgement stays");
}

}  // namespace daylit::fuzz

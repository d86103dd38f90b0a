#include "server/wire/query.hpp"

#include "base/encoding.hpp"

#include <boost/url.hpp>

namespace daylit::wire {

Result<std::map<std::string, std::string>> read_query(std::string_view text) {
    std::map<std::string, std::string> params;
    if (text.empty()) {
        return params;
    }
    const std::string query(text);  // Boost.URL 1.81 reads on to a NUL here, whatever the view's length says
    if (!boost::urls::parse_query(query)) {
        return refuse("malformed_target");
    }
    boost::urls::encoding_opts as_forms_do;
    as_forms_do.space_as_plus = true;
    for (const auto& param : boost::urls::params_view(query, as_forms_do)) {
        if (!params.emplace(param.key, param.value).second) {
            return refuse("query_repeated", is_utf8(param.key) ? param.key : "");
        }
    }
    return params;
}

}  // namespace daylit::wire

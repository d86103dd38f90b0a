#include "tests/house/rules.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace daylit::house {

namespace {

const std::vector<FolderRow> folders{
    {"base", {"base"}},
    {"crypto", {"base", "crypto"}},
    {"crypto/sealing", {"base", "crypto", "crypto/sealing"}},
    {"registry", {"base", "crypto/digest", "registry"}},
    {"auction", {"base", "crypto/digest", "crypto/attachment", "crypto/sealing", "auction"}},
    {"tendering", {"base", "crypto/digest", "crypto/attachment", "crypto/sealing", "tendering"}},
    {"disclosure", {"base", "crypto/digest", "registry", "auction", "tendering", "disclosure"}},
    {"schema",
     {"base", "crypto", "crypto/sealing", "registry", "auction", "tendering", "disclosure", "schema"}},
    {"server/embedded", {"base", "crypto", "schema", "server/embedded"}},
    // It measures what it is told; who tells it, and whom it asks, the shell decides.
    {"server/metrics", {"base", "crypto", "server/metrics"}},
    // It reads what strangers sealed: what it knows of the house is what reading takes.
    {"server/parser", {"base", "crypto", "crypto/sealing", "server/parser"}},
    {"server/app",
     {"base", "crypto", "crypto/sealing", "registry", "auction", "tendering", "disclosure", "schema",
      "server/app"}},
    // The sockets know neither procedures nor the store: they hand a request to whoever handles it.
    {"server/http", {"base", "crypto", "server/http"}},
    {"server/wire",
     {"base", "crypto", "registry", "auction", "tendering", "disclosure", "schema", "server/app",
      "server/http", "server/wire"}},
    {"server/jobs",
     {"base", "crypto", "crypto/sealing", "registry", "auction", "tendering", "disclosure", "schema",
      "server/app", "server/jobs"}},
    // It stands on the public API alone, as an officer does.
    {"server/gate", {"tools"}},
    // Where everything is put together: main and its parts.
    {"server",
     {"base", "crypto", "crypto/sealing", "registry", "auction", "tendering", "disclosure", "schema",
      "server/embedded", "server/metrics", "server/parser", "server/app", "server/http", "server/wire",
      "server/jobs", "server"}},
    // What the command line proves, it proves without the store and without the server.
    {"tools",
     {"base", "crypto", "crypto/sealing", "registry", "auction", "tendering", "disclosure", "tools"}},
    {"tests",
     {"base", "crypto", "crypto/sealing", "registry", "auction", "tendering", "disclosure", "schema",
      "server/embedded", "server/metrics", "server/parser", "server/app", "server/http", "server/wire",
      "server/jobs", "server", "tools", "tests"}},
};

// Libraries that are slow to compile or that only one place should know.
struct HeavyRow {
    std::string_view headers;              // the beginning of their names
    std::vector<std::string_view> places;  // folders or files
    bool in_headers;                       // whether our own headers there may include them
};
const std::vector<HeavyRow> heavy{
    // The witness answers HTTP too, and may not bring in the server: one file of it knows Beast.
    {"boost/beast", {"server/http", "tools/witness/http_service.cpp"}, true},
    {"boost/asio", {"server/http", "tools/witness/http_service.cpp"}, true},
    {"cppconn/", {"schema"}, false},
    {"mysql", {"schema"}, false},
    {"openssl/", {"crypto", "server/http", "base/secret.cpp"}, true},
    {"argon2", {"crypto"}, false},
    {"cbor", {"crypto"}, false},
    {"Poco/", {"server"}, true},
    {"seccomp.h", {"server/parser"}, false},
    {"curl/", {"tools", "server/shell/http_get.cpp", "server/shell/http_post.cpp"}, true},
    {"prometheus/", {"server/metrics"}, false},
    {"nlohmann/", {}, false},
};

struct Include {
    std::string name;
    bool quoted = false;
    std::size_t line = 0;
};

std::optional<Include> read_include(std::string_view line, std::size_t number) {
    constexpr std::string_view space = " \t";
    const auto skip = [&] { line.remove_prefix(std::min(line.find_first_not_of(space), line.size())); };
    skip();
    if (!line.starts_with('#')) {
        return std::nullopt;
    }
    line.remove_prefix(1);
    skip();
    if (!line.starts_with("include")) {
        return std::nullopt;
    }
    line.remove_prefix(std::string_view("include").size());
    skip();
    if (line.empty() || (line.front() != '"' && line.front() != '<')) {
        return std::nullopt;
    }
    const bool quoted = line.front() == '"';
    const auto end = line.find(quoted ? '"' : '>', 1);
    return Include{std::string(line.substr(1, end - 1)), quoted, number};
}

std::vector<Include> includes_of(const SourceFile& file) {
    std::vector<Include> found;
    std::string_view rest = file.literate;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (auto include = read_include(rest.substr(0, end), number)) {
            found.push_back(std::move(*include));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return found;
}

bool exists(const SourceTree& tree, std::string_view path) {
    return std::any_of(tree.begin(), tree.end(), [&](const auto& file) { return file.path == path; });
}

bool may_include(const FolderRow& row, std::string_view header) {
    const auto* target = row_of(header);
    return target != nullptr &&
           std::any_of(row.may_include.begin(), row.may_include.end(), [&](std::string_view entry) {
               return entry == target->folder || header == std::string(entry) + ".hpp";
           });
}

std::optional<std::string> fault_of(const SourceTree& tree, const FolderRow& row, const Include& include) {
    if (!include.quoted) {
        // Our own headers are quoted, so that nobody reaches one by another spelling.
        return exists(tree, include.name) ? std::optional("<" + include.name + "> is ours: quote it")
                                          : std::nullopt;
    }
    if (!exists(tree, include.name)) {
        return "no header " + include.name + " in the checkout";
    }
    return may_include(row, include.name)
               ? std::nullopt
               : std::optional(std::string(row.folder) + " may not include " + include.name);
}

bool is_at_home(const HeavyRow& row, std::string_view path) {
    const bool placed = std::any_of(row.places.begin(), row.places.end(), [&](std::string_view place) {
        return path == place || is_under(path, place);
    });
    return placed && (row.in_headers || !is_header(path));
}

}  // namespace

std::span<const FolderRow> folder_table() {
    return folders;
}

const FolderRow* row_of(std::string_view path) {
    const FolderRow* longest = nullptr;
    for (const auto& row : folders) {
        if (is_under(path, row.folder) &&
            (longest == nullptr || row.folder.size() > longest->folder.size())) {
            longest = &row;
        }
    }
    return longest;
}

Violations wrong_includes(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        const auto* row = row_of(file.path);
        if (row == nullptr) {
            found.push_back({file.path, 1, "its folder has no row in the table of who may include whom"});
            continue;
        }
        for (const auto& include : includes_of(file)) {
            if (auto fault = fault_of(tree, *row, include)) {
                found.push_back({file.path, include.line, std::move(*fault)});
            }
        }
    }
    return found;
}

Violations heavy_headers_elsewhere(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        if (is_under(file.path, "tests")) {
            continue;  // a test may play the other side with any library
        }
        for (const auto& include : includes_of(file)) {
            for (const auto& row : heavy) {
                if (include.name.starts_with(row.headers) && !is_at_home(row, file.path)) {
                    found.push_back({file.path, include.line, "<" + include.name + "> does not belong here"});
                }
            }
        }
    }
    return found;
}

}  // namespace daylit::house

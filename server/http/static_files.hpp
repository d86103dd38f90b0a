// A folder of built pages, read into memory at start: strong ETags, gzip siblings, long caching for hashed
// names.
#pragma once

#include "server/http/message.hpp"

#include <filesystem>
#include <map>
#include <optional>

namespace daylit::http {

class StaticFiles {
public:
    // Reads every regular file below the folder; a "name.gz" is the compressed form of "name". Addresses that
    // are no file and that `is_page` accepts get index.html (the pages route themselves in the browser).
    StaticFiles(const std::filesystem::path& folder, std::function<bool(std::string_view path)> is_page);

    std::optional<Response> find(const Request& request) const;
    bool empty() const { return files_.empty(); }

private:
    struct File {
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> gzip;
        std::string media_type;
        std::string etag;  // of the plain form, without quotation marks
        bool immutable = false;
    };
    static Response answer(const File& file, const Request& request);
    std::map<std::string, File, std::less<>> files_;  // "/assets/app-1a2b.js"
    std::function<bool(std::string_view)> is_page_;
};

}  // namespace daylit::http

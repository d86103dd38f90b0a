#include "server/http/static_files.hpp"

#include "crypto/digest.hpp"

#include <fstream>
#include <sstream>

namespace daylit::http {

namespace {

std::string media_type_of(const std::filesystem::path& name) {
    static const std::map<std::string, std::string> types{{".html", "text/html; charset=utf-8"},
                                                          {".js", "text/javascript; charset=utf-8"},
                                                          {".css", "text/css; charset=utf-8"},
                                                          {".json", "application/json"},
                                                          {".svg", "image/svg+xml"},
                                                          {".png", "image/png"},
                                                          {".ico", "image/x-icon"},
                                                          {".woff2", "font/woff2"},
                                                          {".txt", "text/plain; charset=utf-8"},
                                                          {".webmanifest", "application/manifest+json"}};
    const auto found = types.find(name.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

}  // namespace

StaticFiles::StaticFiles(const std::filesystem::path& folder, std::function<bool(std::string_view)> is_page)
    : is_page_(std::move(is_page)) {
    if (!std::filesystem::is_directory(folder)) {
        return;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        auto name = "/" + std::filesystem::relative(entry.path(), folder).generic_string();
        auto bytes = std::make_shared<const std::string>(read_file(entry.path()));
        if (name.ends_with(".gz")) {
            files_[name.substr(0, name.size() - 3)].gzip = std::move(bytes);
            continue;
        }
        auto& file = files_[name];
        file.media_type = media_type_of(entry.path());
        file.etag = sha256(*bytes).hex().substr(0, 32);
        file.immutable = name.starts_with("/assets/");
        file.plain = std::move(bytes);
    }
}

namespace {

// Whether an Accept-Encoding value takes gzip: named, and not with a weight of zero.
bool takes_gzip(std::string_view accepted) {
    const auto at = accepted.find("gzip");
    if (at == std::string_view::npos) {
        return false;
    }
    const auto rest = accepted.substr(at, std::min(accepted.find(',', at), accepted.size()) - at);
    const auto weight = rest.find("q=0");
    return weight == std::string_view::npos ||
           rest.find_first_of("123456789", weight + 3) != std::string_view::npos;
}

}  // namespace

Response StaticFiles::answer(const File& file, const Request& request) {
    // A strong validator names bytes, so the compressed form has one of its own.
    const bool compressed = file.gzip != nullptr && takes_gzip(request.header("accept-encoding"));
    const auto etag = compressed ? "\"" + file.etag + "-gzip\"" : "\"" + file.etag + "\"";
    Response response;
    response.headers.emplace_back("ETag", etag);
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back("Cache-Control",
                                  file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.header("if-none-match").find(etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", file.media_type);
    if (compressed) {
        response.headers.emplace_back("Content-Encoding", "gzip");
    }
    response.body = compressed ? file.gzip : file.plain;
    return response;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") {
        return std::nullopt;
    }
    auto found = files_.find(request.path);
    if (found == files_.end() && is_page_(request.path)) {
        found = files_.find("/index.html");
    }
    if (found == files_.end() || !found->second.plain) {
        return std::nullopt;
    }
    return answer(found->second, request);
}

}  // namespace daylit::http

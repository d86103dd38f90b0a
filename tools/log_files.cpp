#include "tools/log_files.hpp"

#include <curl/curl.h>

#include <filesystem>
#include <fstream>

namespace daylit::tools {

namespace {

constexpr std::size_t most_bytes = 64 * 1024;
constexpr long longest_seconds = 30;
constexpr int attempts = 3;

std::size_t append(char* data, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > most_bytes) {
        return 0;  // ends the transfer
    }
    body.append(data, size * count);
    return size * count;
}

class WebFiles : public LogFiles {
public:
    WebFiles(std::string prefix, const std::string& authority)
        : prefix_(std::move(prefix)), handle_(curl_easy_init()) {
        if (!handle_) {
            throw LogFilesAway("libcurl cannot start");
        }
        while (prefix_.ends_with('/')) {
            prefix_.pop_back();
        }
        auto* handle = handle_.get();
        if (!authority.empty()) {
            curl_easy_setopt(handle, CURLOPT_CAINFO, authority.c_str());
        }
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT, longest_seconds);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    }

    std::optional<std::string> get(const std::string& name) override {
        const auto url = prefix_ + "/" + name;
        std::string body;
        auto outcome = CURLE_OK;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            body.clear();
            curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
            curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &body);
            outcome = curl_easy_perform(handle_.get());
            if (outcome == CURLE_OK) {
                break;
            }
        }
        if (outcome != CURLE_OK) {
            throw LogFilesAway(url + ": " + curl_easy_strerror(outcome));
        }
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status == 404) {
            return std::nullopt;
        }
        if (status != 200) {
            throw LogFilesAway(url + ": status " + std::to_string(status));
        }
        return body;
    }

private:
    struct Cleanup {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    std::string prefix_;
    std::unique_ptr<CURL, Cleanup> handle_;
};

class FolderFiles : public LogFiles {
public:
    explicit FolderFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::optional<std::string> get(const std::string& name) override {
        std::ifstream in(folder_ / name, std::ios::binary);
        if (!in) {
            return std::nullopt;
        }
        std::string bytes(most_bytes, '\0');
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (in.bad()) {
            throw LogFilesAway("cannot read " + (folder_ / name).string());
        }
        bytes.resize(static_cast<std::size_t>(in.gcount()));
        return bytes;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace

bool is_web_address(const std::string& place) {
    return place.starts_with("https://") || place.starts_with("http://");
}

std::unique_ptr<LogFiles> open_log_files(const std::string& place, const std::string& authority) {
    if (is_web_address(place)) {
        return std::make_unique<WebFiles>(place, authority);
    }
    return std::make_unique<FolderFiles>(place);
}

}  // namespace daylit::tools

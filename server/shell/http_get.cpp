#include "server/shell/http_get.hpp"

#include <curl/curl.h>

#include <memory>

namespace daylit::shell {

namespace {

constexpr long most_redirects = 3;

struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct Receiving {
    std::string body;
    std::size_t most_bytes;
    bool too_large = false;
};

std::size_t append(char* data, std::size_t size, std::size_t count, void* into) {
    auto& receiving = *static_cast<Receiving*>(into);
    const auto bytes = size * count;
    if (bytes > receiving.most_bytes - receiving.body.size()) {
        receiving.too_large = true;
        return 0;  // ends the transfer
    }
    receiving.body.append(data, bytes);
    return bytes;
}

// Called about once a second.
int stops(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

}  // namespace

jobs::GetAnswer http_get(const std::string& url, const GetLimits& limits, const std::atomic<bool>& stopping) {
    const std::unique_ptr<CURL, Cleanup> owner(curl_easy_init());
    auto* handle = owner.get();
    if (handle == nullptr) {
        throw std::runtime_error("libcurl cannot start");
    }
    const bool secure = url.starts_with("https://");
    Receiving receiving{"", limits.most_bytes};
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, most_redirects);
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &receiving);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(limits.longest.count()));
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, stops);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stopping));
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    const auto outcome = curl_easy_perform(handle);
    if (receiving.too_large) {
        return {0, "more than " + std::to_string(limits.most_bytes) + " bytes"};
    }
    if (outcome != CURLE_OK) {
        return {0, curl_easy_strerror(outcome)};
    }
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return {static_cast<int>(status), std::move(receiving.body)};
}

}  // namespace daylit::shell

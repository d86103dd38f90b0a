#include "server/shell/http_post.hpp"

#include <curl/curl.h>

#include <memory>
#include <stdexcept>

namespace daylit::shell {

namespace {

constexpr long longest_seconds = 5;
constexpr std::size_t most_bytes = 64 * 1024;

std::size_t append(char* data, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > most_bytes) {
        return 0;  // ends the transfer
    }
    body.append(data, size * count);
    return size * count;
}

struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

jobs::PostAnswer http_post(const std::string& url, const std::string& body, const std::string& content_type) {
    const std::unique_ptr<CURL, Cleanup> owner(curl_easy_init());
    auto* handle = owner.get();
    if (handle == nullptr) {
        throw std::runtime_error("libcurl cannot start");
    }
    const std::unique_ptr<curl_slist, Cleanup> headers(
        curl_slist_append(curl_slist_append(nullptr, "Expect:"), ("Content-Type: " + content_type).c_str()));
    jobs::PostAnswer answer;
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, longest_seconds);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    const auto outcome = curl_easy_perform(handle);
    if (outcome != CURLE_OK) {
        return {0, curl_easy_strerror(outcome)};
    }
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

}  // namespace daylit::shell

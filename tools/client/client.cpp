#include "tools/client/client.hpp"

#include "crypto/random.hpp"

#include <curl/curl.h>

namespace daylit::tools {

namespace {

std::size_t append(char* data, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(data, size * count);
    return size * count;
}

class HeaderList {
public:
    HeaderList() = default;
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;
    ~HeaderList() { curl_slist_free_all(list_); }
    void add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
    curl_slist* get() const { return list_; }

private:
    curl_slist* list_ = nullptr;
};

}  // namespace

std::string Reply::code() const {
    const auto* object = json.if_object();
    const auto* found = object != nullptr ? object->if_contains("code") : nullptr;
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

struct Client::Connection {
    Connection() : handle(curl_easy_init()) {
        if (handle == nullptr) {
            throw std::runtime_error("libcurl cannot start");
        }
    }
    ~Connection() { curl_easy_cleanup(handle); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    CURL* handle;
};

Client::Client(std::string address, std::string authority)
    : address_(std::move(address)), connection_(std::make_unique<Connection>()) {
    auto* handle = connection_->handle;
    curl_easy_setopt(handle, CURLOPT_CAINFO, authority.c_str());
    curl_easy_setopt(handle, CURLOPT_COOKIEFILE, "");  // keep cookies in memory
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
}

Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

void Client::set_patience(std::chrono::seconds patience) {
    curl_easy_setopt(connection_->handle, CURLOPT_TIMEOUT, static_cast<long>(patience.count()));
}

void Client::set_token(Secret token) {
    token_ = std::move(token);
}

Reply Client::send(const std::string& method, const std::string& path, const std::string& media_type,
                   const std::string& body, const std::string& idempotency_key) {
    auto* handle = connection_->handle;
    HeaderList headers;
    headers.add("Origin: " + address_);
    if (!token_.empty()) {
        headers.add("Authorization: Bearer " + std::string(token_.reveal()));
    }
    headers.add("Accept-Language: zh-CN");
    headers.add("Expect:");
    if (!media_type.empty()) {
        headers.add("Content-Type: " + media_type);
    }
    if (!idempotency_key.empty()) {
        headers.add("Idempotency-Key: " + idempotency_key);
    }
    Reply reply;
    curl_easy_setopt(handle, CURLOPT_URL, (address_ + path).c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &reply.body);
    if (method == "GET") {
        curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, nullptr);
    } else {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method.c_str());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
    }
    const auto outcome = curl_easy_perform(handle);
    if (outcome != CURLE_OK) {
        throw ServerAway(method + " " + path + ": " + curl_easy_strerror(outcome));
    }
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    boost::json::error_code error;
    reply.json = boost::json::parse(reply.body, error);
    if (error) {
        reply.json = nullptr;
    }
    return reply;
}

Reply Client::get(const std::string& path) {
    return send("GET", path, "", "", "");
}

Reply Client::post(const std::string& path, const boost::json::value& body) {
    return post(path, body, id_text(random_entropy()));
}

Reply Client::command(const std::string& method, const std::string& path, const std::string& media_type,
                      const std::string& body, const std::string& idempotency_key) {
    auto reply = send(method, path, media_type, body, idempotency_key);
    if (reply.code() != "step_up_required" || password_.empty()) {
        return reply;
    }
    const boost::json::object proof{{"password", std::string(password_.reveal())}};
    const auto confirmed = send("POST", "/api/v1/session/confirm", "application/json",
                                boost::json::serialize(proof), id_text(random_entropy()));
    return confirmed.ok() ? send(method, path, media_type, body, idempotency_key) : confirmed;
}

Reply Client::post(const std::string& path, const boost::json::value& body,
                   const std::string& idempotency_key) {
    return command("POST", path, "application/json", boost::json::serialize(body), idempotency_key);
}

Reply Client::put(const std::string& path, const boost::json::value& body) {
    return command("PUT", path, "application/json", boost::json::serialize(body), id_text(random_entropy()));
}

Reply Client::put_bytes(const std::string& path, const std::string& bytes) {
    return command("PUT", path, "application/octet-stream", bytes, id_text(random_entropy()));
}

Reply Client::post_bytes(const std::string& path, const std::string& media_type, const std::string& bytes) {
    return command("POST", path, media_type, bytes, id_text(random_entropy()));
}

bool Client::sign_in(const std::string& login, const std::string& password) {
    const auto reply = post("/api/v1/session", {{"login", login}, {"password", password}});
    const auto* object = reply.ok() ? reply.json.if_object() : nullptr;
    const auto* inside = object != nullptr ? object->if_contains("signed_in") : nullptr;
    const bool signed_in = inside != nullptr && inside->is_bool() && inside->get_bool();
    password_ = Secret(signed_in ? password : std::string());
    return signed_in;
}

}  // namespace daylit::tools

#include "server/wire/log_resources.hpp"

#include "server/app/log.hpp"
#include "server/wire/dispatcher.hpp"

namespace daylit::wire {

namespace {

constexpr std::string_view prefix = "/log/";
constexpr std::string_view proof_prefix = "proof/";

struct Resource {
    Result<std::string> bytes;
    std::string media_type;
    std::string caching;
};

Resource find(const app::Services& services, std::string_view name) {
    if (name == "checkpoint") {
        return {app::checkpoint_note(services), "text/plain; charset=utf-8", "no-cache"};
    }
    if (name.starts_with(proof_prefix)) {
        const auto proof = app::proof_of_event(services, name.substr(proof_prefix.size()));
        return {proof ? Result<std::string>(tlog_proof_text(*proof)) : proof.refusal(),
                "text/plain; charset=utf-8", "no-cache"};
    }
    return {app::log_tile(services, name), "application/octet-stream", "public, max-age=31536000, immutable"};
}

}  // namespace

bool is_log_resource(std::string_view path) {
    return path.starts_with(prefix);
}

http::Response log_resource(const app::Services& services, const http::Request& request) {
    auto resource = find(services, std::string_view(request.path).substr(prefix.size()));
    if (!resource.bytes) {
        return problem(resource.bytes.refusal(), request);
    }
    http::Response response;
    response.headers = {{"Content-Type", std::move(resource.media_type)},
                        {"Cache-Control", std::move(resource.caching)}};
    response.body = std::make_shared<const std::string>(std::move(*resource.bytes));
    return response;
}

}  // namespace daylit::wire

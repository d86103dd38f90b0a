#include "server/shell/program_door.hpp"

#include "server/app/certificates.hpp"
#include "server/app/keys.hpp"
#include "server/shell/logging.hpp"

#include <Poco/Message.h>

#include <array>

namespace daylit::shell {

namespace {

struct VerdictRow {
    std::string_view code;
    http::ClientVerdict verdict;
};
// Everything else that check_presented refuses is a matter of the moment.
constexpr std::array verdicts{
    VerdictRow{"certificate_malformed", http::ClientVerdict::malformed},
    VerdictRow{"key_not_p256", http::ClientVerdict::malformed},
    VerdictRow{"certificate_wrong_issuer", http::ClientVerdict::foreign},
    VerdictRow{"authority_not_trusted", http::ClientVerdict::foreign},
    VerdictRow{"certificate_not_yet_valid", http::ClientVerdict::not_in_time},
    VerdictRow{"certificate_expired", http::ClientVerdict::not_in_time},
    VerdictRow{"certificate_wrong_use", http::ClientVerdict::wrong_use},
    VerdictRow{"certificate_revoked", http::ClientVerdict::revoked},
    VerdictRow{"certificate_unknown", http::ClientVerdict::unknown},
};

http::ClientVerdict verdict_on(const Refusal& refusal) {
    for (const auto& row : verdicts) {
        if (row.code == refusal.code) {
            return row.verdict;
        }
    }
    const bool of_the_moment = refusal.code.starts_with("revocation_list_");
    return of_the_moment ? http::ClientVerdict::admitted : http::ClientVerdict::malformed;
}

http::ClientVerdict judge(const app::Services& services, const std::string& der) {
    try {
        const auto holder = app::check_presented(services, der);
        if (holder) {
            return http::ClientVerdict::admitted;
        }
        const auto verdict = verdict_on(holder.refusal());
        if (verdict != http::ClientVerdict::admitted) {
            log("programs", Poco::Message::PRIO_INFORMATION, "a client's certificate is refused",
                {{"code", holder.refusal().code}, {"thumbprint", sha256(der).hex()}});
        }
        return verdict;
    } catch (const schema::StoreUnavailable&) {
        return http::ClientVerdict::admitted;  // each request finds it away too, and says so
    } catch (const schema::Conflict&) {
        return http::ClientVerdict::admitted;
    }
}

}  // namespace

http::ClientCertificates program_certificates(const app::Services& services) {
    http::ClientCertificates clients;
    clients.authorities.push_back(services.keys.authority.certificate().pem());
    for (const auto& authority : services.keys.trusted->all()) {
        clients.authorities.push_back(authority.certificate.pem());
    }
    clients.judge = [&services](const std::string& der) { return judge(services, der); };
    return clients;
}

http::ServerOptions program_listener(const http::ServerOptions& main,
                                     const std::vector<std::string>& host_names, int port,
                                     std::size_t most_connections, const app::Services& services) {
    auto options = main;
    options.port = static_cast<unsigned short>(port);
    options.hosts.clear();
    for (const auto& name : host_names) {
        options.hosts.push_back(name + ":" + std::to_string(port));
    }
    options.most_connections = most_connections;
    options.clients = program_certificates(services);
    options.heartbeat = nullptr;  // the feeds are the same, and the main listener gives them the time
    return options;
}

}  // namespace daylit::shell

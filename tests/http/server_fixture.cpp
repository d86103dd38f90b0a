#include "tests/http/server_fixture.hpp"

#include "base/result.hpp"
#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

namespace daylit::http::testing {

namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

// A self-made certificate for localhost; made once, since the clients of these tests trust anybody.
struct TlsFiles {
    TlsFiles() {
        const Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        const Validity validity{now - std::chrono::hours(1), now + std::chrono::hours(24)};
        const auto authority = CertificateAuthority::create({"Test"}, random_serial(), validity).value();
        const auto key = P256PrivateKey::generate();
        CertificateOrder order{
            key.public_key(), {"localhost"}, random_serial(), validity, CertificateUse::tls_server};
        order.dns_names = {"localhost"};
        std::ofstream(folder / "cert.pem") << authority.issue(order).value().pem();
        std::ofstream(folder / "key.pem") << key.pkcs8_pem().reveal();
    }
    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
};

const fs::path& tls_folder() {
    static const TlsFiles files;
    return files.folder;
}

std::shared_ptr<const std::string> text(std::string content) {
    return std::make_shared<const std::string>(std::move(content));
}

}  // namespace

Answer SmallHandler::handle(const Request& request) {
    ++handled;
    if (request.path == "/echo") {  // what came
        return Response{200,
                        {{"Content-Type", "text/plain"}, {"X-Query", request.query}},
                        text(request.method + " " + request.body)};
    }
    if (request.path == "/who") {  // the digest of the client's certificate
        return Response{
            200, {}, text(request.client_certificate ? sha256(*request.client_certificate).hex() : "-")};
    }
    if (request.path == "/leave") {  // a feed whose watcher may go on watching while the gate is shut
        Feed feed;
        feed.topics = {"lot:1"};
        feed.may_watch = [this] {
            ++looked;
            const std::lock_guard lock(mutex_);
            return !open_;
        };
        return feed;
    }
    if (request.path == "/throw") {
        throw std::runtime_error("the store is on fire");
    }
    if (request.path == "/split") {  // a header that would end its line early
        return Response{200, {{"X-Name", "a\r\nSet-Cookie: planted=1"}}, text("x")};
    }
    if (request.path == "/own-policy") {
        return Response{200, {{"content-security-policy", "default-src 'none'"}}, text("x")};
    }
    if (request.path == "/empty") {
        Response response{204, {}, {}};
        response.route = "/empty";
        return response;
    }
    if (request.path == "/wait") {  // until the gate opens
        std::unique_lock lock(mutex_);
        ++waiting;
        opened_.wait(lock, [&] { return open_; });
        return Response{200, {}, text("waited")};
    }
    if (request.path == "/feed") {
        Feed feed;
        feed.topics = {"lot:1"};
        feed.missed = [] { return std::vector<FeedMessage>{{"7", "quote", "missed"}}; };
        return feed;
    }
    return Response{404, {}, text("no")};
}

std::size_t SmallHandler::body_limit(std::string_view, std::string_view path) const {
    return path == "/echo" ? most_body : 0;
}

void SmallHandler::open_gate() {
    {
        const std::lock_guard lock(mutex_);
        open_ = true;
    }
    opened_.notify_all();
}

ServerTest::ServerTest() {
    options.port = 0;
    options.hosts = {"localhost"};
    options.certificate_file = (tls_folder() / "cert.pem").string();
    options.key_file = (tls_folder() / "key.pem").string();
    options.workers = 2;
    options.head_timeout = seconds(1);
    options.body_timeout = seconds(1);
    options.write_timeout = seconds(1);
    options.idle_timeout = seconds(1);
    options.handshake_timeout = seconds(1);
    options.access = [this](const AccessRecord& record) {
        const std::lock_guard lock(mutex_);
        accessed_.push_back(record);
    };
    options.answered = [this](const AnsweredRequest& request) {
        const std::lock_guard lock(mutex_);
        answered_.push_back(std::to_string(request.status) + " " + std::string(request.method) + " " +
                            std::string(request.route) + " " + std::string(request.refusal));
    };
    options.failed = [this](const std::string&, const std::string& what) {
        const std::lock_guard lock(mutex_);
        failures_.push_back(what);
    };
}

ServerTest::~ServerTest() {
    handler.open_gate();
    server.reset();  // its threads tell what they did until the end
}

void ServerTest::start() {
    server = std::make_unique<Server>(options, handler, hub);
    server->start();
}

std::string ServerTest::head(const std::string& request_line, const std::string& lines) {
    return request_line + "\r\nHost: localhost\r\n" + lines + "\r\n";
}

std::string ServerTest::post(const std::string& body) {
    return head("POST /echo HTTP/1.1", "Content-Length: " + std::to_string(body.size()) + "\r\n") + body;
}

std::string ServerTest::get(const std::string& target, const std::string& lines) {
    return head("GET " + target + " HTTP/1.1", lines);
}

std::vector<std::string> ServerTest::answered() {
    const std::lock_guard lock(mutex_);
    return answered_;
}

std::vector<AccessRecord> ServerTest::accessed() {
    const std::lock_guard lock(mutex_);
    return accessed_;
}

std::vector<std::string> ServerTest::failures() {
    const std::lock_guard lock(mutex_);
    return failures_;
}

bool ServerTest::becomes(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + seconds(5);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

}  // namespace daylit::http::testing

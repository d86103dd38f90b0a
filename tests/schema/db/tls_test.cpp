// TLS to a database over TCP: nothing is believed that the named authority did not sign.
#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "server/embedded/database_folder.hpp"
#include "tests/support/test_database.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace daylit::schema {

namespace {

using embedded::DatabaseFolder;
using embedded::Process;
using testing_support::TemporaryFolder;

Validity valid_for(std::chrono::hours hours) {
    const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
    return {now - hours, now + hours};
}

CertificateAuthority new_authority() {
    auto made = CertificateAuthority::create({"Test CA"}, random_serial(), valid_for(std::chrono::hours(48)));
    ensure(made.ok(), made ? "" : made.refusal().code.c_str());
    return std::move(made).value();
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    std::ofstream(path) << text;
    ::chmod(path.c_str(), 0644);
}

int free_port() {
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    ::bind(handle, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(handle);
    return ntohs(address.sin_port);
}

// A mariadbd as an operator would run one: on a port of the loopback, with a certificate for the address that
// is given.
class RemoteDatabase {
public:
    RemoteDatabase(const CertificateAuthority& authority, const std::string& address)
        : folder_(files_.path() / "database",
                  ::geteuid() == 0 ? embedded::find_account("daylight").value() : embedded::own_account()) {
        const auto key = P256PrivateKey::generate();
        CertificateOrder order{
            key.public_key(), {address}, random_serial(), valid_for(std::chrono::hours(24))};
        order.use = CertificateUse::tls_server;
        order.ip_addresses = {address};
        write_file(files_.path() / "server.pem", authority.issue(order).value().pem());
        write_file(files_.path() / "server.key", key.pkcs8_pem().reveal());
        folder_.install();
        folder_.write_options(32);
        replace_networking();
        process_ = Process::start(
            {embedded::find_program("mariadbd"), "--defaults-file=" + folder_.option_file().string()},
            folder_.account(), folder_.log());
        make_user();
    }
    ~RemoteDatabase() {
        process_.ask_to_end();
        process_.ended(std::chrono::seconds(30));
    }

    ConnectionSettings settings(const std::filesystem::path& authority) const {
        return {"", "127.0.0.1", port_, authority.string(), "remote", Secret("password"), ""};
    }

private:
    void replace_networking() {
        std::ifstream in(folder_.option_file());
        std::string text;
        for (std::string line; std::getline(in, line);) {
            text += line == "skip-networking" ? "" : line + "\n";
        }
        text += "bind-address = 127.0.0.1\nport = " + std::to_string(port_) +
                "\nssl-cert = " + (files_.path() / "server.pem").string() +
                "\nssl-key = " + (files_.path() / "server.key").string() + "\n";
        write_file(folder_.option_file(), text);
    }
    void make_user() {
        const ConnectionSettings root{folder_.socket().string(),    "", 0, "",
                                      embedded::own_account().name, {}, ""};
        for (int i = 0; i < 500; ++i) {
            try {
                MariaConnection connection(root, {}, SessionKind::standing);
                connection.run("CREATE USER 'remote'@'127.0.0.1' IDENTIFIED BY 'password' REQUIRE SSL");
                return;
            } catch (const StoreUnavailable&) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        }
        throw std::runtime_error(embedded::last_lines(folder_.log(), 10));
    }

    TemporaryFolder files_;
    DatabaseFolder folder_;
    int port_ = free_port();
    Process process_;
};

class TlsTest : public testing::Test {
protected:
    TlsTest() { write_file(right_, authority_.certificate().pem()); }

    CertificateAuthority authority_ = new_authority();
    TemporaryFolder files_;
    std::filesystem::path right_ = files_.path() / "right.pem";
};

TEST_F(TlsTest, OnlyTheNamedAuthoritysCertificateIsBelievedAndTheConnectionIsEncrypted) {
    const RemoteDatabase database(authority_, "127.0.0.1");
    {
        MariaConnection connection(database.settings(right_), {}, SessionKind::writing);
        const auto row = connection.show("SHOW SESSION STATUS LIKE 'Ssl_version'").at(0);
        EXPECT_EQ(std::get<std::string>(row.at(1)).rfind("TLSv1.", 0), 0U);
    }
    const auto wrong = files_.path() / "wrong.pem";
    write_file(wrong, new_authority().certificate().pem());

    EXPECT_THROW(MariaConnection(database.settings(wrong), {}, SessionKind::writing), StoreUnavailable);
    EXPECT_THROW(MariaConnection(database.settings(files_.path() / "absent.pem"), {}, SessionKind::writing),
                 StoreUnavailable);
    EXPECT_THROW(MariaConnection(database.settings(""), {}, SessionKind::writing), StoreUnavailable)
        << "this user must come with TLS";
}

TEST_F(TlsTest, ACertificateForAnotherHostIsNotBelieved) {
    const RemoteDatabase database(authority_, "127.9.9.9");

    EXPECT_THROW(MariaConnection(database.settings(right_), {}, SessionKind::writing), StoreUnavailable);
}

}  // namespace

}  // namespace daylit::schema

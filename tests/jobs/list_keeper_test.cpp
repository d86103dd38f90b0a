// Revocation lists fetched from where an authority publishes them: what is taken, what is not, what stands as
// an alarm, and when certificates are refused.
#include "server/jobs/list_keeper.hpp"

#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>

namespace daylit::jobs {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* first_url = "http://lists.example/licensed.crl";
constexpr const char* second_url = "https://mirror.example/licensed.crl";

class ListKeeperTest : public ::testing::Test {
protected:
    ListKeeperTest() {
        std::ofstream(folder / "licensed.pem") << outside.certificate().pem();
        configure(R"(["http://lists.example/licensed.crl","https://mirror.example/licensed.crl"])");
    }
    ~ListKeeperTest() override { fs::permissions(folder, fs::perms::owner_all); }

    static CertificateAuthority authority_called(const std::string& name) {
        return CertificateAuthority::create({name}, random_serial(),
                                            {start - hours(24), start + hours(87600)})
            .value();
    }
    void configure(const std::string& urls) {
        std::ofstream(folder / "licensed.json")
            << R"({"uscc_attribute":"2.5.4.97","uscc_prefix":"NTRCN-","crl_url":)" << urls << "}";
        trusted = std::make_unique<app::TrustedAuthorities>(folder);
        keeper = std::make_unique<ListKeeper>(
            *trusted, clock, ListPace{hours(1), minutes(1)},
            [this](const std::string& url) {
                asked.push_back(url);
                return served.contains(url) ? served.at(url) : GetAnswer{0, "nobody answers"};
            },
            [this](const std::string&, const std::string& text) { alarm = text; });
    }

    RevocationOrder order(std::int64_t number, std::vector<std::string> serials = {}) {
        RevocationOrder made{number, clock.now() - minutes(5), clock.now() + hours(12), {}};
        for (auto& serial : serials) {
            made.revoked.push_back({std::move(serial), clock.now() - minutes(10)});
        }
        return made;
    }
    void serve(const std::string& body, const std::string& url = first_url) { served[url] = {200, body}; }
    // At the next moment at which the list is due.
    void run() {
        clock.move(hours(1));
        keeper->run();
    }
    std::string word() {
        const auto checked = trusted->check_not_revoked(trusted->all().at(0), certificate, clock.now(), "c");
        return checked ? "good" : checked.refusal().code;
    }
    std::string file(const std::string& name = "licensed.crl") const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    static inline const Instant start = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + hours(1);
    app::testing::StillClock clock{start};
    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
    CertificateAuthority outside = authority_called("Licensed authority");
    Certificate certificate = outside
                                  .issue({P256PrivateKey::generate().public_key(),
                                          {"王二"},
                                          "5b0102030405060708090a0b0c0d0e0f",
                                          {start - hours(1), start + hours(8760)},
                                          CertificateUse::bidder})
                                  .value();
    std::map<std::string, GetAnswer> served;
    std::vector<std::string> asked;
    std::string alarm = "none was told";
    std::unique_ptr<app::TrustedAuthorities> trusted;
    std::unique_ptr<ListKeeper> keeper;
};

TEST_F(ListKeeperTest, TakesAGoodListAndSilencesItsAlarm) {
    EXPECT_EQ(word(), "revocation_list_missing");
    keeper->run();
    EXPECT_NE(alarm.find("certificates are refused: revocation_list_missing"), std::string::npos) << alarm;
    EXPECT_NE(alarm.find("nobody answers"), std::string::npos) << alarm;
    const auto list = outside.revoke(order(1));
    serve(list.pem());
    run();
    EXPECT_EQ(alarm, "");
    EXPECT_EQ(word(), "good");
    EXPECT_EQ(file(), list.der());
    EXPECT_FALSE(fs::exists(folder / "licensed.crl.new"));
    // A program that starts anew goes on with it.
    EXPECT_TRUE(app::TrustedAuthorities(folder).check_list(trusted->all().at(0), clock.now(), "").ok());
}

TEST_F(ListKeeperTest, LearnsARevocation) {
    serve(outside.revoke(order(1)).der());
    run();
    EXPECT_EQ(word(), "good");
    serve(outside.revoke(order(2, {certificate.serial()})).der());
    run();
    EXPECT_EQ(word(), "certificate_revoked");
}

TEST_F(ListKeeperTest, KeepsWhatItHasOfAListThatCannotBeTrusted) {
    const auto kept = outside.revoke(order(5, {certificate.serial()}));
    serve(kept.der());
    run();
    const auto same_name = authority_called("Licensed authority");
    auto stale = order(6);
    stale.this_update -= hours(72);
    stale.next_update -= hours(60);
    auto future = order(6);
    future.this_update += hours(20);
    future.next_update += hours(20);
    auto older = order(6);
    older.this_update -= hours(6);
    const std::vector<std::pair<std::string, std::string>> rows{
        {same_name.revoke(order(6)).der(), "revocation_list_wrong_issuer"},
        {authority_called("Another").revoke(order(6)).der(), "revocation_list_wrong_issuer"},
        {"<html>it works</html>", "revocation_list_malformed"},
        {"", "revocation_list_malformed"},
        {outside.revoke(stale).der(), "revocation_list_stale"},
        {outside.revoke(future).der(), "revocation_list_stale"},
        {outside.revoke(older).der(), "revocation_list_set_back"},
        {outside.revoke(order(4)).der(), "revocation_list_set_back"},
        {outside.revoke(order(5)).der(), "revocation_list_set_back"},
    };
    for (const auto& [body, code] : rows) {
        serve(body);
        run();
        EXPECT_NE(alarm.find(std::string(first_url) + ": " + code), std::string::npos)
            << code << ": " << alarm;
        EXPECT_EQ(word(), "certificate_revoked") << code;
        EXPECT_EQ(file(), kept.der()) << code;
    }
    serve(kept.der());
    run();
    EXPECT_EQ(alarm, "") << "the same list again is good news";
}

TEST_F(ListKeeperTest, GoesOnWithTheKeptOneUntilItRunsOutAndThenRefuses) {
    serve(outside.revoke(order(1)).der());
    run();
    served[first_url] = {503, "busy"};
    for (int i = 0; i < 10; ++i) {
        run();
        EXPECT_EQ(word(), "good") << i;
        EXPECT_NE(alarm.find("answered 503"), std::string::npos) << alarm;
        EXPECT_EQ(alarm.find("certificates are refused"), std::string::npos) << alarm;
    }
    run();
    EXPECT_EQ(word(), "revocation_list_stale");
    EXPECT_NE(alarm.find("certificates are refused: revocation_list_stale"), std::string::npos) << alarm;
    serve(outside.revoke(order(2)).der());
    clock.move(minutes(1));
    keeper->run();
    EXPECT_EQ(word(), "good");
    EXPECT_EQ(alarm, "");
}

TEST_F(ListKeeperTest, AsksEachHourAndEachMinuteWhileItFails) {
    keeper->run();
    EXPECT_EQ(asked, (std::vector<std::string>{first_url, second_url}));
    clock.move(minutes(1) - Milliseconds(1));
    keeper->run();
    EXPECT_EQ(asked.size(), 2U);
    serve(outside.revoke(order(1)).der());
    clock.move(Milliseconds(1));
    keeper->run();
    EXPECT_EQ(asked.size(), 3U) << "the second is not needed";
    clock.move(hours(1) - Milliseconds(1));
    keeper->run();
    EXPECT_EQ(asked.size(), 3U);
    clock.move(Milliseconds(1));
    keeper->run();
    EXPECT_EQ(asked.size(), 4U);
}

TEST_F(ListKeeperTest, TakesTheMirrorsWhereTheFirstIsBad) {
    serve("no list", first_url);
    serve(outside.revoke(order(1)).der(), second_url);
    run();
    EXPECT_EQ(word(), "good");
    EXPECT_EQ(alarm, "");
}

TEST_F(ListKeeperTest, LeavesTheListToTheOperatorWhereNoAddressIsNamed) {
    configure("null");
    keeper->run();
    EXPECT_TRUE(asked.empty());
    EXPECT_NE(alarm.find("revocation_list_missing"), std::string::npos) << alarm;
    std::ofstream(folder / "licensed.crl", std::ios::binary) << outside.revoke(order(1)).der();
    keeper->run();
    EXPECT_EQ(alarm, "");
    clock.move(hours(13));
    keeper->run();
    EXPECT_NE(alarm.find("revocation_list_stale"), std::string::npos) << alarm;
}

TEST_F(ListKeeperTest, SaysWhenItCannotWrite) {
    serve(outside.revoke(order(1)).der());
    fs::create_directories(folder / "licensed.crl.new");  // stands where the new one is written
    run();
    EXPECT_NE(alarm.find("cannot write"), std::string::npos) << alarm;
    EXPECT_EQ(word(), "revocation_list_missing");
    fs::remove(folder / "licensed.crl.new");
    run();
    EXPECT_EQ(word(), "good");
}

TEST_F(ListKeeperTest, TakesNoAddressOfAnotherKind) {
    EXPECT_THROW(configure(R"(["file:///etc/passwd"])"), std::runtime_error);
    EXPECT_THROW(configure(R"(["ldap://lists.example/cn=licensed"])"), std::runtime_error);
    EXPECT_THROW(configure(R"("http://lists.example/")"), std::runtime_error) << "a list of addresses";
}

}  // namespace
}  // namespace daylit::jobs

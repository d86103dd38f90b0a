// Time stamps both ways with the stock openssl command, which is the authority here and the other reader.
#include "crypto/time_stamp.hpp"

#include "tests/crypto/stamp_authority.hpp"

#include <openssl/pem.h>
#include <openssl/ts.h>

#include <set>

namespace daylit {
namespace {

using testing::instant;
using testing::with_bit_flipped;

std::string word(const Result<Instant>& outcome) {
    return outcome ? "ok" : outcome.refusal().code;
}

// A granted TimeStampResp around a token.
std::string response_of(const std::string& token) {
    const auto body = std::string("\x30\x03\x02\x01\x00", 5) + token;
    return {"\x30\x82" + std::string{static_cast<char>(body.size() >> 8), static_cast<char>(body.size())} +
            body};
}

class TimeStamp : public testing::OpensslTest {
protected:
    void SetUp() override {
        OpensslTest::SetUp();
        if (!IsSkipped()) {
            authority.emplace();
            authority->folder.write("data", data);
        }
    }
    TimeStampTrust trust(const std::string& root = "ca") const {
        return TimeStampTrust::from_pem(authority->folder.read(root + ".pem")).value();
    }
    // A stamp of `data` by the certificate of that name.
    std::string stamp(const std::string& signer = "tsa", const std::string& more = "-sha256") const {
        return authority->answer(request.der, signer, more);
    }
    std::string verdict(const std::string& response) const {
        return word(check_time_stamp(response, request, trust()));
    }

    const std::string data = "a checkpoint\n12\nroot\n\n— log signature\n";
    const TimeStampRequest request = make_time_stamp_request(sha256(data));
    std::optional<testing::StampAuthority> authority;
};

TEST_F(TimeStamp, OfAStockAuthorityIsGoodToUsAndToTheStockCommand) {
    const auto before = std::chrono::system_clock::now();
    const auto response = stamp();
    const auto after = std::chrono::system_clock::now();

    const auto at = check_time_stamp(response, request, trust());
    ASSERT_TRUE(at.ok()) << at.refusal().code;
    EXPECT_GE(*at, before - Milliseconds(1));
    EXPECT_LE(*at, after + Milliseconds(1));
    EXPECT_EQ(verify_time_stamp(response, sha256(data), trust()).value(), *at);

    authority->folder.write("kept.tsr", response);
    const auto whole = authority->run("ts -verify -data data -in kept.tsr -CAfile ca.pem");
    EXPECT_NE(whole.output.find("Verification: OK"), std::string::npos) << whole.output;
    authority->folder.write("kept.der", time_stamp_token(response).value());
    const auto token = authority->run("ts -verify -data data -token_in -in kept.der -CAfile ca.pem");
    EXPECT_NE(token.output.find("Verification: OK"), std::string::npos) << token.output;
}

TEST_F(TimeStamp, RequestIsReadByTheStockCommandAndNoTwoAreAlike) {
    authority->folder.write("asked.tsq", request.der);
    const auto text = authority->run("ts -query -in asked.tsq -text").output;
    EXPECT_NE(text.find("Hash Algorithm: sha256"), std::string::npos) << text;
    EXPECT_NE(text.find("Certificate required: yes"), std::string::npos) << text;
    EXPECT_NE(text.find("Nonce: 0x"), std::string::npos) << text;
    std::set<std::string> all;
    std::set<std::size_t> lengths;
    for (int i = 0; i < 100; ++i) {
        const auto der = make_time_stamp_request(sha256(data)).der;
        all.insert(der);
        lengths.insert(der.size());
    }
    EXPECT_EQ(all.size(), 100U);
    EXPECT_EQ(lengths.size(), 1U);
}

TEST_F(TimeStamp, ForTheStockCommandsOwnRequestIsVerified) {
    authority->must("ts -query -data data -sha256 -cert -out own.tsq");
    const auto response = authority->answer(authority->folder.read("own.tsq"));
    EXPECT_EQ(word(verify_time_stamp(response, sha256(data), trust())), "ok");
    EXPECT_EQ(verdict(response), "time_stamp_of_another") << "another nonce than the one that we sent";
}

TEST_F(TimeStamp, OfOtherDataOrAnotherDigestIsOfAnother) {
    const auto response = stamp();
    EXPECT_EQ(word(verify_time_stamp(response, sha256(data + " "), trust())), "time_stamp_of_another");
    EXPECT_EQ(word(check_time_stamp(response, make_time_stamp_request(sha256(data)), trust())),
              "time_stamp_of_another");
    authority->must("ts -query -data data -sha512 -cert -out other.tsq");
    EXPECT_EQ(word(verify_time_stamp(authority->answer(authority->folder.read("other.tsq")), sha256(data),
                                     trust())),
              "time_stamp_of_another");
}

TEST_F(TimeStamp, UnderAnotherRootIsUntrusted) {
    const auto response = stamp();
    authority->make_root("stranger");
    EXPECT_EQ(word(check_time_stamp(response, request, trust("stranger"))), "time_stamp_untrusted");
    // Several may be trusted, and what stands around them in the file does not matter.
    const auto both = TimeStampTrust::from_pem("first\n" + authority->folder.read("stranger.pem") +
                                               "\nthen\n" + authority->root());
    EXPECT_EQ(both->certificates().size(), 2U);
    EXPECT_EQ(word(check_time_stamp(response, request, *both)), "ok");
    // The stamps' own certificate is no root.
    EXPECT_EQ(word(check_time_stamp(response, request, trust("tsa"))), "time_stamp_untrusted");
}

// The stock command signs no stamp with such a certificate, but any CMS.
TEST_F(TimeStamp, ByACertificateThatIsNotForStampsAloneIsUntrusted) {
    authority->folder.write("token", time_stamp_token(stamp()).value());
    authority->must("cms -verify -noverify -inform DER -in token -out content");
    const auto signed_by = [&](const std::string& signer) {
        authority->must(
            "cms -sign -binary -nodetach -nosmimecap -cades -md sha256 -econtent_type id-smime-ct-TSTInfo "
            "-in content -signer " +
            signer + ".pem -inkey " + signer + ".key -outform DER -out made");
        return response_of(authority->folder.read("made"));
    };
    EXPECT_EQ(verdict(signed_by("tsa")), "ok");
    for (const std::string section : {"lax", "also"}) {
        authority->make(section, section);
        EXPECT_EQ(verdict(signed_by(section)), "time_stamp_untrusted") << section;
    }
}

TEST_F(TimeStamp, WithoutACertificateIsUntrusted) {
    authority->must("ts -query -data data -sha256 -out bare.tsq");
    const auto response = authority->answer(authority->folder.read("bare.tsq"));
    EXPECT_EQ(word(verify_time_stamp(response, sha256(data), trust())), "time_stamp_untrusted");
}

TEST_F(TimeStamp, SignedOverSha1OrWithAShortKeyIsUntrusted) {
    EXPECT_EQ(verdict(stamp("tsa", "-sha1")), "time_stamp_untrusted");
    EXPECT_EQ(verdict(stamp("tsa", "-sha384")), "ok");
    authority->make("short", "stamps", "rsa:1024");
    EXPECT_EQ(verdict(stamp("short")), "time_stamp_untrusted");
    authority->make("rsa", "stamps", "rsa:2048");
    EXPECT_EQ(verdict(stamp("rsa")), "ok");
}

TEST_F(TimeStamp, AlteredAnywhereIsNotGood) {
    const auto response = stamp();
    std::map<std::string, int> words;
    for (std::size_t bit = 3; bit < response.size() * 8; bit += 5) {
        const auto altered = with_bit_flipped(response, bit);
        const auto told = verdict(altered);
        // Some bits mean nothing (the list of digests in front of a CMS, BER's other spellings): then all
        // that was signed is what it was.
        if (told == "ok") {
            EXPECT_EQ(check_time_stamp(altered, request, trust()).value(),
                      check_time_stamp(response, request, trust()).value())
                << bit;
        }
        ++words[told];
    }
    EXPECT_GT(words["time_stamp_malformed"], 0);
    EXPECT_GT(words["time_stamp_of_another"], 0);
    EXPECT_GT(words["time_stamp_untrusted"], 0);
    EXPECT_LT(words["ok"], 50) << "of " << response.size() * 8 / 5;
}

TEST_F(TimeStamp, ThatIsRefusedSaysWhy) {
    // An authority that takes SHA-512 alone.
    auto config = std::string(testing::stamp_authority_config);
    config.replace(config.find("sha256, sha512"), 14, "sha512");
    authority->folder.write("tsa.cnf", config);
    const auto outcome = check_time_stamp(stamp(), request, trust());
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.refusal().code, "time_stamp_refused");
    EXPECT_NE(outcome.refusal().values.at(0).find("rejection, badAlg: "), std::string::npos)
        << outcome.refusal().values.at(0);
}

TEST_F(TimeStamp, OfHostileBytesIsMalformed) {
    const auto response = stamp();
    for (const auto& bytes :
         {std::string(), std::string("\x30"), std::string(100, '\x30'), response + "0", response.substr(1),
          response.substr(0, response.size() - 1), std::string(most_time_stamp_bytes + 1, '0'), request.der,
          time_stamp_token(response).value()}) {
        EXPECT_EQ(verdict(bytes), "time_stamp_malformed") << bytes.size();
        EXPECT_FALSE(time_stamp_token(bytes).ok());
    }
    EXPECT_EQ(verdict(response + std::string(1, '\0')), "time_stamp_malformed");
}

TEST_F(TimeStamp, TrustIsReadStrictly) {
    const auto root = authority->root();
    std::string many;
    for (int i = 0; i < 17; ++i) {
        many += root;
    }
    for (const auto& text :
         {std::string(), std::string("none"), authority->folder.read("ca.key"),
          root + authority->folder.read("ca.key"),
          root + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
          root + "-----BEGIN CERTIFICATE-----\nAAAA\n", many, root + std::string(300'000, ' ')}) {
        const auto trust = TimeStampTrust::from_pem(text, "timestamp.ca");
        ASSERT_FALSE(trust.ok()) << text.substr(0, 200);
        EXPECT_EQ(trust.refusal(), refuse("certificate_malformed", "timestamp.ca"));
    }
}

// --- stamps of another time, and such as the stock command would not make ---

class MadeStamp : public ::testing::Test {
protected:
    template <class Owner, class Read>
    static Owner pem(const std::string& text, Read read) {
        BIO* source = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
        Owner owner(read(source, nullptr, nullptr, nullptr));
        BIO_free(source);
        return owner;
    }

    // OpenSSL's own maker of answers, at a moment of our choice.
    std::string stamp(std::chrono::sys_time<std::chrono::microseconds> at) const {
        struct Free {
            void operator()(TS_RESP_CTX* p) const { TS_RESP_CTX_free(p); }
            void operator()(X509* p) const { X509_free(p); }
            void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
            void operator()(ASN1_OBJECT* p) const { ASN1_OBJECT_free(p); }
            void operator()(TS_RESP* p) const { TS_RESP_free(p); }
        };
        const std::unique_ptr<TS_RESP_CTX, Free> context(TS_RESP_CTX_new());
        const auto certificate =
            pem<std::unique_ptr<X509, Free>>(authority.folder.read("tsa.pem"), PEM_read_bio_X509);
        const auto key =
            pem<std::unique_ptr<EVP_PKEY, Free>>(authority.folder.read("tsa.key"), PEM_read_bio_PrivateKey);
        const std::unique_ptr<ASN1_OBJECT, Free> policy(OBJ_txt2obj("1.2.3.4.1", 1));
        TS_RESP_CTX_set_serial_cb(
            context.get(),
            [](TS_RESP_CTX*, void*) {
                auto* number = ASN1_INTEGER_new();
                ASN1_INTEGER_set(number, 7);
                return number;
            },
            nullptr);
        TS_RESP_CTX_set_time_cb(
            context.get(),
            [](TS_RESP_CTX*, void* data, long* seconds, long* micros) {
                const auto since = static_cast<const std::chrono::sys_time<std::chrono::microseconds>*>(data)
                                       ->time_since_epoch();
                *seconds = static_cast<long>(std::chrono::floor<std::chrono::seconds>(since).count());
                *micros =
                    static_cast<long>((since - std::chrono::floor<std::chrono::seconds>(since)).count());
                return 1;
            },
            &at);
        EXPECT_EQ(TS_RESP_CTX_set_signer_cert(context.get(), certificate.get()), 1);
        EXPECT_EQ(TS_RESP_CTX_set_signer_key(context.get(), key.get()), 1);
        EXPECT_EQ(TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256()), 1);
        EXPECT_EQ(TS_RESP_CTX_set_def_policy(context.get(), policy.get()), 1);
        EXPECT_EQ(TS_RESP_CTX_add_md(context.get(), EVP_sha256()), 1);
        EXPECT_EQ(TS_RESP_CTX_set_clock_precision_digits(context.get(), 6), 1);
        BIO* asked = BIO_new_mem_buf(request.der.data(), static_cast<int>(request.der.size()));
        const std::unique_ptr<TS_RESP, Free> response(TS_RESP_create_response(context.get(), asked));
        BIO_free(asked);
        unsigned char* data = nullptr;
        const auto length = i2d_TS_RESP(response.get(), &data);
        std::string der(reinterpret_cast<char*>(data), static_cast<std::size_t>(length));
        OPENSSL_free(data);
        return der;
    }
    Result<Instant> check(const std::string& response) const {
        return check_time_stamp(response, request, TimeStampTrust::from_pem(authority.root()).value());
    }

    testing::StampAuthority authority{"20240101000000Z", "20250101000000Z"};
    const TimeStampRequest request = make_time_stamp_request(sha256("data"));
};

TEST_F(MadeStamp, StaysGoodAfterItsCertificateHasRunOut) {
    const auto then = instant("2024-06-01T12:00:00Z");
    EXPECT_EQ(check(stamp(then)).value(), then);
    EXPECT_EQ(
        verify_time_stamp(stamp(then), sha256("data"), TimeStampTrust::from_pem(authority.root()).value())
            .value(),
        then);
    EXPECT_EQ(word(check(stamp(instant("2025-01-01T00:00:01Z")))), "time_stamp_untrusted");
    EXPECT_EQ(word(check(stamp(instant("2023-12-31T23:59:59Z")))), "time_stamp_untrusted");
}

TEST_F(MadeStamp, TellsNoEarlierMomentThanTheAuthority) {
    const auto then = instant("2024-06-01T12:00:59.250Z");
    const auto moment = [&](int micros) {
        return check(stamp(then + std::chrono::microseconds(micros))).value();
    };
    EXPECT_EQ(moment(0), then);
    EXPECT_EQ(moment(1), then + Milliseconds(1));
    EXPECT_EQ(moment(999), then + Milliseconds(1));
    EXPECT_EQ(moment(749'001), then + Milliseconds(750));
}

}  // namespace
}  // namespace daylit

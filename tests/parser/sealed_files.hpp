// Envelopes of any size, signed and sealed by stock openssl to a key that the test knows.
#pragma once

#include "crypto/sealing/opening.hpp"
#include "server/app/envelopes.hpp"
#include "tests/crypto/openssl_command.hpp"
#include "tests/crypto/sealing/envelopes.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <fstream>
#include <memory>

namespace daylit::parser::testing {

using sealing::testing::at;
using sealing::testing::base64;
using sealing::testing::bytes;
using sealing::testing::envelope_of;
using sealing::testing::in_pieces;
using sealing::testing::point;
using sealing::testing::read;

inline sealing::ByteSource bytes_of_file(const std::filesystem::path& path) {
    auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
    return [file](std::span<char> to) {
        file->read(to.data(), static_cast<std::streamsize>(to.size()));
        return static_cast<std::size_t>(file->gcount());
    };
}

inline sealing::Scalar key_in(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> memory(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free_all);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number);
    std::string bytes(sealing::scalar_bytes, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    BN_free(number);
    return sealing::Scalar::from_bytes(bytes).value();
}

class SealedFiles : public daylit::testing::OpensslTest {
protected:
    void SetUp() override {
        OpensslTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        for (const std::string name : {"lot", "bidder"}) {
            ok("ecparam -name prime256v1 -genkey -noout -out " + name + ".key");
            ok("req -x509 -new -key " + name + ".key -subj /CN=" + name + " -days 30 -out " + name + ".crt");
        }
    }

    void ok(const std::string& command) const {
        const auto outcome = run(command);
        ASSERT_EQ(outcome.status, 0) << command << ": " << outcome.output;
    }

    // Writes contents of so many bytes, and gives the path of what seals them.
    std::filesystem::path sealed(std::size_t size, const std::string& cipher = "-aes-256-gcm") const {
        std::ofstream file(folder.path() / "contents", std::ios::binary);
        for (std::size_t written = 0; written < size;) {
            const auto piece = std::to_string(written * 2654435761U) + std::string(1000, 'x');
            file.write(piece.data(), static_cast<std::streamsize>(std::min(piece.size(), size - written)));
            written += std::min(piece.size(), size - written);
        }
        file.close();
        ok("cms -sign -binary -nodetach -md sha256 -stream -in contents -signer bidder.crt -inkey bidder.key "
           "-outform DER -out signed");
        return sealed_as_it_is("signed", cipher);
    }
    std::filesystem::path sealed_as_it_is(const std::string& name,
                                          const std::string& cipher = "-aes-256-gcm") const {
        ok("cms -encrypt -binary -stream " + cipher + " -in " + name +
           " -outform DER -out sealed -recip lot.crt -keyopt ecdh_kdf_md:sha256");
        return folder.path() / "sealed";
    }

    sealing::Point agreed(const sealing::Envelope& envelope) const {
        return envelope.ephemeral.times(key_in(folder.read("lot.key")));
    }
};

// The prototype's own agreed point, of the opening with this name.
inline sealing::Point agreed_of(const boost::json::value& opening) {
    return point(at("S", opening));
}

}  // namespace daylit::parser::testing

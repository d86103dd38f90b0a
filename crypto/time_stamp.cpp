#include "crypto/time_stamp.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/x509.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace daylit {

namespace {

using openssl::need;

using RequestOwner = std::unique_ptr<TS_REQ, openssl::Freed<TS_REQ_free>>;
using ResponseOwner = std::unique_ptr<TS_RESP, openssl::Freed<TS_RESP_free>>;
using ImprintOwner = std::unique_ptr<TS_MSG_IMPRINT, openssl::Freed<TS_MSG_IMPRINT_free>>;
using AlgorithmOwner = std::unique_ptr<X509_ALGOR, openssl::Freed<X509_ALGOR_free>>;
using ContextOwner = std::unique_ptr<TS_VERIFY_CTX, openssl::Freed<TS_VERIFY_CTX_free>>;
using StoreOwner = std::unique_ptr<X509_STORE, openssl::Freed<X509_STORE_free>>;

constexpr std::size_t most_authority_bytes = 256 * 1024;
constexpr std::size_t most_authorities = 16;
constexpr std::size_t most_words = 300;
constexpr std::size_t nonce_bytes = 16;
constexpr int security_level = 2;  // 112 bits: no SHA-1, no RSA key under 2,048 bits

// --- requests ---

openssl::IntegerOwner fresh_nonce() {
    openssl::IntegerOwner nonce(need(ASN1_INTEGER_new(), "ASN1_INTEGER_new"));
    auto bytes = random_bytes(nonce_bytes);
    bytes.front() = static_cast<char>((bytes.front() & 0x3F) | 0x40);  // so that its length never changes
    need(ASN1_STRING_set(nonce.get(), bytes.data(), static_cast<int>(bytes.size())), "ASN1_STRING_set");
    return nonce;
}

RequestOwner request_for(const Digest& imprint, const ASN1_INTEGER* nonce) {
    RequestOwner request(need(TS_REQ_new(), "TS_REQ_new"));
    const AlgorithmOwner algorithm(need(X509_ALGOR_new(), "X509_ALGOR_new"));
    const ImprintOwner message(need(TS_MSG_IMPRINT_new(), "TS_MSG_IMPRINT_new"));
    auto bytes = imprint.bytes;
    need(X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr), "X509_ALGOR_set0");
    need(TS_MSG_IMPRINT_set_algo(message.get(), algorithm.get()), "TS_MSG_IMPRINT_set_algo");
    need(TS_MSG_IMPRINT_set_msg(message.get(), bytes.data(), static_cast<int>(bytes.size())),
         "TS_MSG_IMPRINT_set_msg");
    need(TS_REQ_set_version(request.get(), 1), "TS_REQ_set_version");
    need(TS_REQ_set_msg_imprint(request.get(), message.get()), "TS_REQ_set_msg_imprint");
    need(TS_REQ_set_cert_req(request.get(), 1), "TS_REQ_set_cert_req");
    if (nonce != nullptr) {
        need(TS_REQ_set_nonce(request.get(), nonce), "TS_REQ_set_nonce");
    }
    return request;
}

// --- what a response says ---

std::string status_word(long status) {
    constexpr std::array words{"granted", "granted with changes", "rejection",
                               "waiting", "a revocation is near", "a revocation has come"};
    return status >= 0 && status < std::ssize(words) ? words[static_cast<std::size_t>(status)]
                                                     : "status " + std::to_string(status);
}

// RFC 3161, 2.4.2.
std::string failure_words(const ASN1_BIT_STRING* failure) {
    constexpr std::array<std::pair<int, const char*>, 8> bits{{{0, "badAlg"},
                                                               {2, "badRequest"},
                                                               {5, "badDataFormat"},
                                                               {14, "timeNotAvailable"},
                                                               {15, "unacceptedPolicy"},
                                                               {16, "unacceptedExtension"},
                                                               {17, "addInfoNotAvailable"},
                                                               {25, "systemFailure"}}};
    std::string words;
    for (const auto& [bit, word] : bits) {
        if (failure != nullptr && ASN1_BIT_STRING_get_bit(failure, bit) == 1) {
            words += std::string(", ") + word;
        }
    }
    return words;
}

bool is_plain_line(std::string_view text) {
    return is_utf8(text) && std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// What the authority wrote, where it is fit to be shown.
std::string status_text(TS_STATUS_INFO* info) {
    auto words = status_word(ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info))) +
                 failure_words(TS_STATUS_INFO_get0_failure_info(info));
    const auto* lines = TS_STATUS_INFO_get0_text(info);
    for (int i = 0; i < sk_ASN1_UTF8STRING_num(lines); ++i) {
        const auto* line = sk_ASN1_UTF8STRING_value(lines, i);
        const std::string text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(line)),
                               static_cast<std::size_t>(ASN1_STRING_length(line)));
        if (is_plain_line(text) && words.size() + text.size() <= most_words) {
            words += ": " + text;
        }
    }
    return words;
}

Result<ResponseOwner> granted_response(std::string_view der) {
    if (der.empty() || der.size() > most_time_stamp_bytes) {
        return refuse("time_stamp_malformed");
    }
    auto response = openssl::whole_der<ResponseOwner>(d2i_TS_RESP, der);
    if (!response) {
        return refuse("time_stamp_malformed");
    }
    auto* info = TS_RESP_get_status_info(response.get());
    const auto status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
    if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) {
        return refuse("time_stamp_refused", {}, {status_text(info)});
    }
    if (TS_RESP_get_token(response.get()) == nullptr || TS_RESP_get_tst_info(response.get()) == nullptr) {
        return refuse("time_stamp_malformed");
    }
    return response;
}

// Digits behind the point as milliseconds, rounded up.
std::optional<Milliseconds> fraction_of(std::string_view time) {
    const auto point = time.find('.');
    if (point == time.npos) {
        return Milliseconds(0);
    }
    std::int64_t value = 0;
    std::int64_t unit = 1000;
    bool more = false;
    for (const char c : time.substr(point + 1)) {
        if (c == 'Z') {
            return Milliseconds(value + (more ? 1 : 0));
        }
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        unit /= 10;
        value += unit * (c - '0');
        more = more || (unit == 0 && c != '0');
    }
    return std::nullopt;
}

std::optional<Instant> moment_of(TS_RESP* response) {
    const auto* time = TS_TST_INFO_get_time(TS_RESP_get_tst_info(response));
    const auto seconds = openssl::instant_of(time);
    const auto fraction = seconds ? fraction_of({reinterpret_cast<const char*>(ASN1_STRING_get0_data(time)),
                                                 static_cast<std::size_t>(ASN1_STRING_length(time))})
                                  : std::nullopt;
    return fraction ? std::optional(*seconds + *fraction) : std::nullopt;
}

// --- who signed it ---

bool signs_by_sound_digests(TS_RESP* response) {
    const auto* signers = PKCS7_get_signer_info(TS_RESP_get_token(response));
    if (sk_PKCS7_SIGNER_INFO_num(signers) != 1) {
        return false;
    }
    X509_ALGOR* digest = nullptr;
    PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(signers, 0), nullptr, &digest, nullptr);
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, digest);
    constexpr std::array sound{NID_sha256, NID_sha384, NID_sha512, NID_sm3};
    return std::ranges::find(sound, OBJ_obj2nid(name)) != sound.end();
}

StoreOwner store_of(const TimeStampTrust& trusted, Instant at) {
    StoreOwner store(need(X509_STORE_new(), "X509_STORE_new"));
    for (const auto& der : trusted.certificates()) {
        const auto certificate = openssl::whole_der<openssl::X509Owner>(d2i_X509, der);
        ensure(certificate != nullptr, "a trusted certificate was read before");
        need(X509_STORE_add_cert(store.get(), certificate.get()), "X509_STORE_add_cert");
    }
    auto* settings = X509_STORE_get0_param(store.get());
    // Not by to_time_t, whose nanoseconds end in 2262: the stamp's year is a stranger's word until it is
    // proven.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    X509_VERIFY_PARAM_set_time(settings, static_cast<std::time_t>(seconds));
    X509_VERIFY_PARAM_set_auth_level(settings, security_level);
    return store;
}

bool holds(TS_VERIFY_CTX* context, TS_RESP* response) {
    const bool good = TS_RESP_verify_response(context, response) == 1;
    openssl::forget_errors();
    return good;
}

Result<Instant> judge(std::string_view der, TS_REQ* request, const TimeStampTrust& trusted) {
    const auto response = granted_response(der);
    if (!response) {
        return response.refusal();
    }
    const auto at = moment_of(response->get());
    if (!at || TS_TST_INFO_get_version(TS_RESP_get_tst_info(response->get())) != 1) {
        return refuse("time_stamp_malformed");
    }
    // First whether it is about what was asked, then whether it is the authority's, so that each says its
    // own. (Where OpenSSL is to look at the signer's name too, it looks at the signature first.)
    const ContextOwner context(need(TS_REQ_to_TS_VERIFY_CTX(request, nullptr), "TS_REQ_to_TS_VERIFY_CTX"));
    const auto nonce = TS_REQ_get_nonce(request) != nullptr ? TS_VFY_NONCE : 0U;
    TS_VERIFY_CTX_set_flags(context.get(), static_cast<int>(TS_VFY_VERSION | TS_VFY_IMPRINT | nonce));
    if (!holds(context.get(), response->get())) {
        return refuse("time_stamp_of_another");
    }
    TS_VERIFY_CTX_set_store(context.get(), store_of(trusted, *at).release());
    TS_VERIFY_CTX_add_flags(context.get(), TS_VFY_SIGNATURE | TS_VFY_SIGNER);
    if (!signs_by_sound_digests(response->get()) || !holds(context.get(), response->get())) {
        return refuse("time_stamp_untrusted");
    }
    return *at;
}

// The next PEM block's bytes, with its label; nothing when there is none, or it has headers.
std::optional<std::pair<std::string, std::string>> next_block(BIO* source) {
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long length = 0;
    if (PEM_read_bio(source, &name, &header, &data, &length) != 1) {
        return std::nullopt;
    }
    std::pair<std::string, std::string> block(
        name, *header == '\0'
                  ? std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length))
                  : std::string());
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(data);
    return block;
}

}  // namespace

Result<TimeStampTrust> TimeStampTrust::from_pem(std::string_view text, const std::string& field) {
    TimeStampTrust trust;
    if (text.size() > most_authority_bytes) {
        return refuse("certificate_malformed", field);
    }
    const auto source = openssl::reading(text);
    while (auto block = next_block(source.get())) {
        if (block->first != "CERTIFICATE" || trust.certificates_.size() == most_authorities ||
            !openssl::whole_der<openssl::X509Owner>(d2i_X509, block->second)) {
            openssl::forget_errors();
            return refuse("certificate_malformed", field);
        }
        trust.certificates_.push_back(std::move(block->second));
    }
    // The end of the text is the one reason that is no fault.
    const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    openssl::forget_errors();
    if (!ended || trust.certificates_.empty()) {
        return refuse("certificate_malformed", field);
    }
    return trust;
}

TimeStampRequest make_time_stamp_request(const Digest& imprint) {
    const auto nonce = fresh_nonce();
    return {openssl::der_of(i2d_TS_REQ, request_for(imprint, nonce.get()).get())};
}

Result<Instant> check_time_stamp(std::string_view response, const TimeStampRequest& request,
                                 const TimeStampTrust& trusted) {
    const auto asked = openssl::whole_der<RequestOwner>(d2i_TS_REQ, request.der);
    ensure(asked != nullptr, "a request that we made can be read");
    return judge(response, asked.get(), trusted);
}

Result<Instant> verify_time_stamp(std::string_view response, const Digest& imprint,
                                  const TimeStampTrust& trusted) {
    return judge(response, request_for(imprint, nullptr).get(), trusted);
}

Result<std::string> time_stamp_token(std::string_view der) {
    const auto response = granted_response(der);
    if (!response) {
        return response.refusal();
    }
    return openssl::der_of(i2d_PKCS7, TS_RESP_get_token(response->get()));
}

}  // namespace daylit

#include "crypto/x509.hpp"

#include "base/encoding.hpp"

#include <openssl/objects.h>

#include <ctime>

namespace daylit::openssl {

namespace {

constexpr std::size_t longest_name = 64;  // ub-common-name, ub-organization-name
constexpr std::string_view code_prefix = "NTRCN-";

using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

Outcome check_text(const std::string& text, const std::string& field) {
    if (text.empty()) {
        return refuse("empty_text", field);
    }
    if (!is_utf8(text)) {
        return refuse("malformed_name", field);
    }
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            return refuse("malformed_name", field);
        }
    }
    return utf8_length(text) > longest_name ? refuse("text_too_long", field, {std::to_string(longest_name)})
                                            : Outcome(Done{});
}

void add_entry(X509_NAME* name, int nid, const std::string& text) {
    need(X509_NAME_add_entry_by_NID(name, nid, MBSTRING_UTF8, bytes_of(std::string_view(text)),
                                    static_cast<int>(text.size()), -1, 0),
         "X509_NAME_add_entry_by_NID");
}

// False when the entry stands twice or is no text; an absent one leaves `into` empty.
bool read_entry(const X509_NAME* name, int nid, std::optional<std::string>& into) {
    const int index = X509_NAME_get_index_by_NID(name, nid, -1);
    if (index < 0) {
        return true;
    }
    if (X509_NAME_get_index_by_NID(name, nid, index) >= 0) {
        return false;
    }
    unsigned char* data = nullptr;
    const int length = ASN1_STRING_to_UTF8(&data, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    const Bytes owner(length >= 0 ? data : nullptr);
    if (length < 0) {
        forget_errors();
        return false;
    }
    into = std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
    return true;
}

}  // namespace

Outcome check_subject(const Subject& subject) {
    auto outcome = check_text(subject.common_name, "common_name");
    if (outcome && subject.organisation) {
        outcome = check_text(*subject.organisation, "organisation");
    }
    if (outcome && subject.uscc) {
        outcome = check_text(*subject.uscc, "uscc");
    }
    return outcome;
}

NameOwner name_of(const Subject& subject) {
    NameOwner name(need(X509_NAME_new(), "X509_NAME_new"));
    add_entry(name.get(), NID_countryName, "CN");
    if (subject.organisation) {
        add_entry(name.get(), NID_organizationName, *subject.organisation);
    }
    if (subject.uscc) {
        add_entry(name.get(), NID_organizationIdentifier, std::string(code_prefix) + *subject.uscc);
    }
    add_entry(name.get(), NID_commonName, subject.common_name);
    return name;
}

std::optional<Subject> subject_of(const X509_NAME* name) {
    std::optional<std::string> common_name;
    Subject subject;
    if (!read_entry(name, NID_commonName, common_name) ||
        !read_entry(name, NID_organizationName, subject.organisation) ||
        !read_entry(name, NID_organizationIdentifier, subject.uscc)) {
        return std::nullopt;
    }
    subject.common_name = common_name.value_or("");
    if (subject.uscc && subject.uscc->starts_with(code_prefix)) {
        subject.uscc->erase(0, code_prefix.size());
    }
    return subject;
}

IntegerOwner integer_of(const std::string& serial_hex) {
    ensure(is_serial_text(serial_hex), "a serial number is 1 to 20 bytes of hex");
    const auto bytes = from_hex(serial_hex);
    const Number number(
        need(BN_bin2bn(bytes_of(std::string_view(*bytes)), static_cast<int>(bytes->size()), nullptr),
             "BN_bin2bn"));
    return IntegerOwner(need(BN_to_ASN1_INTEGER(number.get(), nullptr), "BN_to_ASN1_INTEGER"));
}

std::string hex_of(const ASN1_INTEGER* integer) {
    const Number number(need(ASN1_INTEGER_to_BN(integer, nullptr), "ASN1_INTEGER_to_BN"));
    if (BN_is_negative(number.get()) == 1) {
        return {};
    }
    std::string bytes(static_cast<std::size_t>((BN_num_bits(number.get()) + 7) / 8), '\0');
    BN_bn2bin(number.get(), bytes_of(bytes));
    return to_hex(bytes);
}

TimeOwner time_of(Instant at) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    return TimeOwner(need(ASN1_TIME_set(nullptr, static_cast<std::time_t>(seconds)), "ASN1_TIME_set"));
}

std::optional<Instant> instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) {
        forget_errors();
        return std::nullopt;
    }
    return Instant(std::chrono::seconds(timegm(&parts)));
}

}  // namespace daylit::openssl

// The opening letter: the one sealed text that becomes public at the opening. The tender documents name its
// typed fields; it binds the files that were sealed beside it by their digests, and says whose, for what and
// against which documents it was written, so that no letter counts anywhere else.
//
// Every formal ground for rejection that can be checked is checked here, on the bidder's own machine before
// it seals, and again when the letter is open: by the same rules, with the same words.
#pragma once

#include "base/json.hpp"
#include "base/money.hpp"
#include "crypto/digest.hpp"
#include "tendering/bid_security.hpp"

namespace daylit::tendering {

constexpr std::string_view letter_format = "daylight/letter/1";
constexpr std::size_t most_fields = 40;
constexpr std::size_t most_letter_bytes = 256 * 1024;

// money: fen. days: a whole number. text: one line. yes_or_no: a promise that must be made.
enum class FieldKind { money, days, text, yes_or_no };
BOOST_DESCRIBE_ENUM(FieldKind, money, days, text, yes_or_no)

struct LetterField {
    std::string name;  // "price", "period" …
    std::string label_zh;
    std::string label_en;
    FieldKind kind = FieldKind::text;
    bool required = true;
    std::optional<std::int64_t> least;  // of money and days
    std::optional<std::int64_t> most;   // the ceiling price, the longest period
    bool in_words = false;              // money: "<name>_in_words" stands beside it
    bool operator==(const LetterField&) const = default;
};
BOOST_DESCRIBE_STRUCT(LetterField, (), (name, label_zh, label_en, kind, required, least, most, in_words))

// What the tender documents say of the letter.
struct LetterTerms {
    std::string lot;
    std::string stage;
    std::int64_t documents_version = 0;
    std::vector<LetterField> fields;
    std::vector<std::string> files;  // the other parts, in order: one file each
    BidSecurity security = {};
    bool operator==(const LetterTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(LetterTerms, (), (lot, stage, documents_version, fields, files, security))

struct LetterFile {
    std::string part;
    Digest digest;  // of what was signed and sealed as this part, before it was
    bool operator==(const LetterFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(LetterFile, (), (part, digest))

struct Letter {
    std::string format = std::string(letter_format);
    std::string lot;
    std::string stage;
    std::string bidder;  // unified social credit code
    std::string nonce;   // 16 random bytes at least, in hex: nobody guesses a letter by its digest
    std::int64_t documents_version = 0;
    boost::json::object fields;
    std::vector<LetterFile> files;
    std::optional<std::string> security = {};  // the secret of a transfer's reference, where one was made
    bool operator==(const Letter&) const = default;
};
BOOST_DESCRIBE_STRUCT(Letter, (),
                      (format, lot, stage, bidder, nonce, documents_version, fields, files, security))

// Refuses letter_malformed, naming the field.
Result<Letter> parse_letter(std::string_view text);

// What is wrong with the terms themselves: letter_terms_unsound, with the path.
std::vector<Refusal> check_letter_terms(const LetterTerms& terms);

// Everything that is wrong with the letter, each with its field; nothing when it is formally sound. Refuses
// letter_of_another (lot, stage or bidder), documents_outdated, letter_nonce_short, letter_field_missing,
// letter_field_unknown, letter_field_wrong_type, amount_below_least, amount_above_most, words_differ,
// promise_not_made, letter_files_differ, security_not_asked, security_malformed, security_missing, and what
// texts refuse.
std::vector<Refusal> check_letter(const Letter& letter, const LetterTerms& terms, const std::string& bidder);

}  // namespace daylit::tendering

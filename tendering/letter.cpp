#include "tendering/letter.hpp"

#include "base/codes.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace daylit::tendering {

namespace {

constexpr std::size_t least_nonce_digits = 32;
constexpr std::size_t most_nonce_digits = 128;
constexpr std::size_t most_text = 500;
constexpr std::size_t most_name = 32;
constexpr std::string_view words_suffix = "_in_words";

std::string at(const std::string& name) {
    return "fields." + name;
}

std::string words_name(const LetterField& field) {
    return field.name + std::string(words_suffix);
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= most_name &&
           std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }) &&
           !name.ends_with(words_suffix);
}

bool has_bounds(const LetterField& field) {
    return field.kind == FieldKind::money || field.kind == FieldKind::days;
}

bool is_amount(const boost::json::value& value) {
    return value.is_int64() && value.get_int64() >= 0 && value.get_int64() <= Fen::most;
}

Outcome check_number(const LetterField& field, const boost::json::value& value) {
    if (!is_amount(value)) {
        return refuse("letter_field_wrong_type", at(field.name));
    }
    const auto number = value.get_int64();
    const auto shown = [&](std::int64_t bound) {
        return field.kind == FieldKind::money ? grouped_yuan(Fen(bound)) : std::to_string(bound);
    };
    if (field.least && number < *field.least) {
        return refuse("amount_below_least", at(field.name), {shown(*field.least)});
    }
    if (field.most && number > *field.most) {
        return refuse("amount_above_most", at(field.name), {shown(*field.most)});
    }
    return Done{};
}

Outcome check_value(const LetterField& field, const boost::json::value& value) {
    switch (field.kind) {
        case FieldKind::money:
        case FieldKind::days:
            return check_number(field, value);
        case FieldKind::yes_or_no:
            if (!value.is_bool()) {
                return refuse("letter_field_wrong_type", at(field.name));
            }
            return value.get_bool() || !field.required ? Outcome(Done{})
                                                       : refuse("promise_not_made", at(field.name));
        default:
            if (!value.is_string()) {
                return refuse("letter_field_wrong_type", at(field.name));
            }
            return require_line(value.get_string(), at(field.name), most_text);
    }
}

// The law lets the words prevail over the digits; here a bid in which they differ is not even sealed.
Outcome check_words(const LetterField& field, const boost::json::object& fields) {
    const auto* amount = fields.if_contains(field.name);
    const auto* words = fields.if_contains(words_name(field));
    if (!field.in_words || amount == nullptr || !is_amount(*amount)) {
        return Done{};
    }
    if (words == nullptr) {
        return refuse("letter_field_missing", at(words_name(field)));
    }
    const auto wanted = in_capitals(Fen(amount->get_int64()));
    return words->is_string() && words->get_string() == wanted
               ? Outcome(Done{})
               : refuse("words_differ", at(words_name(field)), {wanted});
}

bool is_known(const LetterTerms& terms, std::string_view name) {
    return std::ranges::any_of(terms.fields, [&](const auto& field) {
        return field.name == name || (field.in_words && words_name(field) == name);
    });
}

void check_fields(const Letter& letter, const LetterTerms& terms, std::vector<Refusal>& found) {
    const auto add = [&](const Outcome& outcome) {
        if (!outcome) {
            found.push_back(outcome.refusal());
        }
    };
    for (const auto& field : terms.fields) {
        const auto* value = letter.fields.if_contains(field.name);
        if (value != nullptr) {
            add(check_value(field, *value));
            add(check_words(field, letter.fields));
        } else if (field.required) {
            found.push_back(refuse("letter_field_missing", at(field.name)));
        }
    }
    for (const auto& one : letter.fields) {
        if (!is_known(terms, one.key())) {
            found.push_back(refuse("letter_field_unknown", at(std::string(one.key()))));
        }
    }
}

bool is_nonce(const std::string& nonce) {
    return nonce.size() >= least_nonce_digits && nonce.size() <= most_nonce_digits &&
           from_hex(nonce).has_value();
}

void check_security(const Letter& letter, const BidSecurity& wanted, std::vector<Refusal>& found) {
    const bool asked = wanted.amount > Fen() && wanted.transfer;
    if (letter.security && !asked) {
        found.push_back(refuse("security_not_asked", "security"));
    } else if (letter.security && !is_security_secret(*letter.security)) {
        found.push_back(refuse("security_malformed", "security"));
    } else if (!letter.security && asked && !wanted.guarantee) {
        found.push_back(refuse("security_missing", "security"));
    }
}

}  // namespace

Result<Letter> parse_letter(std::string_view text) {
    if (text.size() > most_letter_bytes) {
        return refuse("letter_malformed");
    }
    auto letter = parse_as<Letter>(text);
    if (!letter) {
        return refuse("letter_malformed", letter.refusal().field);
    }
    if (letter->format != letter_format) {
        return refuse("letter_malformed", "format");
    }
    if (auto code = require_uscc(letter->bidder, "bidder"); !code) {
        return refuse("letter_malformed", "bidder");
    }
    return letter;
}

std::vector<Refusal> check_letter_terms(const LetterTerms& terms) {
    std::vector<Refusal> found;
    const auto refuse_unless = [&](bool holds, const std::string& path) {
        if (!holds) {
            found.push_back(refuse("letter_terms_unsound", path));
        }
    };
    refuse_unless(!terms.fields.empty() && terms.fields.size() <= most_fields, "fields");
    std::set<std::string> names;
    for (std::size_t i = 0; i < terms.fields.size(); ++i) {
        const auto& field = terms.fields[i];
        const auto path = "fields[" + std::to_string(i) + "].";
        refuse_unless(is_name(field.name) && names.insert(field.name).second, path + "name");
        refuse_unless(require_line(field.label_zh, "", 60).ok(), path + "label_zh");
        refuse_unless(require_line(field.label_en, "", 120).ok(), path + "label_en");
        refuse_unless(has_bounds(field) || !field.least, path + "least");
        refuse_unless(
            (has_bounds(field) || !field.most) && (!field.most || *field.most >= field.least.value_or(0)),
            path + "most");
        refuse_unless(!field.in_words || field.kind == FieldKind::money, path + "in_words");
    }
    auto files = terms.files;
    std::ranges::sort(files);
    refuse_unless(std::ranges::all_of(files, is_name) && std::ranges::adjacent_find(files) == files.end() &&
                      std::ranges::find(files, "letter") == files.end() && files.size() <= 3,
                  "files");
    return found;
}

std::vector<Refusal> check_letter(const Letter& letter, const LetterTerms& terms, const std::string& bidder) {
    std::vector<Refusal> found;
    for (const auto& [field, said, wanted] :
         {std::tuple("lot", letter.lot, terms.lot), std::tuple("stage", letter.stage, terms.stage),
          std::tuple("bidder", letter.bidder, bidder)}) {
        if (said != wanted) {
            found.push_back(refuse("letter_of_another", field));
        }
    }
    if (letter.documents_version != terms.documents_version) {
        found.push_back(
            refuse("documents_outdated", "documents_version",
                   {std::to_string(terms.documents_version), std::to_string(letter.documents_version)}));
    }
    if (!is_nonce(letter.nonce)) {
        found.push_back(refuse("letter_nonce_short", "nonce"));
    }
    check_fields(letter, terms, found);
    if (!std::ranges::equal(letter.files, terms.files, {}, &LetterFile::part)) {
        found.push_back(refuse("letter_files_differ", "files"));
    }
    check_security(letter, terms.security, found);
    return found;
}

}  // namespace daylit::tendering

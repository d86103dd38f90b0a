// What an announcement says, before anybody knows when and under which number it will stand in the catalog.
// Its facts come from the events alone; people write the statement.
#pragma once

#include "base/json.hpp"

#include <span>

namespace daylit::disclosure {

enum class AnnouncementKind {
    listing,
    supplementary,
    suspension,
    resumption,
    termination,
    deal_publicity,
    result,
    correction,
    tender,
    tender_change,
    opening_record,
    tender_failed
};
BOOST_DESCRIBE_ENUM(AnnouncementKind, listing, supplementary, suspension, resumption, termination,
                    deal_publicity, result, correction, tender, tender_change, opening_record, tender_failed)

// How each kind is called where people read it.
struct KindName {
    AnnouncementKind kind;
    std::string_view zh;
    std::string_view en;
};
std::span<const KindName> kind_names();
const KindName& name_of(AnnouncementKind kind);

struct Fact {
    std::string label_zh;
    std::string label_en;
    std::string value;  // as people read it, with its unit; may have several lines
    bool operator==(const Fact&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fact, (), (label_zh, label_en, value))

struct Section {
    std::string heading_zh;
    std::string heading_en;
    std::vector<Fact> facts;
    std::vector<std::string> paragraphs;
    bool operator==(const Section&) const = default;
};
BOOST_DESCRIBE_STRUCT(Section, (), (heading_zh, heading_en, facts, paragraphs))

// The released document that a correction mends.
struct CorrectedDocument {
    DocumentId id;
    std::string index_number;
    std::string title;
    bool operator==(const CorrectedDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(CorrectedDocument, (), (id, index_number, title))

struct AnnouncementContent {
    AnnouncementKind kind = AnnouncementKind::listing;
    std::string title;
    std::string summary;  // at most 100 characters, as the catalog wants it
    std::string issuer;   // full legal name
    std::vector<LotId> lots;
    std::vector<Section> sections;
    std::string statement;     // free text, "" for none
    boost::json::object data;  // the same facts for machines: amounts in whole fen, times in RFC 3339
    std::optional<CorrectedDocument> corrects;
    bool operator==(const AnnouncementContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(AnnouncementContent, (),
                      (kind, title, summary, issuer, lots, sections, statement, data, corrects))

}  // namespace daylit::disclosure

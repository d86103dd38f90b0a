// A released announcement as the bytes that stand for good: a page that is read and printed without any
// script, and JSON for machines. Both are made once, at the release; their digests go into its event, and the
// stored bytes are what everybody gets ever after. So a change here never touches an old document: the style
// sheet has a version in its name, and an old one stays as it is.
#pragma once

#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

// The style sheet that pages of this version link to: document_styles() has its bytes
// (base/embedded_file.hpp), and it is served under this folder.
constexpr std::string_view styles_folder = "/documents/";
constexpr std::string_view style_name = "style-1.css";

struct ReleasedDocument {
    DocumentId id;
    std::string index_number;
    Instant released_at;
    AnnouncementContent content;
};

std::string html_document(const ReleasedDocument& document);
std::string json_document(const ReleasedDocument& document);

// Text as HTML shows it, in elements and in quoted attributes alike.
std::string escaped(std::string_view text);

}  // namespace daylit::disclosure

// The latest announcements as an Atom feed (RFC 4287), for readers and other platforms that follow the
// catalog.
#pragma once

#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

struct FeedEntry {
    DocumentId id;
    std::string title;
    std::string summary;
    AnnouncementKind kind = AnnouncementKind::listing;
    Instant released_at;
};

struct FeedSource {
    std::string address;  // "https://localhost:8443", without a slash at the end
    std::string title;
    std::string author;
    Instant updated_when_empty;
};

// The newest entry first; its release is the feed's date.
std::string atom_feed(const FeedSource& source, const std::vector<FeedEntry>& entries);

}  // namespace daylit::disclosure

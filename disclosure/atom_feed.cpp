#include "disclosure/atom_feed.hpp"

#include "disclosure/document_page.hpp"

namespace daylit::disclosure {

namespace {

std::string element(const std::string& name, std::string_view text) {
    return "<" + name + ">" + escaped(text) + "</" + name + ">\n";
}

std::string link(const std::string& relation, const std::string& type, const std::string& address) {
    return "<link rel=\"" + relation + "\" type=\"" + type + "\" href=\"" + escaped(address) + "\"/>\n";
}

std::string entry(const FeedSource& source, const FeedEntry& one) {
    const auto place = source.address + "/announcements/" + one.id.text;
    return "<entry>\n" + element("id", place + ".html") + element("title", one.title) +
           element("updated", to_rfc3339(one.released_at)) +
           element("published", to_rfc3339(one.released_at)) + element("summary", one.summary) +
           "<category term=\"" + boost::describe::enum_to_string(one.kind, "") + "\" label=\"" +
           escaped(name_of(one.kind).zh) + "\"/>\n" + link("alternate", "text/html", place + ".html") +
           link("alternate", "application/json", place + ".json") + "</entry>\n";
}

}  // namespace

std::string atom_feed(const FeedSource& source, const std::vector<FeedEntry>& entries) {
    const auto updated = entries.empty() ? source.updated_when_empty : entries.front().released_at;
    auto feed =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n" +
        element("id", source.address + "/announcements.atom") + element("title", source.title) + "<author>" +
        element("name", source.author) + "</author>\n" + element("updated", to_rfc3339(updated)) +
        link("self", "application/atom+xml", source.address + "/announcements.atom");
    for (const auto& one : entries) {
        feed += entry(source, one);
    }
    return feed + "</feed>\n";
}

}  // namespace daylit::disclosure

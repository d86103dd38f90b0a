#include "crypto/sealing/release.hpp"

#include <boost/json.hpp>

#include <set>

namespace daylit::sealing {

namespace {

// The digest of the closing list that an event of this lot and stage names.
std::optional<Digest> named_list(const ReleaseTerms& terms, const std::string& body) {
    boost::system::error_code broken;
    const auto value = boost::json::parse(body, broken);
    if (broken || !value.is_object()) {
        return std::nullopt;
    }
    const auto& event = value.get_object();
    const auto text = [](const boost::json::object& object, std::string_view name) {
        const auto* found = object.if_contains(name);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    const auto* data = event.if_contains("data");
    if (text(event, "type") != "submissions_closed" || text(event, "stream") != "tender_lot:" + terms.lot ||
        data == nullptr || !data->is_object() || text(data->get_object(), "stage") != terms.stage) {
        return std::nullopt;
    }
    return Digest::from_hex(text(data->get_object(), "closing_list"));
}

Outcome check_witnesses(const ReleaseTerms& terms, const LogProof& proof) {
    const auto note = parse_note(proof.checkpoint);
    if (!note) {
        return note.refusal();
    }
    const auto opening = std::chrono::ceil<std::chrono::seconds>(terms.opens_at.time_since_epoch()).count();
    std::set<std::string> in_time;
    std::size_t early = 0;
    for (const auto& witness : terms.witnesses) {
        const auto at = witness.cosigned_at(*note);
        if (!at) {
            return at.refusal();
        }
        if (*at && **at >= opening) {
            in_time.insert(witness.id());
        } else if (*at) {
            ++early;
        }
    }
    if (in_time.size() >= terms.least_witnesses) {
        return Done{};
    }
    return in_time.size() + early >= terms.least_witnesses ? refuse("release_too_early")
                                                           : refuse("too_few_witnesses");
}

}  // namespace

Result<ClosingList> check_release(const ReleaseTerms& terms, const ReleaseEvidence& evidence) {
    ensure(terms.least_witnesses > 0, "somebody outside tells the time");
    auto list = parse_closing_list(evidence.list);
    if (!list) {
        return list;
    }
    if (list->lot != terms.lot || list->stage != terms.stage) {
        return refuse("closing_of_another");
    }
    const auto named = named_list(terms, evidence.event_body);
    if (!named || *named != sha256(evidence.list) ||
        evidence.proof.event_digest != sha256(evidence.event_body)) {
        return refuse("closing_not_logged");
    }
    if (auto logged = check_log_proof(evidence.proof, terms.log); !logged) {
        return logged.refusal();
    }
    if (auto witnessed = check_witnesses(terms, evidence.proof); !witnessed) {
        return witnessed.refusal();
    }
    if (std::ssize(list->submissions) < terms.least_submissions) {
        return refuse("too_few_submissions", "", {std::to_string(terms.least_submissions)});
    }
    return list;
}

}  // namespace daylit::sealing

#include "server/app/tendering/closed_parts.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/ceremony.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/parts.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/tendering/submissions.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>
#include <map>

namespace daylit::app {

namespace {

using schema::Lock;
using sealing::Point;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);

// One holder's points, in the list's order. They were proved when they were taken.
std::vector<Point> points_in(const std::string& parts) {
    const auto text = parse_as<sealing::PartsText>(parts);
    ensure(text.ok(), "parts that were taken can be read again");
    std::vector<Point> points;
    for (const auto& hex : text->points) {
        points.push_back(Point::from_bytes(from_hex(hex).value()).value());
    }
    return points;
}

}  // namespace

std::vector<ClosedPart> closed_parts(const Services& services, const tendering::TenderLotState& state) {
    ensure(!state.opening_with.empty(), "points are agreed once the opening has begun");
    sealing::ClosingList list;
    std::map<std::int64_t, std::vector<Point>> parts;
    services.store.read([&](schema::UnitOfWork& tx) {
        list = sealing::parse_closing_list(kept_text(tx, *state.closing_list)).value();
        for (const auto& part : state.released) {
            const bool used = part.holder == gate ||
                              std::ranges::find(state.opening_with, part.holder) != state.opening_with.end();
            if (used) {
                parts.emplace(part.holder, points_in(kept_text(tx, part.parts)));
            }
        }
    });
    std::vector<ClosedPart> all;
    std::size_t place = 0;
    for (const auto& submission : list.submissions) {
        for (const auto& envelope : submission.envelopes) {
            std::vector<sealing::Part> officers;
            for (const auto holder : state.opening_with) {
                officers.push_back({static_cast<std::uint64_t>(holder), parts.at(holder)[place]});
            }
            all.push_back({submission.submission, envelope.part, envelope.digest,
                           sealing::agreed_point(parts.at(gate)[place], officers)});
            ++place;
        }
    }
    return all;
}

SubmittedPart sealed_part(const Services& services, const ClosedPart& envelope) {
    SubmittedPart one;
    services.store.read([&](schema::UnitOfWork& tx) {
        const SubmissionId id{envelope.submission};
        const auto row = tx.find<schema::SubmissionRow>(Lock::none, id);
        ensure(row.has_value(), "a closed submission is there");
        one.upload = upload_of(*row, envelope.part);
        const auto upload = tx.find<schema::SealedUploadRow>(Lock::none, one.upload);
        ensure(upload && upload->checked, "a submission's part is there");
        one.size = upload->size;
        one.checked = stored_state<CheckedUpload>(*upload->checked);
        one.organisation =
            bidder_of(services, id, stored_state<tendering::SubmissionState>(row->state)).organisation;
        const auto organisation = tx.find<schema::OrganisationRow>(Lock::none, one.organisation);
        ensure(organisation.has_value(), "a bidder is registered");
        one.uscc = organisation->uscc;
        one.name = organisation->name;
    });
    return one;
}

}  // namespace daylit::app

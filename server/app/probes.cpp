#include "server/app/probes.hpp"

#include "auction/probe.hpp"
#include "crypto/jws.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keys.hpp"
#include "server/app/outages.hpp"
#include "server/app/signed_act.hpp"

namespace daylit::app {

namespace {

using schema::ProbeRow;

constexpr std::string_view probe_type = "daylight-probe+jws";
constexpr const char* probed_type = "daylight-probed+jws";

struct ProbeStatement {
    std::string audience;
    std::optional<Instant> failed_from;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ProbeStatement, (), (audience, failed_from, nonce, expires_at))

struct Probed {
    std::string format = "daylight/probed/1";
    Digest act;
    Instant at;
    std::optional<Instant> outage_from;
};
BOOST_DESCRIBE_STRUCT(Probed, (), (format, act, at, outage_from))

// The procedure moment of a wall moment between the probe's last act and this one, along the straight line
// between the two: exact where the clocks are one.
Instant procedure_moment(const ProbeRow& row, Instant wall, Instant wall_now, Instant procedure_now) {
    const auto passed = (wall_now - row.completed_at).count();
    const auto procedure_passed = (procedure_now - row.completed_procedure_at).count();
    const auto since = (wall - row.completed_at).count();
    ensure(passed > 0 && since >= 0 && since <= passed, "a report lies between two acts of its probe");
    // In two steps, so that no product of two long spans is made.
    const auto rate = procedure_passed / passed;
    const auto rest = procedure_passed % passed;
    return row.completed_procedure_at + Milliseconds(since * rate + since * rest / passed);
}

void store_report(Act& act, Stream& stream, ProbeRow& row, auction::ProbeState& state,
                  const auction::ProbeReported& report) {
    auto outage = outage_row(act.services(), OutageCause::probe_failed, act.caller().actor());
    outage.wall_from = report.from;
    outage.wall_to = report.to;
    outage.procedure_from = procedure_moment(row, report.from, report.to, stream.now);
    outage.procedure_to = stream.now;
    outage.lasted = (report.to - report.from).count();
    store_outages(act.tx, act.services(), {outage});
    apply(act, stream, state, std::vector<auction::ProbeEvent>{report});
    row.seq = stream.head.seq;
}

Result<ProbeAnswer> probe_now(Act& act, const ProbeStatement& said, const VerifiedAct& verified) {
    if (auto good = check_good_now(act, verified); !good) {
        return good.refusal();
    }
    const auto& services = act.services();
    const auto& person = *act.caller().person;
    auto stream = act.lock("probe:" + person.text);
    const auto now = services.wall_clock.now();
    auto row = act.tx.find<ProbeRow>(schema::Lock::update, person);
    auto state = row ? stored_state<auction::ProbeState>(row->state) : auction::ProbeState();
    std::optional<Instant> outage_from;
    if (said.failed_from) {
        const auto report = judge_report(state, *said.failed_from, now);
        if (!report) {
            return report.refusal();
        }
        store_report(act, stream, *row, state, *report);
        outage_from = report->from;
    }
    state = completed(std::move(state), now);
    const ProbeRow changed{person, row ? row->seq : 0, *state.completed_at, stream.now, to_json_text(state)};
    if (row) {
        act.update(changed);
    } else {
        act.insert_unless_raced(changed);
    }
    auto answer = jws::sign(
        to_json_text(Probed{.act = verified.digest, .at = now, .outage_from = outage_from}),
        {.typ = probed_type, .kid = services.keys.receipt_certificate.serial()}, services.keys.receipt_key);
    return ProbeAnswer{now, outage_from, std::move(answer)};
}

}  // namespace

Result<ProbeAnswer> probe(Call& call, const Params&, const SignedAct& in) {
    auto verified = verify_act(call, in, probe_type);
    if (!verified) {
        return verified.refusal();
    }
    const auto said = parse_as<ProbeStatement>(verified->payload);
    if (!said) {
        return refuse("act_malformed", said.refusal().field);
    }
    if (auto fits = check_facts(call, {said->audience, {}, said->nonce, said->expires_at}, {}); !fits) {
        return fits.refusal();
    }
    verified->expires_at = said->expires_at;
    return call.transact<ProbeAnswer>([&](Act& act) { return probe_now(act, *said, *verified); });
}

}  // namespace daylit::app

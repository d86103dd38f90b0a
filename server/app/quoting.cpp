#include "server/app/quoting.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/applications.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/quote_desk.hpp"
#include "server/app/receipts.hpp"
#include "server/app/signed_act.hpp"

namespace daylit::app {

namespace {

constexpr std::string_view quote_type = "daylight-quote+jws";
constexpr std::string_view answer_type = "daylight-answer+jws";

// An answer is an event of a stream of its own: the lot learns all of them at once when the question is over.
Result<ActAnswer> answer_now(Act& act, Stream& stream, const schema::AnswerRow& answer, const LockedLot& lot,
                             const VerifiedAct& verified, const SignedAct& in) {
    const auto standing = standing_of(act, lot.row.id, *act.caller().organisation);
    if (auto good = check_good_now(act, verified); !good) {
        return good.refusal();
    }
    if (!holds_plate(standing ? &*standing : nullptr, answer.plate)) {
        return refuse("plate_not_yours", "plate");
    }
    const bool answered =
        !act.tx
             .select<schema::AnswerRow>(
                 {{schema::equals("lot", lot.row.id), schema::equals("plate", answer.plate)}, {}, 1})
             .empty();
    const auto given = auction::decide_answer(
        lot.state, {answer.plate, standing && standing->qualified, answered, answer.go_on, verified.digest},
        lot.stream.now, facts_of(act, lot.row.id, lot.state, lot.stream.now));
    if (!given) {
        return given.refusal();
    }
    auto data = encode_event(*given);
    std::vector<schema::NewEvent> events;
    events.push_back({std::move(data.type), data.version, stream.now, std::move(data.data)});
    const auto stored = act.append_as("plate:" + answer.plate, stream, std::move(events));
    act.insert(answer);
    keep_evidence(act, in, verified.digest);
    boost::json::object subject{{"lot", lot.row.id.text},
                                {"plate", answer.plate},
                                {"go_on", answer.go_on},
                                {"statement", verified.digest.hex()}};
    auto receipt = give_receipt(act, *act.caller().organisation, "answer", lot.row.id, stored.back(),
                                std::move(subject));
    return ActAnswer{lot.row.id, stored.back().at, stored.back().digest, std::move(receipt)};
}

}  // namespace

void place_quote(Call call, const Params& params, const SignedAct& in, Answered<QuoteAnswer> answered) {
    const auto refused = [&](const Refusal& why) {
        answered([why]() -> Result<QuoteAnswer> { return why; });
    };
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return refused(id.refusal());
    }
    auto read = read_act<QuoteStatement>(call, in, quote_type, *id);
    if (!read) {
        return refused(read.refusal());
    }
    auto& desk = call.services.quotes;
    desk.take(
        {std::move(call), *id, std::move(read->first), std::move(read->second), in, std::move(answered)});
}

Result<ActAnswer> answer_question(Call& call, const Params& params, const SignedAct& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto read = read_act<AnswerStatement>(call, in, answer_type, *id);
    if (!read) {
        return read.refusal();
    }
    const auto& said = read->first;
    const auto& verified = read->second;
    const auto answer_id = id_text(call.services.random.entropy());
    return call.transact<ActAnswer>([&](Act& act) -> Result<ActAnswer> {
        auto stream = act.lock("answer:" + answer_id);
        auto lot = lock_lot(act, *id);
        if (!lot) {
            return refuse("not_found", "id");
        }
        stream.now = lot->stream.now;
        const schema::AnswerRow row{answer_id, *id, said.plate, said.go_on, verified.digest, stream.now};
        auto answer = answer_now(act, stream, row, *lot, verified, in);
        return answer
                   ? std::move(answer)
                   : signed_refusal(call.services, answer.refusal(), *id, verified.digest, lot->stream.now);
    });
}

}  // namespace daylit::app

// What officers and the gate say in a ceremony: each word is verified and checked against what was said
// before, and only then stored.
#include "base/encoding.hpp"
#include "crypto/sealing/complaint.hpp"
#include "crypto/sealing/transcript.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/signed_act.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>
#include <map>

namespace daylit::app {

namespace {

using sealing::Commitments;
using sealing::Point;
using tendering::CeremonyCommand;
using tendering::CeremonyState;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);
constexpr std::string_view word_type = "daylight-ceremony+jws";
constexpr std::size_t most_share_envelope = std::size_t{16} * 1024;

Result<Point> point_of(const std::string& hex, const std::string& field) {
    const auto bytes = from_hex(hex);
    return Point::from_bytes(bytes && bytes->size() == sealing::point_bytes ? *bytes : std::string(), field);
}

std::vector<Commitments> commitments_of(Act& act, const CeremonyState& state,
                                        const tendering::HolderProgress& holder) {
    auto read = sealing::read_commitments(state.plan, static_cast<std::uint64_t>(holder.holder),
                                          *holder.announced, kept_text(act.tx, *holder.announced));
    ensure(read.ok(), "commitments that were shown can be read again");
    return std::move(*read);
}

struct CeremonyOutcome {
    std::vector<std::string> keys;
    std::string transcript;
};

// What comes of a ceremony in which everything is dealt.
CeremonyOutcome outcome_of(Act& act, const CeremonyState& state) {
    std::map<std::uint64_t, std::vector<Commitments>> committed;
    std::vector<sealing::TranscriptHolder> holders;
    for (const auto& holder : state.holders) {
        committed.emplace(static_cast<std::uint64_t>(holder.holder), commitments_of(act, state, holder));
        const auto* officer =
            holder.holder == gate ? nullptr : &state.officers[static_cast<std::size_t>(holder.holder - 1)];
        holders.push_back({holder.holder, officer != nullptr ? officer->name : "",
                           officer != nullptr ? officer->body_name : "", holder.sealing_key,
                           *holder.announced});
    }
    const auto pool = sealing::pool_of(state.plan, committed);
    CeremonyOutcome made{{}, sealing::transcript_text(state.plan, std::move(holders), pool)};
    for (const auto& key : pool) {
        made.keys.push_back(to_hex(key.whole.compressed()));
    }
    return made;
}

// A word with what it carries, as far as it can be judged without the ceremony.
struct Word {
    CeremonyWord said;
    VerifiedAct verified;
    std::string text;
    std::vector<std::string> envelopes;
};

Result<std::vector<std::string>> read_envelopes(const std::vector<std::string>& texts) {
    std::vector<std::string> envelopes;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto field = "envelopes[" + std::to_string(i) + "]";
        auto bytes = from_base64(texts[i]);
        if (!bytes || bytes->size() > most_share_envelope) {
            return refuse("envelope_malformed", field);
        }
        if (auto read = sealing::read_envelope(sealing::bytes_in(*bytes)); !read) {
            auto refusal = read.refusal();
            refusal.field = field;
            return refusal;
        }
        envelopes.push_back(std::move(*bytes));
    }
    return envelopes;
}

Result<Word> read_word(Call& call, const CeremonyId& id, const SpokenWord& in) {
    auto verified = verify_act(call, {in.statement}, word_type);
    if (!verified) {
        return verified.refusal();
    }
    auto said = parse_as<CeremonyWord>(verified->payload);
    if (!said) {
        return refuse("act_malformed", said.refusal().field);
    }
    if (auto addressed = check_address(call, said->audience, said->nonce, said->expires_at); !addressed) {
        return addressed.refusal();
    }
    if (said->ceremony != id) {
        return refuse("act_for_another", "ceremony");
    }
    auto envelopes = read_envelopes(in.envelopes);
    if (!envelopes) {
        return envelopes.refusal();
    }
    verified->expires_at = said->expires_at;
    return Word{std::move(*said), std::move(*verified), in.text, std::move(*envelopes)};
}

Result<CeremonyCommand> join(const Word& word) {
    if (auto key = point_of(word.said.sealing_key, "sealing_key"); !key) {
        return key.refusal();
    }
    if (word.said.about != sha256(word.said.sealing_key)) {
        return refuse("word_about_another", "about");
    }
    return CeremonyCommand(
        tendering::JoinCeremony{word.said.holder, word.said.sealing_key, word.verified.digest});
}

Result<CeremonyCommand> show(const CeremonyState& state, const Word& word) {
    const auto* holder = find_holder(state, word.said.holder);
    const auto announced = holder != nullptr ? holder->announced : std::nullopt;
    if (announced) {
        auto read = sealing::read_commitments(state.plan, static_cast<std::uint64_t>(word.said.holder),
                                              *announced, word.text);
        if (!read) {
            return read.refusal();
        }
    }
    return CeremonyCommand(
        tendering::ShowCommitments{word.said.holder, word.said.about, word.verified.digest});
}

// The envelopes are for the other officers in order.
Result<CeremonyCommand> deal(const CeremonyState& state, const Word& word) {
    tendering::DealShares command{word.said.holder, {}, word.verified.digest};
    auto next = word.envelopes.begin();
    for (std::int64_t to = 1; to <= state.plan.officers && next != word.envelopes.end(); ++to) {
        if (to != word.said.holder) {
            command.shares.push_back({to, sha256(*next++)});
        }
    }
    if (next != word.envelopes.end()) {
        return refuse("shares_differ", "envelopes");
    }
    if (word.said.about != sha256(to_json_text(command.shares))) {
        return refuse("word_about_another", "about");
    }
    return CeremonyCommand(std::move(command));
}

Result<CeremonyCommand> confirm(Act& act, const CeremonyState& state, const Word& word) {
    tendering::ConfirmShares command{word.said.holder, word.verified.digest, {}, {}};
    if (state.phase == tendering::CeremonyPhase::confirming) {
        auto made = outcome_of(act, state);
        command.transcript = sha256(made.transcript);
        if (word.said.about != command.transcript) {
            return refuse("transcript_is_another", "about");
        }
        command.keys = std::move(made.keys);
    }
    return CeremonyCommand(std::move(command));
}

// What the dealer sealed to the one who complains.
std::optional<Digest> dealt_to(const CeremonyState& state, std::int64_t dealer, std::int64_t holder) {
    const auto* who = find_holder(state, dealer);
    if (who != nullptr) {
        for (const auto& shares : who->dealt) {
            if (shares.to == holder) {
                return shares.envelope;
            }
        }
    }
    return std::nullopt;
}

Result<CeremonyCommand> complain(Act& act, const CeremonyState& state, const Word& word) {
    const auto text = parse_as<ComplaintText>(word.text);
    if (!text) {
        return refuse("ceremony_malformed", "text." + text.refusal().field);
    }
    if (word.said.about != sha256(word.text)) {
        return refuse("word_about_another", "about");
    }
    const auto envelope = dealt_to(state, text->dealer, word.said.holder);
    if (!envelope) {
        return refuse("not_a_holder", "text.dealer");
    }
    const auto opens = point_of(text->opens, "text.opens");
    const auto holders_key = point_of(find_holder(state, word.said.holder)->sealing_key, "holder");
    const auto proof = from_hex(text->proof);
    if (!opens || !holders_key || !proof) {
        return refuse("malformed_proof", "text");
    }
    const sealing::Complaint complaint{static_cast<std::uint64_t>(word.said.holder),
                                       kept_text(act.tx, *envelope), *opens, *proof};
    const auto verdict = sealing::judge_complaint(
        complaint, *holders_key, commitments_of(act, state, *find_holder(state, text->dealer)));
    if (!verdict) {
        return verdict.refusal();
    }
    return CeremonyCommand(tendering::JudgeComplaint{word.said.holder, text->dealer,
                                                     *verdict == sealing::ComplaintVerdict::dealer_cheated,
                                                     word.verified.digest});
}

Result<CeremonyCommand> command_of(Act& act, const CeremonyState& state, const Word& word) {
    const auto& round = word.said.round;
    if (round == "join") {
        return join(word);
    }
    if (round == "announce") {
        return CeremonyCommand(
            tendering::AnnounceCommitments{word.said.holder, word.said.about, word.verified.digest});
    }
    if (round == "show") {
        return show(state, word);
    }
    if (round == "deal") {
        return deal(state, word);
    }
    if (round == "confirm") {
        return confirm(act, state, word);
    }
    if (round == "complain") {
        return complain(act, state, word);
    }
    return refuse("ceremony_malformed", "round");
}

// What events will name: kept beforehand, shown only once one does.
void keep_what_it_says(const Services& services, const SpokenWord& in, const Word& word) {
    (void)keep_text(services, in.statement);
    if (!word.text.empty()) {
        (void)keep_text(services, word.text);
    }
    for (const auto& envelope : word.envelopes) {
        (void)keep_text(services, envelope);
    }
}

}  // namespace

Result<CeremonyView> speak(Call& call, const Params& params, const SpokenWord& in) {
    const auto id = params.id<CeremonyTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto word = read_word(call, *id, in);
    if (!word) {
        return word.refusal();
    }
    keep_what_it_says(call.services, in, *word);
    return call.transact<CeremonyView>([&](Act& act) -> Result<CeremonyView> {
        auto ceremony = lock_ceremony(act, *id);
        if (!ceremony) {
            return refuse("not_found", "id");
        }
        const auto me = holder_of(act.caller(), ceremony->state);
        if (me == 0 || me != word->said.holder) {
            return refuse("not_a_holder", "holder");
        }
        if (auto good = check_good_now(act, word->verified); !good) {
            return good.refusal();
        }
        const auto command = command_of(act, ceremony->state, *word);
        if (!command) {
            return command.refusal();
        }
        const auto events = decide(ceremony->state, *command);
        if (!events) {
            return events.refusal();
        }
        if (events->size() == 2 && std::holds_alternative<tendering::CeremonyCompleted>(events->back())) {
            (void)keep_text_here(act, outcome_of(act, ceremony->state).transcript);
        }
        store_ceremony(act, *ceremony, *events);
        return view_of(act, ceremony->row);
    });
}

Result<PlainText> ceremony_transcript(Call& call, const Params& params) {
    const auto id = params.id<CeremonyTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<PlainText>([&](Act& act) -> Result<PlainText> {
        const auto row = act.tx.find<schema::CeremonyRow>(schema::Lock::none, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        const auto state = stored_state<CeremonyState>(row->state);
        if (state.transcript) {
            return PlainText{kept_text(act.tx, *state.transcript)};
        }
        if (state.phase != tendering::CeremonyPhase::confirming) {
            return refuse("not_found", "id");
        }
        return PlainText{outcome_of(act, state).transcript};
    });
}

}  // namespace daylit::app

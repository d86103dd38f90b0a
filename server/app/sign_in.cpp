#include "server/app/sign_in.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "server/app/second_factors.hpp"

#include <arpa/inet.h>

#include <array>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::SessionRow;

constexpr auto session_life = std::chrono::hours(12);
constexpr auto second_step_life = std::chrono::minutes(10);
constexpr std::size_t token_bytes = 32;
constexpr std::size_t longest_device = 200;

// Kept to be read by its holder alone; whatever is not plain text is left out.
std::string device_of(const std::string& user_agent) {
    std::string plain;
    for (const char c : user_agent) {
        if (c >= ' ' && c <= '~' && plain.size() < longest_device) {
            plain += c;
        }
    }
    return plain;
}

enum class Step { second_to_come, last };

SessionRow fresh_session(Call& call, const std::string& token, const PersonId& person, const Browser& browser,
                         Step step) {
    const auto now = call.services.wall_clock.now();
    const bool whole = step == Step::last;
    SessionRow row{sha256(token), person, now, now, now + (whole ? session_life : second_step_life)};
    row.id = id_text(call.services.random.entropy());
    row.second_step = !whole;
    row.confirmed_at = whole ? std::optional(now) : std::nullopt;
    row.device = device_of(browser.user_agent);
    row.network = network_of(call.caller.address);
    return row;
}

// A browser's session that is there already ends: its token is never the next one's.
void replace_session(Act& act, const SessionRow& row) {
    if (const auto before = Digest::from_hex(act.caller().session)) {
        act.erase<SessionRow>({schema::equals("token_digest", *before)});
        const auto topic = session_topic(before->hex());
        act.after_commit([&outlet = act.services().outlet, topic] { outlet.close(topic); });
    }
    act.insert(row);
}

// The browser is known from now on; its own token is made where it has none.
std::string known_from_now_on(Act& act, const Browser& browser, const std::string& login) {
    const bool has_token = is_device_token(act.services(), browser.device_token);
    auto token = has_token ? browser.device_token : new_device_token(act.services());
    remember_device(act.tx, act.services(), token, login);
    return token;
}

OpenedSession opened_by(Act& act, const SessionRow& row, std::string token, std::string device_token) {
    const auto now = act.services().wall_clock.now();
    const auto present = find_session(act.tx, row.token_digest, now);
    ensure(present.has_value(), "a session that was just opened is there");
    return {view_of(act.services(), *present, now), std::move(token), std::move(device_token)};
}

struct Waiting {
    PresentSession present;
    Digest token;
};

// The caller's session, which waits for the step that is meant.
Result<Waiting> present_session(Call& call, Step step) {
    const auto token = Digest::from_hex(call.caller.session);
    std::optional<PresentSession> present;
    if (token) {
        call.services.store.read([&](schema::UnitOfWork& tx) {
            present = find_session(tx, *token, call.services.wall_clock.now());
        });
    }
    if (!present || present->session.second_step != (step == Step::second_to_come)) {
        return refuse("not_signed_in");
    }
    return Waiting{std::move(*present), *token};
}

// Opened in a transaction whose answer is never kept: it has tokens in it.
template <class Out, class Work>
Out in_transaction(Call& call, Work work) {
    ensure(call.idempotency_key.empty(), "the answer to a sign-in is not kept");
    std::optional<Out> out;
    const auto done = call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        out.emplace(work(act));
        return Nothing{};
    });
    ensure(done.ok() && out.has_value(), "nothing refuses a session that is opened");
    return std::move(*out);
}

}  // namespace

Result<OpenedSession> sign_in(Call& call, const SignIn& in, const Browser& browser) {
    const auto& services = call.services;
    const auto attempt = password_attempt(in.login, call.caller.address,
                                          known_device(services, browser.device_token, in.login));
    if (auto free = begin_attempt(services, attempt); !free) {
        return free.refusal();
    }
    std::optional<Account> account;
    services.store.read([&](schema::UnitOfWork& tx) { account = find_account(tx, in.login); });
    const auto holds = password_holds(services, account, Secret(in.password));
    if (!holds) {
        take_back(services, attempt);
        return holds.refusal();
    }
    if (!*holds) {
        note_failure(services, attempt);
        return refuse("wrong_login_or_password");
    }
    const auto& person = account->person;
    return in_transaction<OpenedSession>(call, [&](Act& act) {
        note_success(act.tx, attempt);
        auto token = to_base64url(random_bytes(token_bytes));
        const bool two_steps = !factors_of(act.tx, person.id).factors.empty();
        const auto row =
            fresh_session(call, token, person.id, browser, two_steps ? Step::second_to_come : Step::last);
        replace_session(act, row);
        auto device = two_steps ? std::string() : known_from_now_on(act, browser, person.login);
        return opened_by(act, row, std::move(token), std::move(device));
    });
}

Result<OpenedSession> finish_sign_in(Call& call, const Proof& in, const Browser& browser) {
    const auto waiting = present_session(call, Step::second_to_come);
    if (!waiting) {
        return waiting.refusal();
    }
    const auto& person = waiting->present.person;
    const auto proof =
        read_proof(call, person, second_step_proofs(waiting->present.factors), in, browser.device_token);
    if (!proof) {
        return proof.refusal();
    }
    std::optional<OpenedSession> opened;
    const auto done = with_proof<Nothing>(call, person.id, *proof, [&](Act& act) -> Result<Nothing> {
        auto token = to_base64url(random_bytes(token_bytes));
        const auto row = fresh_session(call, token, person.id, browser, Step::last);
        replace_session(act, row);
        opened = opened_by(act, row, std::move(token), known_from_now_on(act, browser, person.login));
        return Nothing{};
    });
    if (!done) {
        return done.refusal();
    }
    return std::move(*opened);
}

Result<SessionView> confirm_identity(Call& call, const Proof& in, const Browser& browser) {
    const auto waiting = present_session(call, Step::last);
    if (!waiting) {
        return waiting.refusal();
    }
    const auto& person = waiting->present.person;
    const auto proof =
        read_proof(call, person, step_up_proofs(waiting->present.factors), in, browser.device_token);
    if (!proof) {
        return proof.refusal();
    }
    return with_proof<SessionView>(call, person.id, *proof, [&](Act& act) -> Result<SessionView> {
        const auto now = call.services.wall_clock.now();
        // It may have been ended meanwhile; then there is nothing to confirm, and the next request says so.
        if (auto row = act.tx.find<SessionRow>(Lock::update, waiting->token)) {
            row->confirmed_at = now;
            act.update(*row);
        }
        const auto present = find_session(act.tx, waiting->token, now);
        return present ? view_of(call.services, *present, now) : SessionView{};
    });
}

std::string network_of(const std::string& address) {
    std::array<unsigned char, 16> bytes{};
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
        bytes[3] = 0;
        return std::string(::inet_ntop(AF_INET, bytes.data(), text.data(), text.size())) + "/24";
    }
    if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) {
        std::fill(bytes.begin() + 6, bytes.end(), static_cast<unsigned char>(0));
        return std::string(::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size())) + "/48";
    }
    return {};
}

}  // namespace daylit::app

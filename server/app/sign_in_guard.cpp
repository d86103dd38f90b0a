#include "server/app/sign_in_guard.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "schema/rows_accounts.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/private_data.hpp"

namespace daylit::app {

namespace {

using registry::Failures;
using registry::Tries;
using schema::Lock;
using schema::SignInFailureRow;

constexpr std::size_t token_bytes = 32;
constexpr std::string_view token_purpose = "device token";

// What was typed as a login may be anything, also something that no column takes: its digest stands for it.
std::string at_address(const std::string& address) {
    return address.substr(0, 64);
}

Failures failures_in(const std::optional<SignInFailureRow>& row) {
    return row ? Failures{row->failures, row->last_at} : Failures{};
}

// Two that begin at once wait for each other: who comes second finds the row and looks again.
void store(schema::UnitOfWork& tx, const std::optional<SignInFailureRow>& before, const std::string& subject,
           const Failures& failures) {
    const SignInFailureRow row{subject, failures.count, failures.last_at};
    if (before) {
        ensure(tx.update(row), "a locked row is there");
    } else if (!tx.insert(row)) {
        throw schema::Conflict("another try under the same subject began meanwhile");
    }
}

void count_failure(schema::UnitOfWork& tx, const std::string& subject, Instant now) {
    const auto row = tx.find<SignInFailureRow>(Lock::update, subject);
    store(tx, row, subject, registry::after_failure(failures_in(row), now));
}

Digest device_digest(const Services& services, const std::string& token, const std::string& login) {
    return keyed_digest(services, "device", token + sha256(login).hex());
}

}  // namespace

Attempt password_attempt(const std::string& login, const std::string& address,
                         const std::optional<Digest>& device) {
    if (device) {
        return {{Tries::of_login_from_device, "device:" + device->hex()}, {}};
    }
    return {{Tries::of_login_from_address, "login:" + sha256(login).hex() + "|" + at_address(address)},
            {{Tries::of_address, "address:" + at_address(address)}}};
}

Attempt code_attempt(const PersonId& person, const std::string& address,
                     const std::optional<Digest>& device) {
    if (device) {
        return {{Tries::of_login_from_device, "device:" + device->hex()}, {}};
    }
    return {{Tries::of_login_from_address, "code:" + person.text + "|" + at_address(address)},
            {{Tries::of_codes, "code:" + person.text}}};
}

Outcome begin_attempt(const Services& services, const Attempt& attempt) {
    const auto now = services.wall_clock.now();
    std::chrono::seconds wait(0);
    services.store.transact([&](schema::UnitOfWork& tx) {
        const auto own = tx.find<SignInFailureRow>(Lock::update, attempt.own.subject);
        wait = registry::wait_after(attempt.own.tries, failures_in(own), now);
        for (const auto& shared : attempt.shared) {
            const auto row = tx.find<SignInFailureRow>(Lock::none, shared.subject);
            wait = std::max(wait, registry::wait_after(shared.tries, failures_in(row), now));
        }
        if (wait.count() == 0) {
            store(tx, own, attempt.own.subject, registry::after_failure(failures_in(own), now));
        }
    });
    return wait.count() == 0 ? Outcome(Done{})
                             : Outcome(refuse("wait_before_sign_in", "", {std::to_string(wait.count())}));
}

void note_failure(const Services& services, const Attempt& attempt) {
    const auto now = services.wall_clock.now();
    services.store.transact([&](schema::UnitOfWork& tx) {
        for (const auto& shared : attempt.shared) {
            count_failure(tx, shared.subject, now);
        }
    });
}

void take_back(const Services& services, const Attempt& attempt) {
    services.store.transact([&](schema::UnitOfWork& tx) {
        if (auto row = tx.find<SignInFailureRow>(Lock::update, attempt.own.subject)) {
            row->failures = std::max<std::int64_t>(row->failures - 1, 0);
            ensure(tx.update(*row), "a locked row is there");
        }
    });
}

void note_success(schema::UnitOfWork& tx, const Attempt& attempt) {
    (void)tx.erase<SignInFailureRow>({schema::equals("subject", attempt.own.subject)});
}

std::optional<Digest> known_device(const Services& services, const std::string& token,
                                   const std::string& login) {
    if (!is_device_token(services, token)) {
        return std::nullopt;
    }
    const auto digest = device_digest(services, token, login);
    std::optional<schema::KnownDeviceRow> row;
    services.store.read(
        [&](schema::UnitOfWork& tx) { row = tx.find<schema::KnownDeviceRow>(Lock::none, digest); });
    return row ? std::optional(digest) : std::nullopt;
}

void remember_device(schema::UnitOfWork& tx, const Services& services, const std::string& token,
                     const std::string& login) {
    const schema::KnownDeviceRow row{device_digest(services, token, login), services.wall_clock.now()};
    if (!tx.insert(row)) {
        ensure(tx.update(row), "a device that was there stays");
    }
}

int prune_accounts(const Services& services) {
    const auto now = services.wall_clock.now();
    std::int64_t gone = 0;
    const auto before = [](const char* column, Instant moment) {
        return std::vector<schema::Condition>{
            {column, schema::Compare::less, schema::ColumnCodec<Instant>::write(moment), {}}};
    };
    services.store.transact([&](schema::UnitOfWork& tx) {
        gone = tx.erase<schema::SessionRow>(before("expires_at", now));
        gone += tx.erase<schema::PasskeyChallengeRow>(before("expires_at", now));
        gone += tx.erase<SignInFailureRow>(before("last_at", now - std::chrono::hours(24)));
        gone += tx.erase<schema::KnownDeviceRow>(before("seen_at", now - std::chrono::hours(24 * 400)));
    });
    return static_cast<int>(gone);
}

std::string new_device_token(const Services& services) {
    const auto bytes = random_bytes(token_bytes);
    return to_base64url(bytes + std::string(keyed_digest(services, token_purpose, bytes).view()));
}

bool is_device_token(const Services& services, std::string_view token) {
    const auto bytes = from_base64url(token);
    return bytes && bytes->size() == 2 * token_bytes &&
           is_keyed_digest(services, token_purpose, bytes->substr(0, token_bytes),
                           std::string_view(*bytes).substr(token_bytes));
}

}  // namespace daylit::app

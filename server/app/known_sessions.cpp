#include "server/app/known_sessions.hpp"

#include "schema/rows_accounts.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/sessions.hpp"

namespace daylit::app {

namespace {

constexpr std::size_t most_known = 4096;  // some kilobytes each

}  // namespace

std::vector<const schema::TableSpec*> session_tables() {
    using schema::TableOf;
    return {&TableOf<schema::SessionRow>::spec, &TableOf<schema::PersonRow>::spec,
            &TableOf<schema::OrganisationRow>::spec, &TableOf<schema::SecondFactorRow>::spec};
}

std::shared_ptr<const PresentSession> KnownSessions::find(
    const Digest& token, const std::function<std::optional<PresentSession>()>& read) {
    const auto changes = changes_();
    if (auto session = kept(token, changes)) {
        return session;
    }
    const auto until = now_() + life;
    auto found = read();
    if (!found) {
        return nullptr;
    }
    auto session = std::make_shared<const PresentSession>(std::move(*found));
    const std::lock_guard lock(mutex_);
    // Read before a change that another has seen meanwhile: good for this request, and for no other.
    if (changes == read_at_) {
        if (known_.size() >= most_known) {
            known_.clear();
        }
        known_.insert_or_assign(token, Known{session, until});
    }
    return session;
}

std::shared_ptr<const PresentSession> KnownSessions::kept(const Digest& token, std::uint64_t changes) {
    const std::lock_guard lock(mutex_);
    if (changes > read_at_) {
        known_.clear();
        read_at_ = changes;
    }
    const auto found = known_.find(token);
    return found != known_.end() && changes == read_at_ && now_() < found->second.until
               ? found->second.session
               : nullptr;
}

}  // namespace daylit::app

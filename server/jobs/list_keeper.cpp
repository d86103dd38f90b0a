#include "server/jobs/list_keeper.hpp"

namespace daylit::jobs {

namespace {

// For the operator; a refusal's sentence is for those who act, so its code stands here.
std::string told(const Refusal& refusal) {
    return refusal.code + (refusal.values.empty() ? "" : " (" + refusal.values.back() + ")");
}

}  // namespace

void ListKeeper::run() {
    for (const auto& authority : authorities_.all()) {
        auto& state = states_[authority.name];
        if (!authorities_.list_urls(authority).empty() && clock_.now() >= state.due) {
            state.trouble = fetch(authority);
            state.due = clock_.now() + (state.trouble.empty() ? pace_.pause : pace_.retry);
        }
        auto text = state.trouble;
        if (const auto list = authorities_.check_list(authority, clock_.now(), ""); !list) {
            text =
                "its certificates are refused: " + told(list.refusal()) + (text.empty() ? "" : "; " + text);
        }
        alarm_(authority.name, text);
    }
}

// Why no address gave a list, "" when one did. One list at several places: the first good one counts.
std::string ListKeeper::fetch(const TrustedAuthority& authority) const {
    std::string troubles;
    for (const auto& url : authorities_.list_urls(authority)) {
        const auto trouble = fetch_from(authority, url);
        if (trouble.empty()) {
            return "";
        }
        troubles += (troubles.empty() ? "" : "; ") + url + ": " + trouble;
    }
    return troubles;
}

std::string ListKeeper::fetch_from(const TrustedAuthority& authority, const std::string& url) const {
    const auto answer = get_(url);
    if (answer.status != 200) {
        return answer.status == 0 ? answer.body : "answered " + std::to_string(answer.status);
    }
    try {
        const auto taken = authorities_.take_list(authority, answer.body, clock_.now());
        return taken ? "" : told(taken.refusal());
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

}  // namespace daylit::jobs

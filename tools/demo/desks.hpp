// The center's desks and the seller's, as the demonstration plays them. Each looks at what is there and does
// the next step; none remembers more than saves it from looking, so that a restart goes on.
#pragma once

#include "auction/listing.hpp"
#include "tools/demo/center.hpp"

#include <set>

namespace daylit::tools {

// Seller, clerk and reviewer: a new listing every few days, never more than about ten open lots.
class PublishingDesk {
public:
    PublishingDesk(Cast& cast, Told told) : cast_(cast), told_(std::move(told)) {}
    void work(const Reading& reading);

private:
    struct Ready {
        std::vector<Scene> scenes;
        std::string listing;  // in review
    };

    void look_back();
    void publish_next(const Reading& reading);
    Ready prepare(std::vector<Scene> scenes, const Reading& reading);
    void publish(const Ready& ready, const Reading& reading);
    std::vector<std::string> submitted_parcels(const std::vector<Scene>& scenes, Date today);
    object draft_of(const std::vector<Scene>& scenes, const std::vector<std::string>& parcels,
                    const Reading& reading) const;
    std::optional<object> unfinished(const std::string& title);
    std::string in_review(const std::string& title, const object& draft);

    Cast& cast_;
    Told told_;
    bool looked_back_ = false;
    bool may_be_unfinished_ = true;
    int next_ = 1;
    std::optional<Instant> last_published_;
    Pause pause_{std::chrono::hours(3)};
};

// Clerk and reviewer: what befalls a lot between its publication and its end.
class NoticeDesk {
public:
    NoticeDesk(Cast& cast, Told told) : cast_(cast), told_(std::move(told)) {}
    void work(const Reading& reading);

private:
    void attend(const OpenLot& lot, const Reading& reading);
    void publish(const OpenLot& lot, const object& content);

    Cast& cast_;
    Told told_;
    std::set<std::string> done_;  // lots to which nothing more befalls
    Pause pause_{std::chrono::hours(8)};
};

// Seller and winner: confirmation and contract.
class DealDesk {
public:
    DealDesk(Cast& cast, Told told) : cast_(cast), told_(std::move(told)) {}
    void work(const Reading& reading);

private:
    void attend(const OpenLot& lot, const Reading& reading);
    void record_contract(const OpenLot& lot, const Reading& reading);
    void sign(Party& party, const OpenLot& lot, const Reading& reading);
    void let_winner_act(const OpenLot& lot, const Reading& reading);
    Party* winner_of(const std::string& lot);

    Cast& cast_;
    Told told_;
    std::set<std::string> done_;
    std::map<std::string, Party*> winners_;
    Pause pause_{std::chrono::hours(8)};
};

// Finance: refunds, and lines of the bank's statement that match nothing.
class MoneyDesk {
public:
    MoneyDesk(Cast& cast, Told told) : cast_(cast), told_(std::move(told)) {}
    void work(const Reading& reading);

private:
    void pay_refunds(const Reading& reading);
    void pay_refund(const object& refund, const Reading& reading);
    void resolve_lines();
    void resolve_line(const object& line);

    Cast& cast_;
    Told told_;
    Pause pause_{std::chrono::hours(10)};
};

// The disclosure officers: drafts are reviewed for secrets and released, one now and then late.
class DisclosureDesk {
public:
    DisclosureDesk(Cast& cast, Told told) : cast_(cast), told_(std::move(told)) {}
    void work(const Reading& reading);

private:
    void release(const object& draft);

    Cast& cast_;
    Told told_;
    Pause pause_{std::chrono::hours(10)};
};

}  // namespace daylit::tools

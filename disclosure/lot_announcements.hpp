// The announcements of land auctions, built from the auction's own values. Nothing here is typed by a person
// but titles of listings and statements.
#pragma once

#include "auction/lot.hpp"
#include "auction/notice.hpp"
#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

struct Seller {
    std::string name;
    std::string address;
};

// Where deposits are paid; each application has a reference of its own.
struct DepositAccount {
    std::string name;
    std::string bank;
};

struct ListedLot {
    LotId id;
    auction::LotTerms terms;
};

struct ListingFacts {
    std::string issuer;  // the center's full legal name
    Seller seller;
    DepositAccount account;
    std::string title;
    std::string statement;
    auction::Profile profile;
    std::vector<ListedLot> lots;
};

// The eight items of 39号令 article 9 and the profile's rules with their articles, for all lots of the
// listing.
AnnouncementContent listing_announcement(const ListingFacts& facts);

// One lot as an announcement about it needs it; `state` is the state after what is announced.
struct LotFacts {
    std::string issuer;
    std::string seller;
    LotId id;
    auction::LotState state;
};

// `before`: the terms until now. The statement of each is its notice's.
AnnouncementContent supplementary_announcement(const LotFacts& lot, const auction::LotTerms& before,
                                               const std::string& statement);
AnnouncementContent suspension_announcement(const LotFacts& lot, Instant at, const std::string& statement);
AnnouncementContent resumption_announcement(const LotFacts& lot, Instant at, const std::string& statement);
AnnouncementContent termination_announcement(const LotFacts& lot, Instant at, const std::string& statement);

// The lot is sold; `winner` is the full name of the organisation behind the plate.
AnnouncementContent deal_publicity(const LotFacts& lot, const std::string& winner);
AnnouncementContent sold_result(const LotFacts& lot, const std::string& winner);
// The lot failed.
AnnouncementContent failed_result(const LotFacts& lot);

// Says what was wrong in a released document and what is right.
AnnouncementContent correction_announcement(const AnnouncementContent& corrected, const DocumentId& id,
                                            const std::string& index_number, const std::string& statement);

}  // namespace daylit::disclosure

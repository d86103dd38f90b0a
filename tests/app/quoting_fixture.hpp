// Two qualified bidders before a lot in its listing period.
#pragma once

#include "tests/app/support/land_fixture.hpp"

namespace daylit::app::testing {

class Quoting : public LandTest {
protected:
    Quoting() : first(bidder("甲置业有限公司")), second(bidder("乙置业有限公司")) {}

    // Two qualified bidders in the listing period.
    void open(const std::string& profile = "jiangsu") {
        lot = published("岱挂2026-1", profile);
        first_plate = qualified(first, lot);
        second_plate = qualified(second, lot);
        procedure.set(china("2026-04-01 09:00"));
    }
    std::string code(const Result<QuoteAnswer>& answer) { return answer.ok() ? "ok" : answer.refusal().code; }

    Party first;
    Party second;
    LotId lot;
    std::string first_plate;
    std::string second_plate;
};

}  // namespace daylit::app::testing

// What everybody sees of the center at one moment, and what the desks of the demonstration share.
#pragma once

#include "tools/demo/cast.hpp"
#include "tools/demo/fields.hpp"
#include "tools/demo/scene.hpp"

namespace daylit::tools {

struct OpenLot {
    std::string id;
    std::string number;
    std::string title;
    std::string phase;  // as the public sees it
    bool suspended = false;
    Instant published_at;
    Instant listing_start;
    Instant listing_end;
};

struct Reading {
    Instant now;       // the procedure clock
    Instant wall_now;  // the server's wall clock
    std::int64_t rate = 1;
    std::vector<OpenLot> open;
    std::vector<OpenLot> closed;  // the latest

    Date today() const { return china_date(now); }
    bool has_window() const;
};

// Three public requests.
Reading read_center(Client& visitor);

// Tells one line about what happened in the center.
using Told = std::function<void(const std::string& text)>;

// What cannot be done in one place (DemoFailed) is told, and does not keep the others from their work.
template <class Step>
void attempt(const Told& told, Step step) {
    try {
        step();
    } catch (const DemoFailed& failed) {
        told(failed.what());
    }
}

// A desk looks now and then, by the procedure clock.
class Pause {
public:
    explicit Pause(Milliseconds length) : length_(length) {}
    bool is_over(Instant now) {
        if (last_ && now < *last_ + length_) {
            return false;
        }
        last_ = now;
        return true;
    }

private:
    Milliseconds length_;
    std::optional<Instant> last_;
};

// "1,234 万元", or in yuan where the amount is no whole number of ten thousands.
std::string money_text(Fen amount);

}  // namespace daylit::tools

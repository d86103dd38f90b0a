#include "server/shell/pacer.hpp"

namespace daylit::shell {

Pacer::Pacer(AcceleratedClock& clock, DemoPace pace, Moment first_publication, MomentFrom next_window)
    : clock_(clock),
      pace_(pace),
      first_publication_(std::move(first_publication)),
      next_window_(std::move(next_window)) {}

void Pacer::run() {
    clock_.note_running(AcceleratedClock::Note::when_due);
    if (!published_at_) {
        published_at_ = first_publication_();
    }
    const auto now = clock_.now();
    const auto anchor = clock_.anchor();
    const bool first = published_at_ && now < *published_at_ + pace_.first_stretch;
    const auto rate = first ? pace_.first_rate : pace_.rate;
    auto slow_from = next_window_(now);
    // In the middle of a window the moment moves with the clock; what matters is that it is not in the
    // future.
    if (slow_from && *slow_from <= now && anchor.slow_from && *anchor.slow_from <= now) {
        slow_from = anchor.slow_from;
    }
    if (anchor.rate != rate || anchor.slow_from != slow_from) {
        clock_.set_pace(rate, slow_from);
    }
}

}  // namespace daylit::shell

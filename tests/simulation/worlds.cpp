#include "tests/simulation/worlds.hpp"

#include <algorithm>

namespace daylit::simulation {

namespace {

std::string text_of(const Verdict& verdict) {
    return verdict.word + (verdict.number > 0 ? " #" + std::to_string(verdict.number) : "") +
           (verdict.at ? " at " + to_rfc3339(*verdict.at) : "");
}

// Some answers tell no time.
bool agree(const Verdict& said, const Verdict& heard) {
    return said.word == heard.word && said.number == heard.number && (!heard.at || said.at == heard.at);
}

}  // namespace

void Worlds::merge() {
    std::vector<LotBooks> different;
    for (auto& world : worlds_) {
        if (std::ranges::find(different, world) == different.end()) {
            different.push_back(std::move(world));
        }
    }
    worlds_ = std::move(different);
}

void Worlds::add(std::vector<LotBooks> more) {
    std::ranges::move(more, std::back_inserter(worlds_));
    merge();
}

void Worlds::answered(const Command& command, const Verdict& verdict, const Moment& moment) {
    std::vector<LotBooks> possible;
    std::string predicted;
    for (auto& world : worlds_) {
        const auto said = world.submit(command, moment);
        predicted += (predicted.empty() ? "" : ", or ") + text_of(said);
        if (agree(said, verdict)) {
            possible.push_back(std::move(world));
        }
    }
    if (possible.empty()) {
        throw Broken("the answer was " + text_of(verdict) + "; the auditor says " + predicted);
    }
    worlds_ = std::move(possible);
    merge();
}

void Worlds::lost(const std::vector<Command>& commands, const Moment& moment) {
    auto done = worlds_;
    for (auto& world : done) {
        for (const auto& command : commands) {
            world.submit(command, moment);
        }
    }
    add(std::move(done));
}

void Worlds::cut_off(const std::vector<Command>& commands, const Moment& moment) {
    std::vector<LotBooks> reached;
    auto done = worlds_;
    for (const auto& command : commands) {
        for (auto& world : done) {
            world.submit(command, moment);
        }
        reached.insert(reached.end(), done.begin(), done.end());
    }
    add(std::move(reached));
}

void Worlds::judged_aside(const Command& command, const std::string& word, const Moment& moment) const {
    std::string predicted;
    for (const auto& world : worlds_) {
        const auto said = world.word_for(command, moment);
        if (said == word) {
            return;
        }
        predicted += (predicted.empty() ? "" : ", or ") + said;
    }
    throw Broken("it was judged " + word + "; the auditor says " + predicted);
}

void Worlds::forgotten(const std::string& key) {
    for (auto& world : worlds_) {
        world.forget(key);
    }
    merge();
}

void Worlds::advanced(const Moment& moment) {
    for (auto& world : worlds_) {
        world.advance(moment);
    }
    merge();
}

void Worlds::perhaps_advanced(const Moment& moment) {
    auto done = worlds_;
    for (auto& world : done) {
        world.advance(moment);
    }
    add(std::move(done));
}

void Worlds::perhaps_noted_outages(const Moment& moment) {
    auto done = worlds_;
    for (auto& world : done) {
        world.note_outages(moment);
    }
    add(std::move(done));
}

void Worlds::seen(const Shown& shown, const Moment& moment) {
    std::string predicted;
    for (const auto& world : worlds_) {
        predicted += (predicted.empty() ? "" : ", or ") + simulation::text_of(world.shown(moment));
    }
    std::erase_if(worlds_, [&](const auto& world) { return world.shown(moment) != shown; });
    if (worlds_.empty()) {
        throw Broken("shown is " + simulation::text_of(shown) + "; the auditor says " + predicted);
    }
}

bool Worlds::is_over(const Moment& moment) const {
    return std::ranges::all_of(worlds_, [&](const auto& world) { return world.is_over(moment); });
}

}  // namespace daylit::simulation

// What checks find wrong, all of it, each refusal with its path.
#pragma once

#include "base/result.hpp"

#include <iterator>
#include <string>
#include <vector>

namespace daylit {

// Collects every refusal; the first is what a command answers, all of them are what a desk shows.
class Findings {
public:
    explicit Findings(std::string path) : path_(std::move(path)) {}
    std::string at(const std::string& name) const { return path_.empty() ? name : path_ + "." + name; }
    void add(const Outcome& outcome) {
        if (!outcome) {
            refusals_.push_back(outcome.refusal());
        }
    }
    void add(std::vector<Refusal> more) {
        refusals_.insert(refusals_.end(), std::make_move_iterator(more.begin()),
                         std::make_move_iterator(more.end()));
    }
    void refuse_unless(bool holds, const std::string& code, const std::string& name,
                       std::vector<std::string> values = {}) {
        if (!holds) {
            refusals_.push_back(refuse(code, at(name), std::move(values)));
        }
    }
    std::vector<Refusal> take() { return std::move(refusals_); }

private:
    std::string path_;
    std::vector<Refusal> refusals_;
};

}  // namespace daylit

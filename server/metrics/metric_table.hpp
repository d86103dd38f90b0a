// Every metric that the server has, as one table: its name, what it is, its labels. docs/OPERATIONS.md
// explains the same rows, and a test compares the two.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace daylit::metrics {

enum class MetricKind { counter, gauge, histogram };

struct MetricRow {
    std::string_view name;  // as Prometheus advises: a prefix, base units, "_total" for what only grows
    MetricKind kind;
    std::string_view help;
    std::vector<std::string_view> labels = {};
    std::vector<double> bounds = {};  // upper bounds of a histogram's buckets, ascending
};

std::span<const MetricRow> metric_table();
// Our own bug when there is none of the name.
const MetricRow& metric_row(std::string_view name);

}  // namespace daylit::metrics

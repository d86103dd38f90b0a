// What is written down about metrics speaks of metrics that there are.
#include "server/metrics/metric_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace daylit::metrics {
namespace {

std::string text_of(const std::string& file) {
    std::ifstream in(std::string(DAYLIGHT_SOURCE_DIR) + "/" + file);
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_TRUE(in) << file;
    return text.str();
}

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
    std::set<std::string> found;
    const std::regex regex(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
        found.insert((*at)[1]);
    }
    return found;
}

std::string kind_of(const MetricRow& row) {
    switch (row.kind) {
        case MetricKind::counter:
            return "counter";
        case MetricKind::gauge:
            return "gauge";
        case MetricKind::histogram:
            return "histogram";
    }
    return "";
}

// "| `name{label, label}` | kind |"
std::string row_in_document(const MetricRow& row) {
    std::string labels;
    for (const auto label : row.labels) {
        labels += (labels.empty() ? "" : ", ") + std::string(label);
    }
    return "| `" + std::string(row.name) + (labels.empty() ? "" : "{" + labels + "}") + "` | " +
           kind_of(row) + " |";
}

TEST(MetricDocuments, ExplainEveryMetricAndNoOther) {
    const auto document = text_of("docs/OPERATIONS.md");
    for (const auto& row : metric_table()) {
        EXPECT_NE(document.find(row_in_document(row)), std::string::npos) << row_in_document(row);
    }
    const auto rows =
        all_matches(document, R"(\| `((?:daylight|process)_[a-z_]+)(?:\{[a-z, ]+\})?` \| \w+ \|)");
    EXPECT_EQ(rows.size(), metric_table().size());
}

TEST(MetricDocuments, AlertAboutMetricsThatThereAre) {
    const auto rules = text_of("server/metrics/alerts.yml");
    const auto used = all_matches(rules, R"(\b((?:daylight|process)_[a-z_]+))");
    EXPECT_GT(used.size(), 15U);
    for (auto name : used) {
        constexpr std::string_view bucket = "_bucket";
        const bool is_bucket = name.ends_with(bucket);
        name = is_bucket ? name.substr(0, name.size() - bucket.size()) : name;
        const auto table = metric_table();
        const auto row =
            std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.name == name; });
        ASSERT_NE(row, table.end()) << name;
        EXPECT_TRUE(!is_bucket || row->kind == MetricKind::histogram) << name;
    }
}

TEST(MetricDocuments, TellWhoIsPagedAndNameEachRuleInTheOperatorsManual) {
    const auto rules = text_of("server/metrics/alerts.yml");
    const auto document = text_of("docs/OPERATIONS.md");
    const auto names = all_matches(rules, R"(- alert: (\w+))");
    EXPECT_FALSE(names.empty());
    for (const auto& name : names) {
        EXPECT_NE(document.find("`" + name + "`"), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace daylit::metrics

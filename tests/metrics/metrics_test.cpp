#include "server/metrics/metrics.hpp"

#include "base/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace daylit::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Metrics, TellACounterWithItsLabels) {
    Metrics metrics;
    const auto counter = metrics.counter("daylight_refusals_total", {"not_found"});
    counter.add();
    counter.add(2);
    const auto text = metrics.text();
    EXPECT_THAT(text, HasSubstr("# HELP daylight_refusals_total "));
    EXPECT_THAT(text, HasSubstr("# TYPE daylight_refusals_total counter\n"));
    EXPECT_THAT(text, HasSubstr("\ndaylight_refusals_total{code=\"not_found\"} 3\n"));
}

TEST(Metrics, GiveTheSameSeriesForTheSameLabels) {
    Metrics metrics;
    metrics.counter("daylight_job_failures_total", {"clock"}).add();
    metrics.counter("daylight_job_failures_total", {"clock"}).add();
    metrics.counter("daylight_job_failures_total", {"pulse"}).add();
    const auto text = metrics.text();
    EXPECT_THAT(text, HasSubstr("daylight_job_failures_total{worker=\"clock\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("daylight_job_failures_total{worker=\"pulse\"} 1\n"));
}

TEST(Metrics, PutWhatIsObservedIntoTheBucketsOfTheTable) {
    Metrics metrics;
    const auto sizes = metrics.histogram("daylight_quote_batch_size");
    for (const double size : {1.0, 2.0, 3.0, 64.0, 65.0}) {
        sizes.observe(size);
    }
    const auto text = metrics.text();
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_bucket{le=\"1\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_bucket{le=\"2\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_bucket{le=\"4\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_bucket{le=\"64\"} 4\n"));
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_bucket{le=\"+Inf\"} 5\n"));
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_sum 135\n"));
    EXPECT_THAT(text, HasSubstr("daylight_quote_batch_size_count 5\n"));
}

TEST(Metrics, AskAtEachScrape) {
    Metrics metrics;
    double open = 1;
    metrics.ask([&] { return std::vector<Reading>{{"daylight_feeds", open}}; });
    EXPECT_THAT(metrics.text(), HasSubstr("\ndaylight_feeds 1\n"));
    open = 7;
    EXPECT_THAT(metrics.text(), HasSubstr("\ndaylight_feeds 7\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("# TYPE daylight_feeds gauge\n"));
}

TEST(Metrics, PutSamplesOfOneMetricTogetherWhoeverGaveThem) {
    Metrics metrics;
    metrics.ask([] {
        return std::vector<Reading>{{"daylight_alarms", 1, {"audit"}}, {"daylight_feeds", 0}};
    });
    metrics.ask([] { return std::vector<Reading>{{"daylight_alarms", 2, {"disk"}}}; });
    EXPECT_THAT(metrics.text(), HasSubstr("# TYPE daylight_alarms gauge\n"
                                          "daylight_alarms{source=\"audit\"} 1\n"
                                          "daylight_alarms{source=\"disk\"} 2\n"));
}

TEST(Metrics, LeaveOutWhatHasNoSeriesYet) {
    EXPECT_EQ(Metrics().text(), "");
}

TEST(Metrics, KeepALabelInItsQuotes) {
    Metrics metrics;
    metrics.counter("daylight_refusals_total", {"a\"b\\c\nd"}).add();
    EXPECT_THAT(metrics.text(), HasSubstr("{code=\"a\\\"b\\\\c\\nd\"} 1\n"));
}

TEST(Metrics, KnowTheMetricsOfTheTableAlone) {
    Metrics metrics;
    EXPECT_THROW(metrics.counter("daylight_unheard_of_total"), BrokenPromise);
    EXPECT_THROW(metrics.counter("daylight_feeds"), BrokenPromise);                       // a gauge
    EXPECT_THROW(metrics.histogram("daylight_refusals_total", {"x"}), BrokenPromise);     // a counter
    EXPECT_THROW(metrics.counter("daylight_refusals_total"), BrokenPromise);              // without its label
    EXPECT_THROW(metrics.counter("daylight_refusals_total", {"a", "b"}), BrokenPromise);  // with one more
}

TEST(Metrics, TellNothingWhereAReadingIsWrong) {
    const auto text_with = [](Reading reading) {
        Metrics metrics;
        metrics.ask([&] { return std::vector<Reading>{reading}; });
        return metrics.text();
    };
    EXPECT_THROW(text_with({"daylight_unheard_of", 1}), BrokenPromise);
    EXPECT_THROW(text_with({"daylight_alarms", 1}), BrokenPromise);
    EXPECT_THROW(text_with({"daylight_quote_batch_size", 1}), BrokenPromise);
    Metrics both;
    both.counter("daylight_job_failures_total", {"clock"}).add();
    both.ask([] { return std::vector<Reading>{{"daylight_job_failures_total", 1, {"clock"}}}; });
    EXPECT_THROW(both.text(), BrokenPromise);
    Metrics broken;
    broken.ask([]() -> std::vector<Reading> { throw std::runtime_error("the disk is gone"); });
    EXPECT_THROW(broken.text(), std::runtime_error);
}

TEST(MetricTable, NamesEachMetricOnceAndAsPrometheusAdvises) {
    std::set<std::string_view> names;
    for (const auto& row : metric_table()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_TRUE(row.name.starts_with("daylight_") || row.name.starts_with("process_")) << row.name;
        EXPECT_EQ(row.name.ends_with("_total"), row.kind == MetricKind::counter) << row.name;
        EXPECT_EQ(row.bounds.empty(), row.kind != MetricKind::histogram) << row.name;
        EXPECT_TRUE(std::is_sorted(row.bounds.begin(), row.bounds.end())) << row.name;
        EXPECT_TRUE(row.help.ends_with('.')) << row.name;
        // Prometheus gives these two itself to whatever it scrapes.
        EXPECT_EQ(std::count(row.labels.begin(), row.labels.end(), "job"), 0) << row.name;
        EXPECT_EQ(std::count(row.labels.begin(), row.labels.end(), "instance"), 0) << row.name;
    }
}

}  // namespace
}  // namespace daylit::metrics

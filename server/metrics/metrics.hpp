// What the server counts about itself, as Prometheus reads it (text format 0.0.4). What happens often is
// counted through handles that are fetched once; what stands somewhere already is asked for at each scrape.
#pragma once

#include "server/metrics/metric_table.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prometheus {
class Counter;
class Histogram;
}  // namespace prometheus

namespace daylit::metrics {

// One series; lives as long as its Metrics, and is safe on any thread.
class Counter {
public:
    explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
    void add(double by = 1) const;

private:
    prometheus::Counter* counter_;
};

class Histogram {
public:
    explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
    void observe(double value) const;

private:
    prometheus::Histogram* histogram_;
};

// What somebody asked says: a counter or gauge of the table, and its labels' values in the table's order.
struct Reading {
    std::string_view metric;
    double value = 0;
    std::vector<std::string> labels = {};
};

class Metrics {
public:
    static constexpr std::string_view media_type = "text/plain; version=0.0.4; charset=utf-8";
    using Source = std::function<std::vector<Reading>()>;

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // The series of these labels' values, made when it is asked for first. A metric that is not in the table,
    // or is of another kind, is our own bug.
    Counter counter(std::string_view metric, const std::vector<std::string>& labels = {});
    Histogram histogram(std::string_view metric, const std::vector<std::string>& labels = {});

    // Asked at each scrape, on the thread that scrapes. Everybody who asks is told before the first scrape.
    void ask(Source source);

    // Everything, as it stands now. What a source throws comes through: no figures are better than wrong
    // ones.
    std::string text() const;

private:
    struct Series;
    std::unique_ptr<Series> series_;
    std::vector<Source> sources_;
};

}  // namespace daylit::metrics

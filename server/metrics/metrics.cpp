#include "server/metrics/metrics.hpp"

#include "base/result.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>

namespace daylit::metrics {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

prometheus::Labels labels_of(const MetricRow& row, const std::vector<std::string>& values) {
    ensure(row.labels.size() == values.size(), "a series has a value for each label of its metric");
    prometheus::Labels labels;
    for (std::size_t i = 0; i < values.size(); ++i) {
        labels.emplace(row.labels[i], values[i]);
    }
    return labels;
}

ClientMetric sample_of(const MetricRow& row, const Reading& reading) {
    ClientMetric sample;
    for (auto& [name, value] : labels_of(row, reading.labels)) {
        sample.label.push_back({name, value});
    }
    if (row.kind == MetricKind::counter) {
        sample.counter.value = reading.value;
    } else {
        sample.gauge.value = reading.value;
    }
    return sample;
}

// Samples of one metric stand together, wherever they were read.
std::vector<MetricFamily> families_of(const std::vector<Reading>& readings) {
    std::map<std::string_view, MetricFamily> families;
    for (const auto& reading : readings) {
        const auto& row = metric_row(reading.metric);
        ensure(row.kind != MetricKind::histogram, "a histogram is observed, not read");
        auto& family = families[row.name];
        family.name = row.name;
        family.help = row.help;
        family.type = row.kind == MetricKind::counter ? MetricType::Counter : MetricType::Gauge;
        family.metric.push_back(sample_of(row, reading));
    }
    std::vector<MetricFamily> list;
    for (auto& [name, family] : families) {
        list.push_back(std::move(family));
    }
    return list;
}

}  // namespace

void Counter::add(double by) const {
    counter_->Increment(by);
}

void Histogram::observe(double value) const {
    histogram_->Observe(value);
}

struct Metrics::Series {
    prometheus::Registry registry;
    std::map<std::string_view, prometheus::Family<prometheus::Counter>*> counters;
    std::map<std::string_view, prometheus::Family<prometheus::Histogram>*> histograms;

    template <class Builder>
    auto& described(Builder builder, const MetricRow& row) {
        return builder.Name(std::string(row.name)).Help(std::string(row.help)).Register(registry);
    }

    Series() {
        for (const auto& row : metric_table()) {
            if (row.kind == MetricKind::counter) {
                counters[row.name] = &described(prometheus::BuildCounter(), row);
            } else if (row.kind == MetricKind::histogram) {
                histograms[row.name] = &described(prometheus::BuildHistogram(), row);
            }
        }
    }
};

Metrics::Metrics() : series_(std::make_unique<Series>()) {}

Metrics::~Metrics() = default;

Counter Metrics::counter(std::string_view metric, const std::vector<std::string>& labels) {
    const auto& row = metric_row(metric);
    ensure(row.kind == MetricKind::counter, "what is counted is a counter");
    return Counter(series_->counters.at(row.name)->Add(labels_of(row, labels)));
}

Histogram Metrics::histogram(std::string_view metric, const std::vector<std::string>& labels) {
    const auto& row = metric_row(metric);
    ensure(row.kind == MetricKind::histogram, "what is observed is a histogram");
    return Histogram(series_->histograms.at(row.name)->Add(labels_of(row, labels), row.bounds));
}

void Metrics::ask(Source source) {
    sources_.push_back(std::move(source));
}

std::string Metrics::text() const {
    std::vector<Reading> readings;
    for (const auto& source : sources_) {
        for (auto& reading : source()) {
            readings.push_back(std::move(reading));
        }
    }
    auto families = series_->registry.Collect();
    std::erase_if(families, [](const auto& family) { return family.metric.empty(); });
    for (auto& family : families_of(readings)) {
        ensure(std::none_of(families.begin(), families.end(),
                            [&](const auto& counted) { return counted.name == family.name; }),
               "a metric is either counted or read");
        families.push_back(std::move(family));
    }
    std::sort(families.begin(), families.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace daylit::metrics

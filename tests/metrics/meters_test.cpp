#include "base/result.hpp"
#include "server/metrics/process_readings.hpp"
#include "server/metrics/request_meter.hpp"
#include "server/metrics/sequencing_meter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <thread>

namespace daylit::metrics {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

// --- requests ---

class RequestMeterTest : public ::testing::Test {
protected:
    Metrics metrics;
    RequestMeter meter{metrics};
};

TEST_F(RequestMeterTest, CountsByPatternMethodAndClassOfStatus) {
    meter.seen({"/api/v1/lots/{id}", "GET", 200, "", milliseconds(3)});
    meter.seen({"/api/v1/lots/{id}", "GET", 204, "", milliseconds(30)});
    meter.seen({"/api/v1/lots/{id}", "GET", 404, "not_found", milliseconds(3)});
    const auto text = metrics.text();
    EXPECT_THAT(text, HasSubstr("daylight_http_requests_total{method=\"GET\",route=\"/api/v1/lots/{id}\","
                                "status=\"2xx\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("daylight_http_requests_total{method=\"GET\",route=\"/api/v1/lots/{id}\","
                                "status=\"4xx\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("daylight_refusals_total{code=\"not_found\"} 1\n"));
}

// One histogram for a pattern and method: refusals are answers too.
TEST_F(RequestMeterTest, TakesTheTimeOfAllAnswersInSeconds) {
    meter.seen({"/livez", "GET", 200, "", milliseconds(3)});
    meter.seen({"/livez", "GET", 503, "", milliseconds(700)});
    const auto text = metrics.text();
    const std::string bucket =
        "daylight_http_request_duration_seconds_bucket{method=\"GET\",route=\"/livez\",le=\"";
    EXPECT_THAT(text, HasSubstr(bucket + "0.0025\"} 0\n"));
    EXPECT_THAT(text, HasSubstr(bucket + "0.005\"} 1\n"));
    EXPECT_THAT(text, HasSubstr(bucket + "0.5\"} 1\n"));
    EXPECT_THAT(text, HasSubstr(bucket + "1\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("_sum{method=\"GET\",route=\"/livez\"} 0.703\n"));
}

TEST_F(RequestMeterTest, ShowsNothingThatAClientMayChoose) {
    meter.seen({"", "BREW", 501, "method_unknown", milliseconds(1)});
    meter.seen({"", "", 400, "malformed_request_line", milliseconds(1)});
    const auto text = metrics.text();
    EXPECT_THAT(text, Not(HasSubstr("BREW")));
    EXPECT_THAT(text, HasSubstr("{method=\"other\",route=\"none\",status=\"5xx\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("{method=\"other\",route=\"none\",status=\"4xx\"} 1\n"));
}

TEST_F(RequestMeterTest, CountsTwoPatternsOfTheSameTextTogether) {
    const std::string one = "/api/v1/lots/{id}/confirmation";
    const std::string other = one;
    meter.seen({one, "GET", 200, "", milliseconds(1)});
    meter.seen({other, "GET", 200, "", milliseconds(1)});
    EXPECT_THAT(metrics.text(), HasSubstr("confirmation\",status=\"2xx\"} 2\n"));
}

TEST_F(RequestMeterTest, LosesNoneWhenManyThreadsCount) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([this] {
            for (int n = 0; n < 5000; ++n) {
                meter.seen({"/livez", "GET", 200, "", milliseconds(1)});
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_THAT(metrics.text(), HasSubstr("status=\"2xx\"} 20000\n"));
}

// --- sequencing ---

class SequencingMeterTest : public ::testing::Test {
protected:
    double reading(std::string_view name, SequencingMeter::Moment at) const {
        for (const auto& found : meter.readings(at)) {
            if (found.metric == name) {
                return found.value;
            }
        }
        return -1;
    }
    double oldest(SequencingMeter::Moment at) const {
        return reading("daylight_unsequenced_age_seconds", at);
    }

    Metrics metrics;
    SequencingMeter meter{metrics};
    const SequencingMeter::Moment noon{std::chrono::hours(12)};
    const Digest one = sha256("one");
    const Digest two = sha256("two");
    const Digest unknown = sha256("a leaf of another process");
};

TEST_F(SequencingMeterTest, MeasuresFromTheCommitToTheCheckpoint) {
    meter.committing(one, noon);
    meter.committing(two, noon + milliseconds(300));
    meter.sequenced(std::vector{unknown, one, two}, 17, noon + milliseconds(700));
    const auto text = metrics.text();
    EXPECT_THAT(text, HasSubstr("daylight_sequencing_delay_seconds_count 2\n"));
    EXPECT_THAT(text, HasSubstr("daylight_sequencing_delay_seconds_sum 1.1"));
    EXPECT_THAT(text, HasSubstr("daylight_sequencing_delay_seconds_bucket{le=\"0.5\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("daylight_sequencing_delay_seconds_bucket{le=\"0.75\"} 2\n"));
    EXPECT_EQ(reading("daylight_log_leaves", noon), 17);
}

TEST_F(SequencingMeterTest, TellsHowLongTheOldestWaits) {
    EXPECT_EQ(oldest(noon), 0);
    meter.committing(one, noon);
    meter.committing(two, noon + seconds(2));
    EXPECT_EQ(oldest(noon + seconds(5)), 5);
    meter.sequenced(std::vector{one}, 1, noon + seconds(5));
    EXPECT_EQ(oldest(noon + seconds(5)), 3);
    meter.sequenced(std::vector{two}, 2, noon + seconds(6));
    EXPECT_EQ(oldest(noon + seconds(9)), 0);
}

TEST_F(SequencingMeterTest, ForgetsWhatWasNotCommitted) {
    meter.committing(one, noon);
    meter.not_committed(one);
    meter.not_committed(two);
    EXPECT_EQ(oldest(noon + seconds(5)), 0);
    meter.sequenced(std::vector{one}, 1, noon + seconds(5));
    EXPECT_THAT(metrics.text(), HasSubstr("daylight_sequencing_delay_seconds_count 0\n"));
}

TEST_F(SequencingMeterTest, SaysNoSizeBeforeItKnowsOne) {
    EXPECT_EQ(reading("daylight_log_leaves", noon), -1);
}

TEST_F(SequencingMeterTest, RemembersSoMuchInAStandstillAndNoMore) {
    std::vector<Digest> all;
    for (std::size_t i = 0; i <= SequencingMeter::most_waiting; ++i) {
        all.push_back(sha256(std::to_string(i)));
        meter.committing(all.back(), noon + milliseconds(i));
    }
    EXPECT_EQ(oldest(noon + seconds(100)), 100);  // the oldest is not what gives way
    meter.sequenced(all, all.size(), noon + seconds(100));
    EXPECT_THAT(metrics.text(), HasSubstr("daylight_sequencing_delay_seconds_count 65536\n"));
    EXPECT_EQ(oldest(noon + seconds(200)), 0);
}

// --- the process ---

double process(std::string_view name) {
    for (const auto& one : process_readings()) {
        if (one.metric == name) {
            return one.value;
        }
    }
    ADD_FAILURE() << name;
    return 0;
}

TEST(ProcessReadings, SeeAFileThatIsOpened) {
    const auto before = process("process_open_fds");
    const int file = ::open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    EXPECT_EQ(process("process_open_fds"), before + 1);
    ::close(file);
    EXPECT_EQ(process("process_open_fds"), before);
    EXPECT_GT(process("process_max_fds"), before);
}

TEST(ProcessReadings, SeeAThreadThatRuns) {
    const auto before = process("process_threads");
    std::mutex gate;
    gate.lock();
    std::thread thread([&] { const std::lock_guard wait(gate); });
    EXPECT_EQ(process("process_threads"), before + 1);
    gate.unlock();
    thread.join();
}

TEST(ProcessReadings, SeeMemoryThatIsTouched) {
    const auto before = process("process_resident_memory_bytes");
    EXPECT_GT(before, 1e6);
    const std::vector<char> touched(64 << 20, 'x');
    EXPECT_GT(process("process_resident_memory_bytes"), before + 48e6);
    EXPECT_EQ(touched.back(), 'x');
}

TEST(ProcessReadings, KnowWhenTheProcessBegan) {
    const auto now =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    const auto began = process("process_start_time_seconds");
    EXPECT_LT(began, now + 1);
    EXPECT_GT(began, now - 3600);
    EXPECT_EQ(process("process_start_time_seconds"), began);
    EXPECT_GE(process("process_cpu_seconds_total"), 0);
}

}  // namespace
}  // namespace daylit::metrics

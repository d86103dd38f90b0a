// The program itself, run as the server runs it.
#include "server/shell/parser_process.hpp"

#include "server/parser/messages.hpp"
#include "tests/parser/sealed_files.hpp"
#include "tests/support/near_envelopes.hpp"

#include <Poco/Util/MapConfiguration.h>

#include <gmock/gmock.h>

#include <csignal>
#include <thread>

namespace daylit::parser {
namespace {

using sealing::bytes_in;
using shell::ParserOptions;
using shell::ParserProcess;
using testing::at;
using testing::envelope_of;
using testing::in_pieces;
using testing::read;
using testing_support::NearEnvelopes;

ParserOptions real() {
    ParserOptions options;
    options.program = DAYLIGHT_PARSER;
    return options;
}
ParserOptions other(const std::string& program) {
    auto options = real();
    options.program = program;
    return options;
}

std::string checked(app::Envelopes& envelopes, const sealing::ByteSource& source) {
    const auto answer = envelopes.check(source, app::Patience::in_passing);
    return answer ? to_json_text(sealing::record_of(answer->envelope)) + answer->digest.hex()
                  : answer.refusal().code;
}

struct Opened {
    std::string word;
    std::string signer;
    std::string contents;
    bool operator==(const Opened&) const = default;
};

Opened opened(app::Envelopes& envelopes, const std::string& bytes, const sealing::Envelope& envelope,
              const sealing::Point& agreed) {
    Opened opened;
    const auto answer = envelopes.open(
        envelope, agreed, in_pieces(bytes, 700), [&](std::string_view piece) { opened.contents += piece; },
        app::Patience::waits);
    if (!answer) {
        return {answer.refusal().code, "", ""};  // what came of the contents counts for nothing
    }
    EXPECT_EQ(answer->digest, sha256(opened.contents));
    EXPECT_EQ(answer->size, opened.contents.size());
    opened.word = "opens";
    opened.signer = answer->signer;
    return opened;
}

// By what the kernel knows, so that nothing is asked of what is tested.
std::vector<pid_t> children() {
    std::ifstream file("/proc/thread-self/children");
    return {std::istream_iterator<pid_t>(file), {}};
}

std::size_t open_files() {
    const std::filesystem::directory_iterator files("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST(ParserProcess, ChecksAsTheLibraryDoes) {
    ParserProcess process(real());
    NearEnvelopes near;
    std::vector<std::string> all;
    for (const auto& [name, opening] : at("openings").get_object()) {
        all.push_back(envelope_of(opening));
        EXPECT_EQ(process.check(bytes_in(all.back()), app::Patience::in_passing)->digest, sha256(all.back()))
            << name;
        all.push_back(all.back() + '\0');
        all.push_back(all.front().substr(0, all.front().size() - 1));
    }
    for (const auto& negative : at("negative_envelopes").get_array()) {
        all.push_back(envelope_of(negative));
    }
    all.insert(all.end(), {"", "%PDF-1.7", testing::base64(at("openings/ossl_gcm/content_file_b64"))});
    std::set<std::string> words;
    for (const auto& bytes : all) {
        const auto word = checked(process, in_pieces(bytes, 1000));
        EXPECT_EQ(word, checked(near, bytes_in(bytes)));
        words.insert(word);
    }
    EXPECT_EQ(words.size(), 4U + 5U) << "the openings, and every refusal there is";
    EXPECT_FALSE(words.contains("envelope_reader_failed"));
}

TEST(ParserProcess, OpensAsTheLibraryDoes) {
    ParserProcess process(real());
    NearEnvelopes near;
    int opens = 0;
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto bytes = envelope_of(opening);
        const auto agreed = testing::agreed_of(opening);
        const auto there = opened(process, bytes, read(bytes), agreed);
        EXPECT_EQ(there, opened(near, bytes, read(bytes), agreed)) << name;
        EXPECT_NE(there.word, "envelope_reader_failed") << name;
        opens += there.word == "opens" ? 1 : 0;
        for (const auto& wrong : {sealing::Point::generator(), sealing::Point::infinity()}) {
            EXPECT_EQ(opened(process, bytes, read(bytes), wrong).word, "envelope_does_not_open") << name;
        }
        auto damaged = bytes;
        damaged[bytes.size() - 200] = static_cast<char>(damaged[bytes.size() - 200] ^ 1);
        const auto damage = opened(process, damaged, read(bytes), agreed);
        EXPECT_EQ(damage, opened(near, damaged, read(bytes), agreed)) << name;
        EXPECT_NE(damage.word, "opens") << name;
        EXPECT_NE(damage.word, "envelope_reader_failed") << name;
    }
    EXPECT_GE(opens, 2);
}

TEST(ParserProcess, RefusesWhatEndsEarlyWhileItOpens) {
    ParserProcess process(real());
    const auto& opening = at("openings/ossl_gcm");
    const auto bytes = envelope_of(opening);
    for (const std::size_t size : {std::size_t(0), std::size_t(300), bytes.size() / 2, bytes.size() - 1}) {
        const auto word =
            opened(process, bytes.substr(0, size), read(bytes), testing::agreed_of(opening)).word;
        EXPECT_THAT(word, ::testing::StartsWith("envelope_")) << size;
        EXPECT_NE(word, "envelope_reader_failed") << size;
    }
}

// The answer is there long before all is said: what is left unsaid is nobody's SIGPIPE.
TEST(ParserProcess, AnswersBeforeItHasHeardAll) {
    ParserProcess process(real());
    std::size_t given = 0;
    const auto word = checked(process, [&](std::span<char> to) {
        std::fill(to.begin(), to.end(), 'x');
        given += to.size();
        return given < 100'000'000 ? to.size() : 0;
    });
    EXPECT_EQ(word, "envelope_not_encrypted");
}

TEST(ParserProcess, DecidesNothingWhereThereIsNoProgram) {
    const auto bytes = envelope_of(at("openings/ossl_gcm"));
    for (const auto* program : {"/nonexistent/daylight-parser", "/etc/passwd", "/bin/true", "/bin/false",
                                "/bin/cat", "/usr/bin/yes", "/usr/bin/printf"}) {
        ParserProcess process(other(program));
        EXPECT_EQ(checked(process, bytes_in(bytes)), "envelope_reader_failed") << program;
        EXPECT_EQ(opened(process, bytes, read(bytes), testing::agreed_of(at("openings/ossl_gcm"))).word,
                  "envelope_reader_failed")
            << program;
    }
    EXPECT_THAT(children(), ::testing::IsEmpty());
}

TEST(ParserProcess, DecidesNothingWhenItIsKilledMidway) {
    ParserProcess process(real());
    const auto bytes = envelope_of(at("openings/pkijs_cbc"));
    const auto envelope = read(bytes);
    int reads = 0;
    const auto killing = [&, source = in_pieces(bytes, 300)](std::span<char> to) mutable {
        if (++reads == 3) {
            const auto all = children();
            EXPECT_EQ(all.size(), 1U);
            ::kill(all.at(0), SIGKILL);
        }
        return source(to);
    };
    EXPECT_EQ(checked(process, killing), "envelope_reader_failed");
    EXPECT_GE(reads, 3);
    reads = 0;
    const auto word = process.open(
        envelope, testing::agreed_of(at("openings/pkijs_cbc")),
        [&, source = in_pieces(bytes, 300)](std::span<char> to) mutable {
            if (++reads == 3) {
                ::kill(children().at(0), SIGKILL);
            }
            return source(to);
        },
        [](std::string_view) {}, app::Patience::waits);
    EXPECT_EQ(word.refusal().code, "envelope_reader_failed");
    EXPECT_THAT(children(), ::testing::IsEmpty());
}

// An envelope that promises to be endless, and keeps its promise.
TEST(ParserProcess, DecidesNothingWhenItTakesTooLong) {
    auto options = real();
    options.longest = std::chrono::milliseconds(300);
    ParserProcess process(options);
    const auto bytes = envelope_of(at("openings/pkijs_cbc"));
    const auto envelope = read(bytes);
    // What stands ahead of the contents, said to be of indefinite length all the way, with endless segments.
    const auto head = [&] {
        const auto at_recipients = bytes.find(envelope.recipients);
        const auto type = bytes.find(testing::bytes("06092a864886f70d010703"));
        const auto der = [&](std::string_view hex) { return testing::bytes(hex); };
        EXPECT_NE(at_recipients, std::string::npos);
        EXPECT_NE(type, std::string::npos);
        return der("3080") + bytes.substr(type, 11) + der("a0803080020102") + envelope.recipients +
               der("3080") + der("06092a864886f70d010701") + envelope.algorithm + der("a080");
    }();
    const auto segment = testing::bytes("04820400") + std::string(1024, 'x');
    std::string rest = head;
    const auto endless = [&](std::span<char> to) {
        rest += rest.size() < segment.size() ? segment : "";
        const auto size = rest.copy(to.data(), to.size());
        rest.erase(0, size);
        return size;
    };
    EXPECT_EQ(checked(process, endless), "envelope_reader_failed");
    EXPECT_THAT(children(), ::testing::IsEmpty());
}

TEST(ParserProcess, PassesOnWhatItsEndsThrowAndLeavesNothingBehind) {
    ParserProcess process(real());
    const auto& opening = at("openings/pkijs_cbc");
    const auto bytes = envelope_of(opening);
    const auto envelope = read(bytes);
    const auto files = open_files();
    const auto lost = [](std::span<char>) -> std::size_t { throw std::runtime_error("no database"); };
    const auto full = [](std::string_view) { throw std::runtime_error("the disk is full"); };
    EXPECT_THROW((void)process.check(lost, app::Patience::in_passing), std::runtime_error);
    EXPECT_THROW(
        (void)process.open(
            envelope, testing::agreed_of(opening), lost, [](std::string_view) {}, app::Patience::waits),
        std::runtime_error);
    EXPECT_THROW((void)process.open(envelope, testing::agreed_of(opening), bytes_in(bytes), full,
                                    app::Patience::waits),
                 std::runtime_error);
    EXPECT_EQ(checked(process, bytes_in("%PDF-1.7")), "envelope_not_encrypted") << "turns were given back";
    EXPECT_THAT(children(), ::testing::IsEmpty());
    EXPECT_EQ(open_files(), files);
}

TEST(ParserProcess, WhoAsksInPassingDoesNotWaitForOthers) {
    auto options = real();
    options.at_once = 1;
    options.in_passing = std::chrono::milliseconds(10);
    ParserProcess process(options);
    const auto opening = at("openings/ossl_gcm");
    const auto bytes = envelope_of(opening);
    const auto envelope = NearEnvelopes().check(bytes_in(bytes), app::Patience::waits)->envelope;
    std::string word;
    std::string opening_word;
    const auto source = [&, rest = bytes_in(bytes)](std::span<char> to) mutable {
        if (word.empty()) {
            word = checked(process, bytes_in(bytes));
            opening_word = process
                               .open(
                                   envelope, testing::agreed_of(opening), bytes_in(bytes),
                                   [](std::string_view) {}, app::Patience::in_passing)
                               .refusal()
                               .code;
        }
        return rest(to);
    };
    EXPECT_TRUE(process.check(source, app::Patience::in_passing));
    EXPECT_EQ(word, "envelope_reader_busy");
    EXPECT_EQ(opening_word, "envelope_reader_busy");
    EXPECT_TRUE(process.check(bytes_in(bytes), app::Patience::in_passing));
}

TEST(ParserProcess, LetsSoManyRunAtOnce) {
    auto options = real();
    options.at_once = 2;
    options.in_passing = std::chrono::minutes(1);
    ParserProcess process(options);
    const auto bytes = envelope_of(at("openings/ossl_gcm"));
    std::mutex mutex;
    std::condition_variable met;
    int inside = 0;
    int most = 0;
    const auto one = [&] {
        bool is_first = true;
        const auto source = [&, rest = bytes_in(bytes)](std::span<char> to) mutable {
            std::unique_lock lock(mutex);
            if (is_first) {
                is_first = false;
                most = std::max(most, ++inside);
                met.notify_all();
                met.wait(lock, [&] { return most >= 2; });  // once two have met nobody waits any more
            }
            const auto size = rest(to);
            inside -= size == 0 ? 1 : 0;
            return size;
        };
        EXPECT_TRUE(process.check(source, app::Patience::in_passing));
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back(one);
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(most, 2);
}

TEST(ParserProcess, IsFoundBesideTheServerOrWhereTheConfigurationSays) {
    Poco::AutoPtr<Poco::Util::MapConfiguration> configuration(new Poco::Util::MapConfiguration);
    const auto own = std::filesystem::read_symlink("/proc/self/exe");
    EXPECT_EQ(shell::read_parser_options(*configuration).program, own.parent_path() / "daylight-parser");
    configuration->setString("sealing.parser", "/opt/reader");
    EXPECT_EQ(shell::read_parser_options(*configuration).program, "/opt/reader");
}

}  // namespace
}  // namespace daylit::parser

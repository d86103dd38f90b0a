// Large envelopes: through in the memory of a small one, and nobody waits for the other for ever.
#include "server/parser/messages.hpp"
#include "server/shell/child.hpp"
#include "server/shell/parser_process.hpp"
#include "tests/parser/sealed_files.hpp"
#include "tests/support/near_envelopes.hpp"

namespace daylit::parser {
namespace {

using shell::Child;

constexpr std::size_t mebibyte = 1024 * 1024;

std::size_t peak_kibibytes(pid_t id) {
    std::ifstream status("/proc/" + std::to_string(id) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stoul(line.substr(6));
        }
    }
    return 0;
}

class LargeEnvelope : public testing::SealedFiles {
protected:
    // The most memory that the program held until it had been given everything but a socket's buffer.
    static std::size_t peak(const std::string& mode, const std::string& first,
                            const std::filesystem::path& path) {
        const auto deadline = Child::Deadline::clock::now() + std::chrono::minutes(5);
        std::size_t most = 0;
        std::size_t heard = 0;
        Child child(DAYLIGHT_PARSER, mode);
        const auto talk = child.talk(
            [&, rest = first, file = testing::bytes_of_file(path)](std::span<char> to) mutable {
                const auto size = rest.empty() ? file(to) : rest.copy(to.data(), to.size());
                rest.erase(0, size);
                most = size == 0 ? peak_kibibytes(child.id()) : most;
                return size;
            },
            [&](std::string_view bytes) {
                heard += bytes.size();
                return true;
            },
            deadline);
        EXPECT_EQ(talk, Child::Talk::over);
        EXPECT_EQ(child.end(deadline), "");
        EXPECT_GT(heard, mode == "open" ? std::filesystem::file_size(path) / 2 : 100U);
        EXPECT_GT(most, 1000U);
        return most;
    }

    std::array<std::size_t, 2> peaks(std::size_t size) const {
        const auto path = sealed(size);
        const auto envelope = sealing::read_envelope(testing::bytes_of_file(path)).value();
        const OpenOrder order{sealing::record_of(envelope), to_hex(agreed(envelope).compressed())};
        return {peak("check", "", path), peak("open", to_json_text(order) + "\n", path)};
    }
};

TEST_F(LargeEnvelope, TakesNoMoreMemoryThanASmallOne) {
    if constexpr (DAYLIGHT_SANITIZED) {
        GTEST_SKIP() << "a sanitizer keeps what was given back";
    }
    const auto small = peaks(mebibyte);
    const auto large = peaks(100 * mebibyte);
    for (const std::size_t mode : {0U, 1U}) {
        EXPECT_LT(large[mode], small[mode] + 8 * 1024) << "KiB, where 64 MiB would do";
        RecordProperty(mode == 0 ? "check_kibibytes" : "open_kibibytes", static_cast<int>(large[mode]));
    }
}

TEST_F(LargeEnvelope, OpensToWhatWasSigned) {
    for (const auto* cipher : {"-aes-256-gcm", "-aes-256-cbc"}) {
        const auto path = sealed(10 * mebibyte, cipher);
        shell::ParserOptions options;
        options.program = DAYLIGHT_PARSER;
        shell::ParserProcess process(options);
        const auto checked = process.check(testing::bytes_of_file(path), app::Patience::in_passing);
        ASSERT_TRUE(checked) << checked.refusal().code;
        EXPECT_EQ(checked->envelope.size, std::filesystem::file_size(path));
        std::ofstream opened(folder.path() / "opened", std::ios::binary);
        const auto contents = process.open(
            checked->envelope, agreed(checked->envelope), testing::bytes_of_file(path),
            [&](std::string_view bytes) { opened << bytes; }, app::Patience::waits);
        ASSERT_TRUE(contents) << contents.refusal().code;
        opened.close();
        EXPECT_EQ(contents->size, 10 * mebibyte);
        EXPECT_TRUE(folder.read("opened") == folder.read("contents"));
        EXPECT_EQ(contents->signer, Certificate::from_pem(folder.read("bidder.crt"))->der());
    }
}

// More than fits between the two threads is still to come when it is clear that it is nothing signed.
TEST_F(LargeEnvelope, OfSomethingElseIsReadToItsEnd) {
    (void)folder.write("other", std::string(2 * mebibyte, 'x'));
    const auto path = sealed_as_it_is("other");
    const auto envelope = sealing::read_envelope(testing::bytes_of_file(path)).value();
    testing_support::NearEnvelopes near;
    const auto nowhere = [](std::string_view) {};
    const auto outcome =
        near.open(envelope, agreed(envelope), testing::bytes_of_file(path), nowhere, app::Patience::waits);
    EXPECT_EQ(outcome.refusal().code, "signed_malformed");

    // Damaged at its end: that it does not open is what counts.
    auto bytes = folder.read("sealed");
    bytes[bytes.size() - 100] = static_cast<char>(bytes[bytes.size() - 100] ^ 1);
    const auto damaged =
        near.open(envelope, agreed(envelope), sealing::bytes_in(bytes), nowhere, app::Patience::waits);
    EXPECT_EQ(damaged.refusal().code, "envelope_does_not_open");
}

// Either end may break at any moment, in the middle of far more than fits between the two.
TEST_F(LargeEnvelope, EndsWhenEitherEndBreaks) {
    const auto path = sealed(2 * mebibyte);
    const auto envelope = sealing::read_envelope(testing::bytes_of_file(path)).value();
    testing_support::NearEnvelopes near;
    for (const int after : {0, 1, 5, 20}) {
        int pieces = 0;
        EXPECT_THROW((void)near.open(
                         envelope, agreed(envelope), testing::bytes_of_file(path),
                         [&](std::string_view) {
                             if (pieces++ == after) {
                                 throw std::runtime_error("the disk is full");
                             }
                         },
                         app::Patience::waits),
                     std::runtime_error);
        int reads = 0;
        const auto lost = [&, file = testing::bytes_of_file(path)](std::span<char> to) mutable {
            if (reads++ == after) {
                throw std::runtime_error("the connection is lost");
            }
            return file(to);
        };
        EXPECT_THROW((void)near.open(
                         envelope, agreed(envelope), lost, [](std::string_view) {}, app::Patience::waits),
                     std::runtime_error);
    }
    parser::Opener unused;  // and ends
}

}  // namespace
}  // namespace daylit::parser

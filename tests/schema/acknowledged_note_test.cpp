#include "schema/acknowledged_note.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace daylit::schema {
namespace {

class Note : public testing::Test {
protected:
    Note()
        : file_(std::filesystem::path(testing::TempDir()) /
                ("note-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
        std::filesystem::remove(file_);
    }
    ~Note() override { std::filesystem::remove(file_); }

    static AcknowledgedEvent event(std::int64_t seq) {
        return {"lot:a", seq, sha256("event " + std::to_string(seq))};
    }
    void overwrite(std::streamoff at, const std::string& bytes) {
        std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(at);
        file << bytes;
    }

    std::filesystem::path file_;
};

TEST_F(Note, BeginsEmptyAndIsItsOwnersAlone) {
    const AcknowledgedNote note(file_);

    EXPECT_EQ(note.last(), std::nullopt);
    EXPECT_EQ(std::filesystem::status(file_).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Note, TellsTheLastEventAfterARestart) {
    for (std::int64_t seq = 1; seq <= 5; ++seq) {
        AcknowledgedNote note(file_);
        note.note(event(seq));
        EXPECT_EQ(note.last(), event(seq));
        EXPECT_EQ(AcknowledgedNote(file_).last(), event(seq));
    }
}

TEST_F(Note, ATornWriteLeavesTheOneBefore) {
    {
        AcknowledgedNote note(file_);
        note.note(event(1));  // in the second slot
        note.note(event(2));  // in the first
    }
    overwrite(3, "torn");

    EXPECT_EQ(AcknowledgedNote(file_).last(), event(1));
}

TEST_F(Note, WhatCannotBeReadIsRefusedAndNotTakenForEmpty) {
    {
        AcknowledgedNote note(file_);
        note.note(event(1));
    }
    overwrite(512 + 3, "torn");

    EXPECT_THROW(AcknowledgedNote{file_}, NoteBroken);
    EXPECT_THROW(AcknowledgedNote{"/nowhere/at/all"}, NoteBroken);
}

TEST_F(Note, ManyWritersEachComeBackWithTheirsOrANewerOneOnDisk) {
    AcknowledgedNote note(file_);
    std::vector<std::thread> threads;
    for (std::int64_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::int64_t i = 1; i <= 20; ++i) {
                note.note(event(t * 100 + i));
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }

    EXPECT_EQ(AcknowledgedNote(file_).last(), note.last());
    EXPECT_EQ(note.last()->seq % 100, 20);
}

TEST_F(Note, ADiskThatTakesNothingMoreIsSaid) {
    AcknowledgedNote note(file_);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    rlimit none = before;
    none.rlim_cur = 0;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &none);
    EXPECT_THROW(note.note(event(1)), NoteBroken);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    note.note(event(2));
    EXPECT_EQ(AcknowledgedNote(file_).last(), event(2));
}

}  // namespace
}  // namespace daylit::schema

// The contract that every implementation of the ports keeps: one suite of tests, run on memory and on
// MariaDB.
#pragma once

#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace daylit::schema {

enum class Mood { plain, curious };
BOOST_DESCRIBE_ENUM(Mood, plain, curious)

// A row with every kind of column. The table is made by the tests (contract_tables_sql), not by a migration.
struct SpecimenRow {
    LotId id;
    std::int64_t seq = 0;
    std::string phase;
    std::string name;
    std::optional<std::string> nickname;
    std::optional<Instant> due;
    Fen amount;
    Date day;
    Digest digest;
    Mood mood = Mood::plain;
    bool checked = false;
    std::string state;
    bool operator==(const SpecimenRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(SpecimenRow, (),
                      (id, seq, phase, name, nickname, due, amount, day, digest, mood, checked, state))
template <>
inline const TableSpec TableOf<SpecimenRow>::spec =
    describe_table<SpecimenRow>("specimen", {"id"}, {{"name"}, {"phase", "nickname"}});

// A row whose key has two columns.
struct PairRow {
    std::string left;
    std::int64_t right = 0;
    std::string text;
    bool operator==(const PairRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(PairRow, (), (left, right, text))
template <>
inline const TableSpec TableOf<PairRow>::spec = describe_table<PairRow>("pair", {"left", "right"});

// A row with no unique key but its own, which may name a specimen and another of its kind.
struct LabelRow {
    std::string id;
    std::optional<LotId> specimen;
    std::optional<std::string> next;
    std::string text;
    bool operator==(const LabelRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(LabelRow, (), (id, specimen, next, text))
template <>
inline const TableSpec TableOf<LabelRow>::spec = describe_table<LabelRow>("label", {"id"});

SpecimenRow specimen(const std::string& id);

// A store under test, with the means to make it fail.
class StoreUnderTest {
public:
    virtual ~StoreUnderTest() = default;
    virtual Store& store() = 0;
    virtual LogStore& log() = 0;
    virtual std::unique_ptr<LogStore> second_log() = 0;  // as another process would have one
    // What befalls the next transaction that is about to be committed.
    virtual void lose_connection_before_commit() = 0;
    virtual void lose_answer_to_commit() = 0;
    virtual void stop() = 0;
    virtual void start() = 0;
};

using StoreMaker = std::function<std::unique_ptr<StoreUnderTest>()>;

// Each program that links the contract tells how its store is made (on empty tables).
struct Implementation {
    std::string name;
    StoreMaker make;
};
Implementation implementation();

class StoreContract : public testing::Test {
protected:
    void SetUp() override { under_test_ = implementation().make(); }
    Store& store() { return under_test_->store(); }
    LogStore& log() { return under_test_->log(); }
    StoreUnderTest& under_test() { return *under_test_; }

    // The stream's next events, sealed, with the bodies {"n":1}, {"n":2} …; appends them in one transaction.
    std::vector<StoredEvent> append_events(const std::string& stream, int count);

private:
    std::unique_ptr<StoreUnderTest> under_test_;
};

Instant round_hour();
std::vector<StoredEvent> seal_events(StreamHead head, int count);

}  // namespace daylit::schema

#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

using testing::Test;

std::string every_byte() {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes.push_back(static_cast<char>(i));
    }
    return bytes;
}

std::vector<std::string> ids_of(const std::vector<SpecimenRow>& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows) {
        ids.push_back(row.id.text);
    }
    return ids;
}

class RowContract : public StoreContract {
protected:
    void insert(const std::vector<SpecimenRow>& rows) {
        store().transact([&](UnitOfWork& work) {
            for (const auto& row : rows) {
                ASSERT_TRUE(work.insert(row)) << row.id.text;
            }
        });
    }
    std::optional<SpecimenRow> find(const std::string& id) {
        std::optional<SpecimenRow> row;
        store().read([&](UnitOfWork& work) { row = work.find<SpecimenRow>(Lock::none, LotId{id}); });
        return row;
    }
    std::vector<std::string> select(const Query& query) {
        std::vector<std::string> ids;
        store().read([&](UnitOfWork& work) { ids = ids_of(work.select<SpecimenRow>(query)); });
        return ids;
    }
    bool update(const SpecimenRow& row, const std::vector<Condition>& where = {}) {
        bool done = false;
        store().transact([&](UnitOfWork& work) { done = work.update(row, where); });
        return done;
    }
};

TEST_F(RowContract, GivesEveryValueBackExactly) {
    auto row = specimen("one");
    row.name = "  阳光交易 Ünï 𠮷 ' \" \\ % _ ; -- ";
    row.nickname = "";
    row.due = round_hour() + Milliseconds(7);
    row.amount = Fen(Fen::most);
    row.state = every_byte();

    insert({row});

    EXPECT_EQ(find("one"), row);
}

TEST_F(RowContract, GivesNullBackAsNothing) {
    insert({specimen("one")});

    const auto row = find("one");

    ASSERT_TRUE(row);
    EXPECT_EQ(row->nickname, std::nullopt);
    EXPECT_EQ(row->due, std::nullopt);
}

TEST_F(RowContract, KeepsNegativeNumbersAndLargeStates) {
    auto row = specimen("one");
    row.seq = -9'007'199'254'740'991;
    for (int i = 0; i < 12'000; ++i) {
        row.state += every_byte();
    }

    insert({row});

    EXPECT_EQ(find("one"), row);
}

TEST_F(RowContract, FindsNothingUnderAnotherKey) {
    insert({specimen("one")});

    EXPECT_EQ(find("ONE"), std::nullopt);
    EXPECT_EQ(find("one "), std::nullopt);
    EXPECT_EQ(find("on"), std::nullopt);
}

TEST_F(RowContract, FindsARowWithThoseThatItNames) {
    const LabelRow last{"last", std::nullopt, std::nullopt, "z"};
    const LabelRow first{"first", LotId{"one"}, "last", "a"};
    insert({specimen("one")});
    store().transact([&](UnitOfWork& work) {
        work.put(first);
        work.put(last);
        // What the transaction wrote itself is found too.
        EXPECT_EQ(std::get<0>(work.find_linked<LabelRow, LabelRow>({{{0, "next"}}}, std::string("first"))),
                  first);
    });

    store().read([&](UnitOfWork& work) {
        const auto [label, one, next, nothing] =
            work.find_linked<LabelRow, SpecimenRow, LabelRow, SpecimenRow>(
                {{{0, "specimen"}, {0, "next"}, {2, "specimen"}}}, std::string("first"));
        EXPECT_EQ(label, first);
        EXPECT_EQ(one, specimen("one"));
        EXPECT_EQ(next, last);
        EXPECT_EQ(nothing, std::nullopt);
    });
}

TEST_F(RowContract, WhereARowIsNotThereNeitherIsWhatItWouldName) {
    store().transact([](UnitOfWork& work) { work.put(LabelRow{"first", LotId{"none"}, "gone", "a"}); });

    store().read([](UnitOfWork& work) {
        const auto [label, one, next, after] = work.find_linked<LabelRow, SpecimenRow, LabelRow, LabelRow>(
            {{{0, "specimen"}, {0, "next"}, {2, "next"}}}, std::string("first"));
        EXPECT_TRUE(label);
        EXPECT_FALSE(one || next || after);
        const auto [missing, its] =
            work.find_linked<LabelRow, LabelRow>({{{0, "next"}}}, std::string("FIRST"));
        EXPECT_FALSE(missing || its);
    });
}

TEST_F(RowContract, RefusesATakenPrimaryKeyAndGoesOn) {
    insert({specimen("one")});
    auto other = specimen("one");
    other.name = "another";

    store().transact([&](UnitOfWork& work) {
        EXPECT_FALSE(work.insert(other));
        EXPECT_TRUE(work.insert(specimen("two")));
    });

    EXPECT_EQ(find("one"), specimen("one"));
    EXPECT_TRUE(find("two"));
}

TEST_F(RowContract, RefusesATakenUniqueKeyComparedByteByByte) {
    auto first = specimen("one");
    first.name = "Lot";
    insert({first});

    store().transact([&](UnitOfWork& work) {
        auto row = specimen("two");
        row.name = "Lot";
        EXPECT_FALSE(work.insert(row));
        row.name = "lot";
        EXPECT_TRUE(work.insert(row));
        row.id = LotId{"three"};
        row.name = "Lot ";
        EXPECT_TRUE(work.insert(row));
        row.id = LotId{"four"};
        row.name = "Löt";
        EXPECT_TRUE(work.insert(row));
    });
}

TEST_F(RowContract, TakesNoTwoRowsWithTheSamePairOfValuesButManyWithNull) {
    auto one = specimen("one");
    one.nickname = "nick";
    auto two = specimen("two");
    two.nickname = "nick";
    auto elsewhere = specimen("three");
    elsewhere.phase = "timed";
    elsewhere.nickname = "nick";
    insert({one, elsewhere, specimen("four"), specimen("five")});

    store().transact([&](UnitOfWork& work) { EXPECT_FALSE(work.insert(two)); });

    EXPECT_EQ(find("two"), std::nullopt);
}

TEST_F(RowContract, UpdatesOnTheConditionOfTheOldSeq) {
    insert({specimen("one")});
    auto row = specimen("one");
    row.seq = 2;
    row.phase = "timed";
    row.due = round_hour();

    EXPECT_TRUE(update(row, {equals("seq", 1)}));
    EXPECT_EQ(find("one"), row);
    row.seq = 3;
    EXPECT_FALSE(update(row, {equals("seq", 1)}));
    EXPECT_EQ(find("one")->seq, 2);
}

TEST_F(RowContract, AnUpdateThatChangesNothingStillMatches) {
    insert({specimen("one")});

    EXPECT_TRUE(update(specimen("one"), {equals("seq", 1)}));
}

TEST_F(RowContract, UpdatesNoRowThatIsNotThere) {
    EXPECT_FALSE(update(specimen("one")));
}

TEST_F(RowContract, RefusesAnUpdateToAUniqueValueThatAnotherRowHas) {
    insert({specimen("one"), specimen("two")});
    auto row = specimen("two");
    row.name = specimen("one").name;

    EXPECT_FALSE(update(row));
    EXPECT_EQ(find("two"), specimen("two"));
}

TEST_F(RowContract, AnUpdateFreesTheOldUniqueValue) {
    insert({specimen("one")});
    auto renamed = specimen("one");
    renamed.name = "renamed";
    ASSERT_TRUE(update(renamed));
    auto heir = specimen("two");
    heir.name = specimen("one").name;

    insert({heir});

    EXPECT_EQ(find("two"), heir);
}

TEST_F(RowContract, ErasesWhatMeetsAllConditions) {
    auto timed = specimen("two");
    timed.phase = "timed";
    insert({specimen("one"), timed, specimen("three")});
    std::int64_t erased = 0;

    store().transact(
        [&](UnitOfWork& work) { erased = work.erase<SpecimenRow>({equals("phase", "listing")}); });

    EXPECT_EQ(erased, 2);
    EXPECT_EQ(select({}), std::vector<std::string>{"two"});
}

TEST_F(RowContract, ARowErasedFreesItsKeys) {
    insert({specimen("one")});

    store().transact([&](UnitOfWork& work) {
        EXPECT_EQ(work.erase<SpecimenRow>({equals("id", "one")}), 1);
        EXPECT_TRUE(work.insert(specimen("one")));
    });

    EXPECT_TRUE(find("one"));
}

TEST_F(RowContract, SelectsByEachComparison) {
    for (int i = 1; i <= 5; ++i) {
        auto row = specimen("r" + std::to_string(i));
        row.seq = i;
        row.due = i % 2 == 1 ? std::optional(round_hour() + Milliseconds(i)) : std::nullopt;
        insert({row});
    }
    using Ids = std::vector<std::string>;
    const auto by_seq = [&](Compare compare) {
        return select({{{"seq", compare, Value(std::int64_t(3)), {}}}, {}, 100});
    };

    EXPECT_EQ(by_seq(Compare::equal), (Ids{"r3"}));
    EXPECT_EQ(by_seq(Compare::less), (Ids{"r1", "r2"}));
    EXPECT_EQ(by_seq(Compare::greater), (Ids{"r4", "r5"}));
    EXPECT_EQ(by_seq(Compare::at_most), (Ids{"r1", "r2", "r3"}));
    EXPECT_EQ(by_seq(Compare::at_least), (Ids{"r3", "r4", "r5"}));
    EXPECT_EQ(select({{{"due", Compare::is_null, {}, {}}}, {}, 100}), (Ids{"r2", "r4"}));
    EXPECT_EQ(select({{{"due", Compare::not_null, {}, {}}}, {}, 100}), (Ids{"r1", "r3", "r5"}));
    EXPECT_EQ(
        select({{{"due", Compare::at_most, ColumnCodec<Instant>::write(round_hour() + Milliseconds(3)), {}}},
                {},
                100}),
        (Ids{"r1", "r3"}));
}

TEST_F(RowContract, SelectsOneOfManyValuesAndNoneOfNone) {
    insert({specimen("a"), specimen("b"), specimen("c"), specimen("d")});
    using Ids = std::vector<std::string>;
    const auto one_of = [&](std::vector<Value> values) {
        return select({{{"id", Compare::one_of, {}, std::move(values)}}, {}, 100});
    };

    EXPECT_EQ(one_of({"a"}), (Ids{"a"}));
    EXPECT_EQ(one_of({"d", "b", "x"}), (Ids{"b", "d"}));
    EXPECT_EQ(one_of({"a", "b", "c", "d", "e"}), (Ids{"a", "b", "c", "d"}));
    EXPECT_EQ(one_of({}), Ids{});
}

TEST_F(RowContract, FindsTextThatStartsWithOrContainsAnything) {
    const std::vector<std::pair<std::string, std::string>> names = {{"a", "100% fen"},   {"b", "100 yuan"},
                                                                    {"c", "ab_c"},       {"d", "abxc"},
                                                                    {"e", "扬州市地块"}, {"f", "AB!C\\"}};
    for (const auto& [id, name] : names) {
        auto row = specimen(id);
        row.name = name;
        insert({row});
    }
    using Ids = std::vector<std::string>;
    const auto search = [&](Compare compare, const std::string& text) {
        return select({{{"name", compare, text, {}}}, {}, 100});
    };

    EXPECT_EQ(search(Compare::starts_with, "100"), (Ids{"a", "b"}));
    EXPECT_EQ(search(Compare::starts_with, "100%"), (Ids{"a"}));
    EXPECT_EQ(search(Compare::starts_with, "ab_"), (Ids{"c"}));
    EXPECT_EQ(search(Compare::starts_with, "扬州"), (Ids{"e"}));
    EXPECT_EQ(search(Compare::starts_with, "B!"), Ids{});
    EXPECT_EQ(search(Compare::contains, "b"), (Ids{"c", "d"}));
    EXPECT_EQ(search(Compare::contains, "B!C\\"), (Ids{"f"}));
    EXPECT_EQ(search(Compare::contains, "地"), (Ids{"e"}));
    EXPECT_EQ(search(Compare::contains, "%"), (Ids{"a"}));
    EXPECT_EQ(search(Compare::contains, "").size(), names.size());
}

TEST_F(RowContract, OrdersByColumnsThenByTheKeyInTheLastDirection) {
    const std::vector<std::tuple<std::string, std::string, std::optional<int>>> rows = {
        {"a", "timed", 2},
        {"b", "listing", 1},
        {"c", "timed", std::nullopt},
        {"d", "listing", 1},
        {"e", "timed", 2}};
    for (const auto& [id, phase, due] : rows) {
        auto row = specimen(id);
        row.phase = phase;
        row.due = due ? std::optional(round_hour() + Milliseconds(*due)) : std::nullopt;
        insert({row});
    }
    using Ids = std::vector<std::string>;

    EXPECT_EQ(select({{}, {}, 100}), (Ids{"a", "b", "c", "d", "e"}));
    EXPECT_EQ(select({{}, {{"due", Order::ascending}}, 100}), (Ids{"c", "b", "d", "a", "e"}));
    EXPECT_EQ(select({{}, {{"due", Order::descending}}, 100}), (Ids{"e", "a", "d", "b", "c"}));
    EXPECT_EQ(select({{}, {{"phase", Order::ascending}, {"id", Order::descending}}, 100}),
              (Ids{"d", "b", "e", "c", "a"}));
    EXPECT_EQ(select({{}, {{"due", Order::ascending}}, 2}), (Ids{"c", "b"}));
    EXPECT_EQ(select({{}, {}, 0}), Ids{});
}

TEST_F(RowContract, OrdersTextByItsBytes) {
    for (const auto* id : {"a", "B", "Z", "z", "é", "中", "𠮷", "～"}) {
        insert({specimen(id)});
    }

    EXPECT_EQ(select({{}, {}, 100}), (std::vector<std::string>{"B", "Z", "a", "z", "é", "中", "～", "𠮷"}));
}

TEST_F(RowContract, HandlesKeysOfTwoColumns) {
    const PairRow row{"x", 2, "text"};
    std::optional<PairRow> found;
    std::optional<PairRow> other;

    store().transact([&](UnitOfWork& work) {
        ASSERT_TRUE(work.insert(row));
        ASSERT_TRUE(work.insert(PairRow{"x", 3, "other"}));
        EXPECT_FALSE(work.insert(row));
        EXPECT_TRUE(work.update(PairRow{"x", 2, "new"}));
    });
    store().read([&](UnitOfWork& work) {
        found = work.find<PairRow>(Lock::none, std::string("x"), std::int64_t(2));
        other = work.find<PairRow>(Lock::none, std::string("x"), std::int64_t(3));
    });

    EXPECT_EQ(found, (PairRow{"x", 2, "new"}));
    EXPECT_EQ(other, (PairRow{"x", 3, "other"}));
}

TEST_F(RowContract, ATransactionSeesItsOwnWrites) {
    store().transact([&](UnitOfWork& work) {
        ASSERT_TRUE(work.insert(specimen("one")));
        EXPECT_EQ(work.find<SpecimenRow>(Lock::update, LotId{"one"}), specimen("one"));
        EXPECT_EQ(work.select<SpecimenRow>({}, Lock::update).size(), 1U);
    });
}

TEST_F(RowContract, WhatTheWorkThrowsRollsEverythingBack) {
    insert({specimen("kept")});
    const auto failing = [&](UnitOfWork& work) {
        auto changed = specimen("kept");
        changed.phase = "timed";
        changed.name = "renamed";
        ASSERT_TRUE(work.update(changed));
        ASSERT_TRUE(work.insert(specimen("new")));
        ASSERT_EQ(work.erase<SpecimenRow>({equals("id", "kept")}), 1);
        throw std::domain_error("no");
    };

    EXPECT_THROW(store().transact(failing), std::domain_error);

    EXPECT_EQ(find("kept"), specimen("kept"));
    EXPECT_EQ(find("new"), std::nullopt);
    insert({specimen("new")});
}

TEST_F(RowContract, AReaderCannotWriteOrLock) {
    insert({specimen("one")});
    const auto in_reader = [&](const std::function<void(UnitOfWork&)>& act) {
        EXPECT_THROW(store().read(act), BrokenPromise);
    };

    in_reader([](UnitOfWork& work) { (void)work.insert(specimen("two")); });
    in_reader([](UnitOfWork& work) { (void)work.update(specimen("one")); });
    in_reader([](UnitOfWork& work) { work.erase<SpecimenRow>({equals("id", "one")}); });
    in_reader([](UnitOfWork& work) { work.find<SpecimenRow>(Lock::update, LotId{"one"}); });
    in_reader([](UnitOfWork& work) { work.lock_stream("a"); });
    in_reader([](UnitOfWork& work) { work.claim_key("a", "k", Digest{}, round_hour()); });
    EXPECT_EQ(find("one"), specimen("one"));
}

TEST_F(RowContract, OurOwnMistakesAreNamed) {
    const auto broken = [&](const std::function<void(UnitOfWork&)>& act) {
        EXPECT_THROW(store().transact(act), BrokenPromise);
    };
    const auto& table = TableOf<PairRow>::spec;

    broken([&](UnitOfWork& work) { (void)work.insert_record(table, {"x"}); });
    broken([&](UnitOfWork& work) { (void)work.insert_record(table, {"x", "not a number", "text"}); });
    broken([&](UnitOfWork& work) {
        (void)work.insert_record(table, {"x", std::int64_t(1), std::monostate()});
    });
    broken([&](UnitOfWork& work) { (void)work.find_record(table, {"x"}, Lock::none); });
    broken([&](UnitOfWork& work) { (void)work.select<PairRow>({{equals("nothing", 1)}, {}, 1}); });
    broken([&](UnitOfWork& work) { (void)work.select<PairRow>({{equals("right", "text")}, {}, 1}); });
    broken([&](UnitOfWork& work) { (void)work.erase<PairRow>({}); });
}

TEST_F(RowContract, IsAlive) {
    EXPECT_TRUE(store().alive());
}

}  // namespace

}  // namespace daylit::schema

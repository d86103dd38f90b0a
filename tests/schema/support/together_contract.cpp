// Writes that go to the database together, and what a batch of commands does at once.
#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

class TogetherContract : public StoreContract {
protected:
    std::vector<SpecimenRow> stored() {
        std::vector<SpecimenRow> rows;
        store().read([&](UnitOfWork& work) { rows = work.select<SpecimenRow>({}); });
        return rows;
    }
    std::int64_t pending() {
        std::int64_t count = 0;
        log().read([&](LogWork& work) { count = std::ssize(work.pending(1000)); });
        return count;
    }
};

SpecimenRow numbered(int i) {
    auto row = specimen("row" + std::to_string(1000 + i));
    row.state = std::string(static_cast<std::size_t>(i), 'x');
    return row;
}

KeyClaim claim_of(int i) {
    return {"person:a", "key-" + std::to_string(1000 + i), sha256(std::to_string(i))};
}

TEST_F(TogetherContract, RowsThatArePutAreThereAfterTheCommit) {
    std::vector<SpecimenRow> rows;
    store().transact([&](UnitOfWork& work) {
        rows.clear();
        for (int i = 0; i < 150; ++i) {
            rows.push_back(numbered(i));
            work.put(rows.back());
        }
    });

    EXPECT_EQ(stored(), rows);
}

TEST_F(TogetherContract, BigRowsGoTooWhereTheyWouldNotFitTogether) {
    store().transact([&](UnitOfWork& work) {
        for (int i = 0; i < 5; ++i) {
            auto row = numbered(i);
            row.state = std::string(700'000, static_cast<char>('a' + i));
            work.put(row);
        }
    });

    const auto rows = stored();
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[4].state, std::string(700'000, 'e'));
}

TEST_F(TogetherContract, WhatWasPutOrSetIsSeenByTheSameTransaction) {
    store().transact([](UnitOfWork& work) {
        auto row = numbered(1);
        work.put(row);
        EXPECT_EQ(work.find<SpecimenRow>(Lock::update, row.id), row);
        row.seq = 2;
        work.set(row);
        row.seq = 3;
        work.set(row);
        EXPECT_EQ(work.select<SpecimenRow>({}).at(0).seq, 3);
        row.seq = 4;
        work.set(row);
        EXPECT_TRUE(work.update(row, {equals("seq", std::int64_t(4))}));
        EXPECT_FALSE(work.insert(row));
        work.put(numbered(2));
        EXPECT_EQ(work.erase<SpecimenRow>({equals("id", numbered(2).id)}), 1);
    });

    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(stored()[0].seq, 4);
}

LabelRow label(int i, const std::string& text) {
    return {"label" + std::to_string(1000 + i), std::nullopt, std::nullopt, text};
}

TEST_F(TogetherContract, ManyRowsAreSetAtOnceAndNoOtherIsTouched) {
    constexpr int count = 75;
    store().transact([](UnitOfWork& work) {
        for (int i = 0; i < count + 2; ++i) {
            work.put(label(i, "old"));
        }
    });

    store().transact([](UnitOfWork& work) {
        for (int i = 0; i < count; ++i) {
            work.set(label(i, i == 7 ? "old" : "new " + std::to_string(i)));  // the seventh stays as it is
        }
    });

    std::vector<LabelRow> rows;
    store().read([&](UnitOfWork& work) { rows = work.select<LabelRow>({}); });
    ASSERT_EQ(rows.size(), count + 2U);
    for (int i = 0; i < count + 2; ++i) {
        const bool stays = i == 7 || i >= count;
        EXPECT_EQ(rows[static_cast<std::size_t>(i)], label(i, stays ? "old" : "new " + std::to_string(i)));
    }
}

TEST_F(TogetherContract, ARowThatIsNotThereIsNotSetWithOthersEither) {
    store().transact([](UnitOfWork& work) { work.put(label(1, "old")); });

    EXPECT_THROW(store().transact([](UnitOfWork& work) {
        work.set(label(1, "new"));
        work.set(label(2, "new"));
    }),
                 BrokenPromise);

    std::vector<LabelRow> rows;
    store().read([&](UnitOfWork& work) { rows = work.select<LabelRow>({}); });
    EXPECT_EQ(rows, std::vector{label(1, "old")});
}

TEST_F(TogetherContract, ATakenKeyOrAMissingRowIsOurOwnBug) {
    store().transact([](UnitOfWork& work) { work.put(numbered(1)); });

    EXPECT_THROW(store().transact([](UnitOfWork& work) { work.put(numbered(1)); }), BrokenPromise);
    EXPECT_THROW(store().transact([](UnitOfWork& work) { work.set(numbered(2)); }), BrokenPromise);
    EXPECT_EQ(stored().size(), 1U);
}

TEST_F(TogetherContract, EventsOfSeveralStreamsInterleave) {
    append_events("lot:a", 1);
    append_events("lot:b", 2);
    append_events("lot:c", 1);
    store().transact([&](UnitOfWork& work) {
        const auto heads = work.lock_streams({"lot:a", "lot:b", "lot:c"});
        ASSERT_EQ(heads.size(), 3U);
        EXPECT_EQ(heads[1].stream, "lot:b");
        EXPECT_EQ(heads[1].seq, 2);
        const auto of_a = seal_events(heads[0], 70);
        const auto of_b = seal_events(heads[1], 70);
        for (std::size_t i = 0; i < 70; ++i) {
            work.append({of_a[i]});
            work.append({of_b[i]});
        }
        EXPECT_EQ(work.stream_head("lot:b").seq, 72);
        EXPECT_EQ(work.events("lot:b", 2, 100).size(), 70U);
        EXPECT_EQ(work.event_by_digest(of_a[69].digest)->seq, 71);
    });

    store().read([](UnitOfWork& work) {
        EXPECT_EQ(work.stream_head("lot:a").seq, 71);
        EXPECT_EQ(work.stream_head("lot:b").seq, 72);
        EXPECT_EQ(work.stream_head("lot:c").seq, 1);
        EXPECT_EQ(work.events("lot:a", 0, 100).size(), 71U);
    });
    EXPECT_EQ(pending(), 144);
}

TEST_F(TogetherContract, OnlyStreamsThatHaveBegunAreLockedTogetherAndInOrder) {
    append_events("lot:a", 1);
    append_events("lot:b", 1);

    const auto lock = [&](const std::vector<std::string>& streams) {
        std::vector<std::string> locked;
        store().transact([&](UnitOfWork& work) {
            locked.clear();
            for (const auto& head : work.lock_streams(streams)) {
                locked.push_back(head.stream);
            }
        });
        return locked;
    };
    EXPECT_EQ(lock({"lot:a", "lot:az", "lot:b", "lot:z"}), (std::vector<std::string>{"lot:a", "lot:b"}));
    EXPECT_THROW(lock({"lot:b", "lot:a"}), BrokenPromise);
    EXPECT_EQ(lock({}), std::vector<std::string>());
}

TEST_F(TogetherContract, SeveralKeysAreClaimedAtOnceAndAnsweredEach) {
    std::vector<KeyClaim> claims;
    for (int i = 0; i < 70; ++i) {
        claims.push_back(claim_of(i));
    }
    store().transact([&](UnitOfWork& work) {
        for (const auto& kept : work.claim_keys({claims[3], claims[1]}, round_hour())) {
            EXPECT_EQ(kept, std::nullopt);
        }
        work.keep_answer("person:a", claims[1].key, {claims[1].request, 200, "one"});
        work.keep_answer("person:a", claims[3].key, {claims[3].request, 0, "three"});
    });

    store().transact([&](UnitOfWork& work) {
        const auto kept = work.claim_keys(claims, round_hour());
        ASSERT_EQ(kept.size(), claims.size());
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (i == 1 || i == 3) {
                EXPECT_EQ(kept[i],
                          (KeptAnswer{claims[i].request, i == 1 ? 200 : 0, i == 1 ? "one" : "three"}));
            } else {
                EXPECT_EQ(kept[i], std::nullopt) << i;
                work.keep_answer("person:a", claims[i].key, {claims[i].request, 200, "other"});
            }
        }
    });
    store().transact([&](UnitOfWork& work) {
        EXPECT_EQ(work.claim_key("person:a", claims[69].key, claims[69].request, round_hour())->body,
                  "other");
    });
}

TEST_F(TogetherContract, ARollbackLeavesNothingOfWhatWaited) {
    EXPECT_THROW(store().transact([](UnitOfWork& work) {
        work.put(numbered(1));
        work.append(seal_events(work.lock_stream("lot:a"), 2));
        throw std::domain_error("no");
    }),
                 std::domain_error);

    EXPECT_TRUE(stored().empty());
    EXPECT_EQ(pending(), 0);
}

}  // namespace

}  // namespace daylit::schema

#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

class EventContract : public StoreContract {
protected:
    std::vector<StoredEvent> events(const std::string& stream, std::int64_t after = 0, int limit = 1000) {
        std::vector<StoredEvent> found;
        store().read([&](UnitOfWork& work) { found = work.events(stream, after, limit); });
        return found;
    }
    StreamHead head(const std::string& stream) {
        StreamHead found;
        store().read([&](UnitOfWork& work) { found = work.stream_head(stream); });
        return found;
    }
    void broken(const std::function<void(UnitOfWork&)>& act) {
        EXPECT_THROW(store().transact(act), BrokenPromise);
    }
};

// What the store gave an event is its id; the rest is as it was sealed.
std::vector<StoredEvent> without_ids(std::vector<StoredEvent> events) {
    for (auto& event : events) {
        EXPECT_GT(event.id, 0);
        event.id = 0;
    }
    return events;
}

TEST_F(EventContract, ANewStreamBeginsAtNothing) {
    const StreamHead nothing{"lot:a", 0, std::nullopt, std::nullopt};

    EXPECT_EQ(head("lot:a"), nothing);
    store().transact([&](UnitOfWork& work) {
        EXPECT_EQ(work.lock_stream("lot:a"), nothing);
        EXPECT_EQ(work.lock_stream("lot:a"), nothing);
    });
    EXPECT_EQ(head("lot:a"), nothing);
    EXPECT_TRUE(events("lot:a").empty());
}

TEST_F(EventContract, GivesEventsBackExactlyAndInOrder) {
    const auto sealed = append_events("lot:a", 100);

    EXPECT_EQ(without_ids(events("lot:a")), sealed);
    EXPECT_EQ(head("lot:a"), (StreamHead{"lot:a", 100, sealed.back().digest, sealed.back().at}));
}

TEST_F(EventContract, GoesOnFromTheHeadOfTheLastTransaction) {
    const auto first = append_events("lot:a", 2);
    const auto second = append_events("lot:a", 3);

    auto all = first;
    all.insert(all.end(), second.begin(), second.end());
    EXPECT_EQ(without_ids(events("lot:a")), all);
    StreamHead head{"lot:a", 0, std::nullopt, std::nullopt};
    for (const auto& event : all) {
        EXPECT_TRUE(check_event(event, head).ok());
        head = {"lot:a", event.seq, event.digest, event.at};
    }
}

TEST_F(EventContract, TellsEventsPageByPage) {
    const auto sealed = append_events("lot:a", 5);
    append_events("lot:b", 2);

    const auto page = events("lot:a", 2, 2);

    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].seq, 3);
    EXPECT_EQ(page[1].digest, sealed[3].digest);
    EXPECT_TRUE(events("lot:a", 5, 10).empty());
}

TEST_F(EventContract, TellsWhatElseHappenedInAStreamOfManyEventsOfOneType) {
    append_events("lot:b", 2);
    store().transact([&](UnitOfWork& work) {
        auto head = work.lock_stream("lot:a");
        std::vector<StoredEvent> sealed;
        for (const auto* type :
             {"lot_published", "quote_placed", "quote_placed", "lot_sold", "quote_placed"}) {
            sealed.push_back(seal_event(head, "person:1", {type, 1, round_hour(), {}}, Entropy{}));
        }
        work.append(sealed);
    });
    const auto besides = [&](const std::string& type, int limit) {
        std::string told;
        store().read([&](UnitOfWork& work) {
            for (const auto& event : work.events_besides("lot:a", type, limit)) {
                told += std::to_string(event.seq) + event.type + " ";
            }
        });
        return told;
    };

    EXPECT_EQ(besides("quote_placed", 10), "1lot_published 4lot_sold ");
    EXPECT_EQ(besides("quote_placed", 1), "1lot_published ");
    EXPECT_EQ(besides("lot_published", 2), "2quote_placed 3quote_placed ");
}

TEST_F(EventContract, FindsAnEventByItsDigest) {
    const auto sealed = append_events("lot:a", 3);
    std::optional<StoredEvent> found;
    std::optional<StoredEvent> nothing;

    store().read([&](UnitOfWork& work) {
        found = work.event_by_digest(sealed[1].digest);
        nothing = work.event_by_digest(sha256("nothing"));
    });

    ASSERT_TRUE(found);
    EXPECT_EQ(found->body, sealed[1].body);
    EXPECT_EQ(nothing, std::nullopt);
}

TEST_F(EventContract, AppendsToSeveralStreamsInOneTransaction) {
    std::vector<StoredEvent> sealed;
    store().transact([&](UnitOfWork& work) {
        const auto a = seal_events(work.lock_stream("application:a"), 2);
        const auto b = seal_events(work.lock_stream("lot:b"), 1);
        sealed = {a[0], b[0], a[1]};
        work.append(sealed);
        EXPECT_EQ(work.lock_stream("application:a").seq, 2);
        work.append(seal_events(work.lock_stream("lot:b"), 1));
    });

    EXPECT_EQ(events("application:a").size(), 2U);
    EXPECT_EQ(head("lot:b").seq, 2);
}

TEST_F(EventContract, ARollbackLeavesNoEventAndNoHead) {
    const auto kept = append_events("lot:a", 1);

    EXPECT_THROW(store().transact([&](UnitOfWork& work) {
        work.append(seal_events(work.lock_stream("lot:a"), 2));
        work.append(seal_events(work.lock_stream("lot:b"), 1));
        throw std::domain_error("no");
    }),
                 std::domain_error);

    EXPECT_EQ(events("lot:a").size(), 1U);
    EXPECT_EQ(head("lot:a").digest, kept[0].digest);
    EXPECT_EQ(head("lot:b").seq, 0);
    EXPECT_EQ(append_events("lot:a", 1)[0].seq, 2);
}

TEST_F(EventContract, StreamsAreLockedInAscendingOrder) {
    broken([](UnitOfWork& work) {
        work.lock_stream("lot:b");
        work.lock_stream("lot:a");
    });
}

TEST_F(EventContract, RefusesEventsThatAreNotNext) {
    StreamHead head{"lot:a", 0, std::nullopt, std::nullopt};
    const auto events = seal_events(head, 3);

    broken([&](UnitOfWork& work) { work.append({events[0]}); });
    broken([&](UnitOfWork& work) {
        work.lock_stream("lot:a");
        work.append({events[1]});
    });
    broken([&](UnitOfWork& work) {
        work.lock_stream("lot:a");
        work.append({events[0], events[2]});
    });
    broken([&](UnitOfWork& work) {
        work.lock_stream("lot:a");
        auto altered = events[0];
        altered.body += " ";
        work.append({altered});
    });
    EXPECT_EQ(this->head("lot:a").seq, 0);
}

// --- idempotency keys ---

class KeyContract : public StoreContract {
protected:
    std::optional<KeptAnswer> command(const std::string& actor, const std::string& key,
                                      const KeptAnswer& answer, Instant now = round_hour()) {
        std::optional<KeptAnswer> kept;
        store().transact([&](UnitOfWork& work) {
            kept = work.claim_key(actor, key, answer.request, now);
            if (!kept) {
                work.keep_answer(actor, key, answer);
            }
        });
        return kept;
    }
};

TEST_F(KeyContract, GivesTheKeptAnswerToTheSameKey) {
    const KeptAnswer answer{sha256("request"), 200, std::string("{\"price\":1}\0\xff", 13)};

    EXPECT_EQ(command("person:a", "key-0001", answer), std::nullopt);
    EXPECT_EQ(command("person:a", "key-0001", {sha256("other"), 201, "other"}), answer);
}

TEST_F(KeyContract, KeysBelongToTheirActorAndAreComparedByteByByte) {
    const KeptAnswer answer{sha256("request"), 200, "first"};
    ASSERT_EQ(command("person:a", "key-0001", answer), std::nullopt);

    EXPECT_EQ(command("person:b", "key-0001", answer), std::nullopt);
    EXPECT_EQ(command("person:a", "KEY-0001", answer), std::nullopt);
}

TEST_F(KeyContract, ARollbackFreesTheKey) {
    const KeptAnswer answer{sha256("request"), 200, "first"};
    EXPECT_THROW(store().transact([&](UnitOfWork& work) {
        work.claim_key("person:a", "key-0001", answer.request, round_hour());
        work.keep_answer("person:a", "key-0001", answer);
        throw std::domain_error("no");
    }),
                 std::domain_error);

    EXPECT_EQ(command("person:a", "key-0001", answer), std::nullopt);
}

TEST_F(KeyContract, AClaimWithoutAnAnswerIsNotCommitted) {
    EXPECT_THROW(store().transact([&](UnitOfWork& work) {
        work.claim_key("person:a", "key-0001", sha256("request"), round_hour());
    }),
                 BrokenPromise);
    EXPECT_THROW(store().transact([&](UnitOfWork& work) {
        work.keep_answer("person:a", "key-0001", {sha256("request"), 200, ""});
    }),
                 BrokenPromise);

    EXPECT_EQ(command("person:a", "key-0001", {sha256("request"), 200, "kept"}), std::nullopt);
}

TEST_F(KeyContract, OldKeysArePrunedOldestFirst) {
    for (int i = 1; i <= 4; ++i) {
        command("person:a", "key-000" + std::to_string(i), {sha256("request"), 200, "kept"},
                round_hour() + Milliseconds(10 - i));
    }
    std::int64_t pruned = 0;

    store().transact([&](UnitOfWork& work) { pruned = work.prune_keys(round_hour() + Milliseconds(9), 2); });

    EXPECT_EQ(pruned, 2);
    const KeptAnswer again{sha256("request"), 200, "again"};
    EXPECT_NE(command("person:a", "key-0001", again), std::nullopt);
    EXPECT_NE(command("person:a", "key-0002", again), std::nullopt);
    EXPECT_EQ(command("person:a", "key-0003", again), std::nullopt);
    EXPECT_EQ(command("person:a", "key-0004", again), std::nullopt);
}

// --- blobs ---

class BlobContract : public StoreContract {};

TEST_F(BlobContract, KeepsChunksOfAMebibyteExactly) {
    std::string bytes(1'048'576, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(i * 31 % 251);
    }
    const auto blob = sha256(bytes + "tail");
    store().transact([&](UnitOfWork& work) { work.put_chunk(blob, 0, bytes); });
    store().transact([&](UnitOfWork& work) { work.put_chunk(blob, 1, "tail"); });
    std::vector<std::optional<std::string>> found;

    store().read([&](UnitOfWork& work) {
        for (int i = 0; i < 3; ++i) {
            found.push_back(work.chunk(blob, i));
        }
    });

    EXPECT_TRUE(found[0] == bytes);
    EXPECT_EQ(found[1], "tail");
    EXPECT_EQ(found[2], std::nullopt);
}

TEST_F(BlobContract, AChunkStaysWhatItIs) {
    const auto blob = sha256("bytes");
    const auto put = [&](const std::string& bytes) {
        store().transact([&](UnitOfWork& work) { work.put_chunk(blob, 0, bytes); });
    };

    put("bytes");
    put("bytes");

    EXPECT_THROW(put("other"), BrokenPromise);
    EXPECT_THROW(put(""), BrokenPromise);
    EXPECT_THROW(put(std::string(1'048'577, 'x')), BrokenPromise);
}

}  // namespace

}  // namespace daylit::schema

// A store that tells how often it may have changed: for whoever keeps what was read from it.
#pragma once

#include "schema/unit_of_work.hpp"

#include <atomic>
#include <cstdint>

namespace daylit::schema {

class CountedStore : public Store {
public:
    // `watched`: tables whose changes are counted apart, too.
    explicit CountedStore(Store& store, std::vector<const TableSpec*> watched = {})
        : store_(store), watched_(std::move(watched)) {}

    // Grows before transact comes back, whether that committed or not: a commit whose answer was lost counts,
    // too. What other processes commit on the same database does not show here.
    std::uint64_t changes() const { return changes_.load(std::memory_order_acquire); }
    // The same, of transactions that wrote a row of the watched tables.
    std::uint64_t watched_changes() const { return watched_changes_.load(std::memory_order_acquire); }

    void transact(const std::function<void(UnitOfWork&)>& work) override {
        Counted counted{*this};
        store_.transact([&](UnitOfWork& tx) {
            work(tx);
            for (const auto* table : watched_) {
                counted.watched = counted.watched || tx.has_written(*table);
            }
        });
    }
    void read(const std::function<void(UnitOfWork&)>& work) override { store_.read(work); }
    bool alive() override { return store_.alive(); }

private:
    struct Counted {
        CountedStore& store;
        bool watched = false;
        ~Counted() {
            store.changes_.fetch_add(1, std::memory_order_release);
            if (watched) {
                store.watched_changes_.fetch_add(1, std::memory_order_release);
            }
        }
    };

    Store& store_;
    const std::vector<const TableSpec*> watched_;
    std::atomic<std::uint64_t> changes_ = 0;
    std::atomic<std::uint64_t> watched_changes_ = 0;
};

}  // namespace daylit::schema

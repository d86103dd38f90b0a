// A store that tells how often it may have changed: for whoever keeps answers that were read from it.
#pragma once

#include "schema/unit_of_work.hpp"

#include <atomic>
#include <cstdint>

namespace daylit::schema {

class CountedStore : public Store {
public:
    explicit CountedStore(Store& store) : store_(store) {}

    // Grows before transact comes back, whether that committed or not: a commit whose answer was lost counts,
    // too. What other processes commit on the same database does not show here.
    std::uint64_t changes() const { return changes_.load(std::memory_order_acquire); }

    void transact(const std::function<void(UnitOfWork&)>& work) override {
        const Counted counted{changes_};
        store_.transact(work);
    }
    void read(const std::function<void(UnitOfWork&)>& work) override { store_.read(work); }
    bool alive() override { return store_.alive(); }

private:
    struct Counted {
        std::atomic<std::uint64_t>& changes;
        ~Counted() { changes.fetch_add(1, std::memory_order_release); }
    };

    Store& store_;
    std::atomic<std::uint64_t> changes_ = 0;
};

}  // namespace daylit::schema

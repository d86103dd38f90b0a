#include "schema/memory_store.hpp"

#include "schema/memory_work.hpp"

#include <atomic>
#include <deque>
#include <mutex>
#include <thread>

namespace daylit::schema {

struct MemoryEngine {
    std::mutex mutex;
    MemoryState state;
    std::deque<Fault> faults;
    bool stopped = false;
    const void* sequencer = nullptr;
    std::atomic<std::thread::id> owner;  // of the mutex

    // One transaction at a time; a transaction inside another one would wait for itself.
    class Turn {
    public:
        explicit Turn(MemoryEngine& engine) : engine_(engine) {
            ensure(engine.owner != std::this_thread::get_id(), "transactions do not nest");
            engine.mutex.lock();
            engine.owner = std::this_thread::get_id();
        }
        ~Turn() {
            engine_.owner = std::thread::id();
            engine_.mutex.unlock();
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        MemoryEngine& engine_;
    };

    void check_running() const {
        if (stopped) {
            throw StoreUnavailable("the memory store is stopped");
        }
    }

    std::optional<Fault> next_fault() {
        if (faults.empty()) {
            return std::nullopt;
        }
        const auto fault = faults.front();
        faults.pop_front();
        return fault;
    }

    // Runs once; false when it must run again. `body` runs the work and its last checks.
    bool attempt(const std::function<void(MemoryTransaction&)>& body) {
        const Turn turn(*this);
        check_running();
        MemoryTransaction transaction(state);
        try {
            body(transaction);
        } catch (const Conflict&) {
            transaction.rollback();
            return false;
        } catch (...) {
            transaction.rollback();
            throw;
        }
        return settle(transaction, next_fault());
    }

    static bool settle(MemoryTransaction& transaction, std::optional<Fault> fault) {
        if (!fault) {
            return true;
        }
        switch (*fault) {
            case Fault::conflict:
            case Fault::lost_connection:
                transaction.rollback();
                return false;
            case Fault::unknown_commit:
                return false;
            case Fault::unavailable:
                transaction.rollback();
                break;
            case Fault::unavailable_after_commit:
                break;
        }
        throw StoreUnavailable("an injected fault");
    }

    void transact(const std::function<void(MemoryTransaction&)>& body) {
        constexpr int most_attempts = 10;
        for (int i = 0; i < most_attempts; ++i) {
            if (attempt(body)) {
                return;
            }
        }
        throw Conflict("the work was run too often");
    }

    void read(const std::function<void(MemoryTransaction&)>& body) {
        const Turn turn(*this);
        check_running();
        MemoryTransaction transaction(state);
        body(transaction);
    }
};

MemoryStore::MemoryStore() : engine_(std::make_shared<MemoryEngine>()) {}

MemoryStore::~MemoryStore() = default;

void MemoryStore::transact(const std::function<void(UnitOfWork&)>& work) {
    engine_->transact([&](MemoryTransaction& transaction) {
        MemoryWork unit(transaction, Access::read_write);
        work(unit);
        unit.check_promises();
    });
}

void MemoryStore::read(const std::function<void(UnitOfWork&)>& work) {
    engine_->read([&](MemoryTransaction& transaction) {
        MemoryWork unit(transaction, Access::read_only);
        work(unit);
    });
}

bool MemoryStore::alive() {
    const MemoryEngine::Turn turn(*engine_);
    return !engine_->stopped;
}

void MemoryStore::inject(Fault fault) {
    const MemoryEngine::Turn turn(*engine_);
    engine_->faults.push_back(fault);
}

void MemoryStore::clear_faults() {
    const MemoryEngine::Turn turn(*engine_);
    engine_->faults.clear();
}

void MemoryStore::stop() {
    const MemoryEngine::Turn turn(*engine_);
    engine_->stopped = true;
}

void MemoryStore::start() {
    const MemoryEngine::Turn turn(*engine_);
    engine_->stopped = false;
}

std::shared_ptr<const MemoryState> MemoryStore::copy() const {
    const MemoryEngine::Turn turn(*engine_);
    return std::make_shared<const MemoryState>(engine_->state);
}

void MemoryStore::put_back(const MemoryState& copied) {
    const MemoryEngine::Turn turn(*engine_);
    engine_->state = copied;
}

MemoryLogStore::MemoryLogStore(const MemoryStore& store) : engine_(store.engine_) {}

MemoryLogStore::~MemoryLogStore() {
    const MemoryEngine::Turn turn(*engine_);
    if (engine_->sequencer == this) {
        engine_->sequencer = nullptr;
    }
}

void MemoryLogStore::transact(const std::function<void(LogWork&)>& work) {
    engine_->transact([&](MemoryTransaction& transaction) {
        MemoryLogWork unit(transaction, Access::read_write);
        work(unit);
    });
}

void MemoryLogStore::read(const std::function<void(LogWork&)>& work) {
    engine_->read([&](MemoryTransaction& transaction) {
        MemoryLogWork unit(transaction, Access::read_only);
        work(unit);
    });
}

bool MemoryLogStore::hold_sequencer_lock() {
    const MemoryEngine::Turn turn(*engine_);
    engine_->check_running();
    if (engine_->sequencer == nullptr) {
        engine_->sequencer = this;
    }
    return engine_->sequencer == this;
}

}  // namespace daylit::schema

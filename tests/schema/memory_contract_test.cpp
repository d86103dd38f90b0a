// The contract of the ports, on memory.
#include "schema/memory_store.hpp"
#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

class MemoryUnderTest : public StoreUnderTest {
public:
    Store& store() override { return store_; }
    LogStore& log() override { return log_; }
    std::unique_ptr<LogStore> second_log() override { return std::make_unique<MemoryLogStore>(store_); }
    void lose_connection_before_commit() override { store_.inject(Fault::lost_connection); }
    void lose_answer_to_commit() override { store_.inject(Fault::unknown_commit); }
    void stop() override { store_.stop(); }
    void start() override { store_.start(); }

private:
    MemoryStore store_;
    MemoryLogStore log_{store_};
};

}  // namespace

Implementation implementation() {
    return {"memory", [] { return std::make_unique<MemoryUnderTest>(); }};
}

}  // namespace daylit::schema

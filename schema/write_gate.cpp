#include "schema/write_gate.hpp"

namespace daylit::schema {

namespace {

void check(const WriteGate& gate, Writer writer) {
    if (!gate.lets(writer)) {
        throw StorageLow("the disk has too little room to write");
    }
}

}  // namespace

bool WriteGate::lets(Writer writer) const {
    const auto writing = lets();
    return writing == Writing::everybody || (writing == Writing::own_work && writer == Writer::own_work);
}

GatedStore::GatedStore(Store& store, const WriteGate& gate, Writer writer, std::function<void()> refused)
    : store_(store), gate_(gate), writer_(writer), refused_(std::move(refused)) {}

void GatedStore::pass() const {
    try {
        check(gate_, writer_);
    } catch (const StorageLow&) {
        refused_();
        throw;
    }
}

void GatedStore::transact(const std::function<void(UnitOfWork&)>& work) {
    pass();
    bool first = true;
    store_.transact([&](UnitOfWork& tx) {
        if (!first) {
            pass();
        }
        first = false;
        work(tx);
    });
}

void GatedStore::read(const std::function<void(UnitOfWork&)>& work) {
    store_.read(work);
}

bool GatedStore::alive() {
    return store_.alive();
}

void GatedLogStore::transact(const std::function<void(LogWork&)>& work) {
    check(gate_, Writer::own_work);
    store_.transact(work);
}

void GatedLogStore::read(const std::function<void(LogWork&)>& work) {
    store_.read(work);
}

bool GatedLogStore::hold_sequencer_lock() {
    return store_.hold_sequencer_lock();
}

}  // namespace daylit::schema

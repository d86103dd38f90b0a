// The platform's pulse and the outages that it showed.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// A server process lives and commits: `at` by the wall clock, once a second. Every signed act that reached it
// before the procedure moment `settled` is decided, and the slow ones among them stand in OutageRow.
struct PulseRow {
    std::string server;
    Instant at;
    Instant procedure_at;
    Instant settled;
};
BOOST_DESCRIBE_STRUCT(PulseRow, (), (server, at, procedure_at, settled))
template <>
inline const TableSpec TableOf<PulseRow>::spec = describe_table<PulseRow>("pulse", {"server"});

// From the last moment at which the platform worked to the first at which it did again, by both clocks.
struct OutageRow {
    std::string id;
    std::string cause;     // an OutageCause
    std::string reporter;  // the server that was silent or slow; "person:<id>" of a probe
    Instant wall_from;
    Instant wall_to;
    Instant procedure_from;
    Instant procedure_to;
    std::int64_t lasted = 0;  // milliseconds by the wall clock; of slow decisions, the slowest one's
    Instant found_at;         // by the wall clock
};
BOOST_DESCRIBE_STRUCT(OutageRow, (),
                      (id, cause, reporter, wall_from, wall_to, procedure_from, procedure_to, lasted,
                       found_at))
template <>
inline const TableSpec TableOf<OutageRow>::spec = describe_table<OutageRow>("outage", {"id"});

// An outside probe and its last completed act, by both clocks. Stream "probe:<person>", begun by its first
// report; state auction::ProbeState.
struct ProbeRow {
    PersonId person;
    std::int64_t seq = 0;
    Instant completed_at;
    Instant completed_procedure_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(ProbeRow, (), (person, seq, completed_at, completed_procedure_at, state))
template <>
inline const TableSpec TableOf<ProbeRow>::spec = describe_table<ProbeRow>("probe", {"person"});

}  // namespace daylit::schema

// The platform's own rows.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// When a server process last said that it lives, by the wall clock.
struct HeartbeatRow {
    std::string server;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(HeartbeatRow, (), (server, at))
template <>
inline const TableSpec TableOf<HeartbeatRow>::spec = describe_table<HeartbeatRow>("heartbeat", {"server"});

// From `real_at` on, procedure time runs from `procedure_at` at `rate`; from the procedure moment `slow_from`
// on at `slow_rate`. Ids are given by whoever inserts: 1, 2, 3 …
struct ClockAnchorRow {
    std::int64_t id = 0;
    Instant real_at;
    Instant procedure_at;
    std::int64_t rate = 1;
    std::optional<Instant> slow_from;
    std::optional<std::int64_t> slow_rate;
};
BOOST_DESCRIBE_STRUCT(ClockAnchorRow, (), (id, real_at, procedure_at, rate, slow_from, slow_rate))
template <>
inline const TableSpec TableOf<ClockAnchorRow>::spec = describe_table<ClockAnchorRow>("clock_anchor", {"id"});

// A checkpoint of the log that an outside authority stamped.
struct TimeStampRow {
    std::int64_t size = 0;  // of its tree
    Instant at;             // as the authority says
    std::string note;       // what was stamped: the signed note without witnesses' lines, exact bytes
    std::string response;   // TimeStampResp in DER, at most most_time_stamp_bytes
};
BOOST_DESCRIBE_STRUCT(TimeStampRow, (), (size, at, note, response))
template <>
inline const TableSpec TableOf<TimeStampRow>::spec = describe_table<TimeStampRow>("time_stamp", {"size"});

}  // namespace daylit::schema

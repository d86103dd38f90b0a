#include "schema/refusals.hpp"

#include <array>

namespace daylit::schema {

namespace {

constexpr std::array rows{
    RefusalRow{"event_digest_differs", 422, "事件内容与其摘要不符。",
               "The event's bytes do not have its digest."},
    RefusalRow{"event_malformed", 422, "事件内容不是规定的格式。",
               "The event's bytes do not have the event format."},
    RefusalRow{"event_column_differs", 422, "事件内容与旁边登记的字段不符。",
               "The event's bytes say something else than the column beside them."},
    RefusalRow{"event_out_of_sequence", 422, "事件序号不连续，应为 {0}。",
               "The event does not follow its stream: number {0} is due."},
    RefusalRow{"event_chain_broken", 422, "事件没有承接本流的上一事件。",
               "The event does not name the digest of its stream's previous event."},
    RefusalRow{"event_time_runs_backwards", 422, "事件时间早于本流的上一事件。",
               "The event's time is before that of its stream's previous event."},
};

}  // namespace

std::span<const RefusalRow> schema_refusals() {
    return rows;
}

}  // namespace daylit::schema

#include "server/app/tendering/sealed_uploads.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/application_record.hpp"
#include "server/app/envelopes.hpp"
#include "server/app/keyset.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::SealedChunkRow;
using schema::SealedUploadRow;

constexpr int most_unsubmitted = 20;
constexpr auto unsubmitted_life = std::chrono::days(7);
constexpr int chunks_a_turn = 64;

SealedUploadView view_of(const SealedUploadRow& row) {
    SealedUploadView view;
    view.id = row.id;
    view.size = row.size;
    view.submitted = row.submitted;
    view.begun_at = row.begun_at;
    for (std::size_t i = 0; i < row.received.size(); ++i) {
        if (row.received[i] == '0') {
            view.missing.push_back(static_cast<std::int64_t>(i));
        }
    }
    if (row.checked) {
        view.digest = stored_state<CheckedUpload>(*row.checked).digest;
    }
    return view;
}

Digest owner_of(const Act& act) {
    return organisation_key(act.services(), *act.caller().organisation);
}

// The caller's own, and nobody else's.
std::optional<SealedUploadRow> find_own(Act& act, const Params& params, Lock lock) {
    const auto id = params.plain_id("id");
    auto row = id ? act.tx.find<SealedUploadRow>(lock, *id) : std::nullopt;
    return row && row->owner_key == owner_of(act) ? row : std::nullopt;
}

std::int64_t chunk_size(const SealedUploadRow& row, std::size_t number) {
    return std::min(sealed_chunk_bytes, row.size - static_cast<std::int64_t>(number) * sealed_chunk_bytes);
}

Result<SealedUploadView> put_chunk(Act& act, SealedUploadRow row, std::int64_t number,
                                   const std::string& bytes) {
    const auto place = static_cast<std::size_t>(number);
    if (place >= row.received.size() || std::ssize(bytes) != chunk_size(row, place)) {
        return refuse("chunk_wrong_size", "number");
    }
    if (row.received[place] == '1') {
        const auto there = act.tx.find<SealedChunkRow>(Lock::none, row.id, number);
        ensure(there.has_value(), "a chunk that was received is there");
        return there->bytes == bytes ? Result<SealedUploadView>(view_of(row))
                                     : refuse("chunk_differs", "number");
    }
    if (row.checked) {
        return refuse("upload_is_whole");
    }
    act.insert(SealedChunkRow{row.id, number, bytes});
    row.received[place] = '1';
    act.update(row);
    return view_of(row);
}

// Takes away at most so many chunks of one upload, and the upload with its last; tells how many.
int erase_chunks(const Services& services, const std::string& upload, int most) {
    int gone = 0;
    for (bool more = true; more && gone < most;) {
        services.store.transact([&](schema::UnitOfWork& tx) {
            auto row = tx.find<SealedUploadRow>(Lock::update, upload);
            const auto place = row && !row->submitted ? row->received.find('1') : std::string::npos;
            more = place != std::string::npos;
            if (more) {
                (void)tx.erase<SealedChunkRow>({schema::equals("upload", upload),
                                                schema::equals("number", static_cast<std::int64_t>(place))});
                row->received[place] = '0';
                ensure(tx.update(*row), "a locked row is as we read it");
            } else if (row && !row->submitted) {
                (void)tx.erase<SealedUploadRow>({schema::equals("id", upload)});
            }
        });
        gone += more ? 1 : 0;
    }
    return gone;
}

}  // namespace

Result<SealedUploadView> begin_sealed_upload(Call& call, const Params&, const BeginUpload& in) {
    if (in.size < 1) {
        return refuse("upload_empty", "size");
    }
    if (in.size > most_sealed_bytes) {
        return refuse("sealed_too_large", "size", {std::to_string(most_sealed_bytes / sealed_chunk_bytes)});
    }
    const auto chunks = static_cast<std::size_t>((in.size + sealed_chunk_bytes - 1) / sealed_chunk_bytes);
    return call.transact<SealedUploadView>([&](Act& act) -> Result<SealedUploadView> {
        const auto waiting = act.tx.select<SealedUploadRow>(
            {{schema::equals("owner_key", owner_of(act)), schema::equals("submitted", false)},
             {},
             most_unsubmitted});
        if (waiting.size() == static_cast<std::size_t>(most_unsubmitted)) {
            return refuse("too_many_uploads", "", {std::to_string(most_unsubmitted)});
        }
        const SealedUploadRow row{id_text(act.services().random.entropy()),
                                  owner_of(act),
                                  in.size,
                                  act.services().wall_clock.now(),
                                  false,
                                  std::string(chunks, '0'),
                                  std::nullopt};
        act.insert(row);
        return view_of(row);
    });
}

Result<SealedUploadView> put_sealed_chunk(Call& call, const Params& params, const std::string& bytes) {
    Params number;
    number.query["number"] = params.path.at("number");
    const auto place = number.number("number", 0);
    if (!place) {
        return refuse("not_found", "number");
    }
    return call.transact<SealedUploadView>([&](Act& act) -> Result<SealedUploadView> {
        auto row = find_own(act, params, Lock::update);
        return row ? put_chunk(act, std::move(*row), *place, bytes) : refuse("not_found", "id");
    });
}

Result<SealedUploadView> finish_sealed_upload(Call& call, const Params& params, const Nothing&) {
    const auto seen = call.read<SealedUploadRow>([&](Act& act) -> Result<SealedUploadRow> {
        auto row = find_own(act, params, Lock::none);
        return row ? Result<SealedUploadRow>(std::move(*row)) : refuse("not_found", "id");
    });
    if (!seen) {
        return seen.refusal();
    }
    if (seen->checked) {
        return view_of(*seen);
    }
    if (seen->received.find('0') != std::string::npos) {
        return refuse("upload_incomplete");
    }
    const auto checked = call.services.envelopes->check(sealed_bytes(call.services, seen->id, seen->size),
                                                        Patience::in_passing);
    if (!checked) {
        return checked.refusal();
    }
    return call.transact<SealedUploadView>([&](Act& act) -> Result<SealedUploadView> {
        auto row = find_own(act, params, Lock::update);
        if (!row) {
            return refuse("not_found", "id");
        }
        if (!row->checked) {
            row->checked = to_json_text(CheckedUpload{checked->digest, record_of(checked->envelope)});
            act.update(*row);
        }
        return view_of(*row);
    });
}

Result<SealedUploadView> sealed_upload(Call& call, const Params& params) {
    return call.read<SealedUploadView>([&](Act& act) -> Result<SealedUploadView> {
        const auto row = find_own(act, params, Lock::none);
        return row ? Result<SealedUploadView>(view_of(*row)) : refuse("not_found", "id");
    });
}

Result<Page<SealedUploadView>> my_sealed_uploads(Call& call, const Params& params) {
    return call.read<Page<SealedUploadView>>([&](Act& act) {
        return page_of<SealedUploadView, SealedUploadRow>(act, params,
                                                          {schema::equals("owner_key", owner_of(act))},
                                                          "begun_at", schema::Order::descending, &view_of);
    });
}

Result<Nothing> drop_sealed_upload(Call& call, const Params& params, const Nothing&) {
    return call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto row = find_own(act, params, Lock::update);
        if (!row) {
            return refuse("not_found", "id");
        }
        if (row->submitted) {
            return refuse("upload_is_submitted");
        }
        row->begun_at = Instant();
        act.update(*row);
        return Nothing{};
    });
}

sealing::ByteSource sealed_bytes(const Services& services, const std::string& upload, std::int64_t size) {
    return [&services, upload, size, number = std::int64_t(0), chunk = std::string(),
            at = std::size_t(0)](std::span<char> to) mutable -> std::size_t {
        if (at == chunk.size() && number * sealed_chunk_bytes < size) {
            services.store.read([&](schema::UnitOfWork& tx) {
                auto row = tx.find<SealedChunkRow>(Lock::none, upload, number);
                chunk = row ? std::move(row->bytes) : std::string();
            });
            at = 0;
            ++number;
        }
        const auto now = std::min(to.size(), chunk.size() - at);
        std::copy_n(chunk.data() + at, now, to.data());
        at += now;
        return now;
    };
}

int erase_stale_uploads(const Services& services) {
    std::vector<SealedUploadRow> stale;
    const auto before = services.wall_clock.now() - unsubmitted_life;
    services.store.read([&](schema::UnitOfWork& tx) {
        stale = tx.select<SealedUploadRow>(
            {{schema::equals("submitted", false),
              {"begun_at", schema::Compare::less, schema::ColumnCodec<Instant>::write(before), {}}},
             {{"begun_at", schema::Order::ascending}},
             10});
    });
    int gone = 0;
    for (const auto& row : stale) {
        gone += erase_chunks(services, row.id, chunks_a_turn);
    }
    return gone;
}

}  // namespace daylit::app

#include "server/app/uploads.hpp"

#include "schema/rows_registry.hpp"

#include <algorithm>
#include <array>

namespace daylit::app {

namespace {

using schema::Lock;
constexpr std::size_t chunk_bytes = 1024 * 1024;
constexpr std::array accepted{"application/pdf",      "image/png",  "image/jpeg",
                              "application/geo+json", "text/plain", "application/zip"};

// Who has files to check in the course of duty. Finance, which sees payers, has no business with letters, nor
// have those who only give accounts.
bool is_staff(const Caller& caller) {
    constexpr std::array checkers{registry::Role::registrar, registry::Role::clerk, registry::Role::reviewer,
                                  registry::Role::disclosure_officer, registry::Role::supervisor};
    return std::any_of(checkers.begin(), checkers.end(), [&](auto role) { return caller.has(role); });
}

void store_chunks(const Services& services, const Digest& digest, const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += chunk_bytes) {
        services.store.transact([&](schema::UnitOfWork& tx) {
            tx.put_chunk(digest, static_cast<std::int64_t>(at / chunk_bytes), bytes.substr(at, chunk_bytes));
        });
    }
}

}  // namespace

Result<UploadView> upload(Call& call, const std::string& media_type, const std::string& bytes) {
    const auto most = call.caller.person ? most_upload : most_upload_by_visitor;
    if (std::find(accepted.begin(), accepted.end(), media_type) == accepted.end()) {
        return refuse("media_type_not_accepted", "Content-Type");
    }
    if (bytes.empty()) {
        return refuse("upload_empty");
    }
    if (bytes.size() > most) {
        return refuse("upload_too_large", "", {std::to_string(most / chunk_bytes)});
    }
    const auto digest = sha256(bytes);
    const auto size = static_cast<std::int64_t>(bytes.size());
    store_chunks(call.services, digest, bytes);
    return call.transact<UploadView>([&](Act& act) -> Result<UploadView> {
        if (!act.tx.find<schema::UploadRow>(Lock::none, digest)) {
            (void)act.try_insert(schema::UploadRow{digest, size, media_type, call.caller.actor(),
                                                   call.services.wall_clock.now(), false});
        }
        return UploadView{digest, size, media_type};
    });
}

Result<StoredFile> download(Call& call, const Params& params) {
    const auto digest = Digest::from_hex(params.path.at("digest"));
    if (!digest) {
        return refuse("not_found", "digest");
    }
    return call.read<StoredFile>([&](Act& act) -> Result<StoredFile> {
        const auto row = act.tx.find<schema::UploadRow>(Lock::none, *digest);
        const auto& caller = act.caller();
        const bool own = row && caller.person && row->uploader == caller.actor();
        if (!row || (!row->published && !own && !is_staff(caller))) {
            return refuse("not_found", "digest");
        }
        StoredFile file{row->media_type, {}};
        for (std::int64_t index = 0; file.bytes.size() < static_cast<std::size_t>(row->size); ++index) {
            const auto chunk = act.tx.chunk(*digest, index);
            ensure(chunk.has_value(), "an uploaded file has all its chunks");
            file.bytes += *chunk;
        }
        return file;
    });
}

Outcome check_upload(Act& act, const Digest& digest, const std::string& field) {
    return act.tx.find<schema::UploadRow>(Lock::none, digest) ? Outcome(Done{})
                                                              : Outcome(refuse("upload_missing", field));
}

Outcome check_attachments(Act& act, const std::vector<Attachment>& attachments, const std::string& field) {
    for (std::size_t i = 0; i < attachments.size(); ++i) {
        auto there = check_upload(act, attachments[i].digest, field + "[" + std::to_string(i) + "].digest");
        if (!there) {
            return there;
        }
    }
    return Done{};
}

void publish_attachments(Act& act, const std::vector<Attachment>& attachments) {
    for (const auto& attachment : attachments) {
        auto row = act.tx.find<schema::UploadRow>(Lock::update, attachment.digest);
        ensure(row.has_value(), "what is published was uploaded");
        if (!row->published) {
            row->published = true;
            act.update(*row);
        }
    }
}

}  // namespace daylit::app

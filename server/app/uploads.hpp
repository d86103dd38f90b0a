// Files that people hand in: kept by their digest in chunks of a MiB, one chunk a transaction.
#pragma once

#include "auction/terms.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

constexpr std::size_t most_upload_by_visitor = std::size_t{2} * 1024 * 1024;
constexpr std::size_t most_upload = std::size_t{8} * 1024 * 1024;

struct UploadView {
    Digest digest;
    std::int64_t size = 0;
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(UploadView, (), (digest, size, media_type))

// Refuses upload_empty, upload_too_large, media_type_not_accepted.
Result<UploadView> upload(Call& call, const std::string& media_type, const std::string& bytes);

struct StoredFile {
    std::string media_type;
    std::string bytes;
};
// What is public is everybody's; the rest is its uploader's and the staff's. Refuses not_found for all else.
Result<StoredFile> download(Call& call, const Params& params);

// That a file named by its digest was uploaded; refuses upload_missing.
Outcome check_upload(Act& act, const Digest& digest, const std::string& field);
// The same for all of a parcel's; the field of the first that is missing is "<field>[2].digest".
Outcome check_attachments(Act& act, const std::vector<Attachment>& attachments, const std::string& field);
// Opens the files to everybody: something published names them.
void publish_attachments(Act& act, const std::vector<Attachment>& attachments);

}  // namespace daylit::app

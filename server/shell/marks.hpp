// The marks: what this machine knows of its platform outside the data folder, namely the last event that was
// acknowledged and the last head that was signed. Who puts an older copy of the data folder back brings older
// rows and keys, but not these.
//
//   FOLDER/<id of the log's key>/acknowledged   (schema/acknowledged_note.hpp)
//   FOLDER/<id of the log's key>/signed-head    (jobs::SignedHead)
//
// A platform that begins anew in the same data folder has another key, and so other marks.
#pragma once

#include "crypto/note.hpp"

#include <filesystem>

namespace daylit::shell {

// Beside the data folder, so that neither its copies nor its backups contain them.
std::filesystem::path usual_marks_folder(const std::filesystem::path& data);

class Marks {
public:
    // Makes the folder, readable by its owner alone. Throws std::filesystem::filesystem_error.
    Marks(const std::filesystem::path& folder, const NoteVerifier& log);

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path acknowledged() const { return folder_ / "acknowledged"; }
    std::filesystem::path signed_head() const { return folder_ / "signed-head"; }

private:
    std::filesystem::path folder_;
};

}  // namespace daylit::shell

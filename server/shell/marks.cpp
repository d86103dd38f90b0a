#include "server/shell/marks.hpp"

#include "base/encoding.hpp"
#include "crypto/synced_file.hpp"

namespace daylit::shell {

namespace fs = std::filesystem;

fs::path usual_marks_folder(const fs::path& data) {
    auto folder = data.lexically_normal();
    if (!folder.has_filename()) {
        folder = folder.parent_path();
    }
    folder += ".marks";
    return folder;
}

Marks::Marks(const fs::path& folder, const NoteVerifier& log) : folder_(folder / to_hex(log.id())) {
    fs::create_directories(folder_);
    fs::permissions(folder, fs::perms::owner_all);
    sync_folder(folder);
    sync_folder(fs::absolute(folder).lexically_normal().parent_path());
}

}  // namespace daylit::shell

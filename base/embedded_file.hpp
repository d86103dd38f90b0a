// Data files that are compiled into a library, so that the program needs no folder beside it.
#pragma once

#include <span>
#include <string_view>

namespace daylit {

struct EmbeddedFile {
    std::string_view name;  // without its folder
    std::string_view bytes;
};

std::span<const EmbeddedFile> calendar_files();         // base/calendar/*.json
std::span<const EmbeddedFile> agreement_files();        // registry/agreements/*.txt
std::span<const EmbeddedFile> profile_files();          // auction/profiles/*.json
std::span<const EmbeddedFile> method_files();           // tendering/methods/*.json
std::span<const EmbeddedFile> document_styles();        // disclosure/static/*
std::span<const EmbeddedFile> common_password_files();  // Debian's list, built into registry

}  // namespace daylit

// Texts that events name by their digests: commitments, transcripts, closing lists, parts, letters. Kept in
// chunks as uploads are; nothing shows one that no event names.
#pragma once

#include "server/app/call.hpp"

namespace daylit::app {

// Before the transaction that names it, in transactions of its own. Not empty.
Digest keep_text(const Services& services, const std::string& text);
// Within a transaction that keeps no other: a MiB at most.
Digest keep_text_here(Act& act, const std::string& text);
// One that an event names.
std::string kept_text(schema::UnitOfWork& tx, const Digest& digest);

}  // namespace daylit::app

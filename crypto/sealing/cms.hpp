// What the readers of CMS share, for this folder's .cpp files only.
#pragma once

#include "crypto/openssl.hpp"

#include <openssl/cms.h>

namespace daylit::sealing {

using Cms = std::unique_ptr<CMS_ContentInfo, openssl::Freed<CMS_ContentInfo_free>>;

// The contents of object identifiers, as X.690 encodes them.
namespace cms_type {
constexpr std::string_view data = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";         // 1.2.840.113549.1.7.1
constexpr std::string_view signed_data = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";  // …7.2
}  // namespace cms_type

constexpr std::size_t most_oid = 32;

}  // namespace daylit::sealing

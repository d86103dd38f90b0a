// A file that a published text names by its digest.
#pragma once

#include "crypto/digest.hpp"

namespace daylit {

struct Attachment {
    std::string name;
    Digest digest;
    bool operator==(const Attachment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (name, digest))

}  // namespace daylit

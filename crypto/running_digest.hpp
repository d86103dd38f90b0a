// The SHA-256 of what comes piece by piece.
#pragma once

#include "crypto/digest.hpp"

#include <memory>

struct evp_md_ctx_st;

namespace daylit {

class RunningSha256 {
public:
    RunningSha256();
    void add(std::string_view bytes);
    Digest digest();  // of all; nothing is added afterwards

private:
    std::shared_ptr<evp_md_ctx_st> context_;
};

}  // namespace daylit

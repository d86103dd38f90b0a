// One function a case, for std::visit.
#pragma once

namespace daylit {

template <class... F>
struct Cases : F... {
    using F::operator()...;
};
// clang 14 does not find by itself what an aggregate's parts are.
template <class... F>
Cases(F...) -> Cases<F...>;

}  // namespace daylit

#include "server/http/network.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace daylit::http {

namespace ip = boost::asio::ip;

std::string network_of(const std::string& text) {
    boost::system::error_code error;
    const auto address = ip::make_address(text, error);
    if (error || address.is_v4()) {
        return text;
    }
    const auto whole = address.to_v6();
    if (whole.is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, whole).to_string();
    }
    auto bytes = whole.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace daylit::http

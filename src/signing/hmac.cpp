// SPDX-License-Identifier: Apache-2.0
#include "signing/hmac.hpp"

#include <botan/mac.h>

#include "core/botan.hpp"

namespace snapseal::signing {

std::vector<std::uint8_t> hmac(std::string_view hash, std::string_view key, std::string_view text) {
  return botan::guarded([&] {
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw(
        std::string("HMAC(").append(hash).append(")"));
    mac->set_key(reinterpret_cast<const std::uint8_t*>(key.data()), key.size());
    mac->update(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    std::vector<std::uint8_t> sum(mac->output_length());
    mac->final(sum.data());
    return sum;
  });
}

}  // namespace snapseal::signing

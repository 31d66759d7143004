// SPDX-License-Identifier: Apache-2.0
#include "signing/hmac.hpp"

#include <botan/hash.h>
#include <botan/mac.h>

#include "core/botan.hpp"
#include "core/bytes.hpp"

namespace snapseal::signing {

Hmac::Hmac(std::string_view hash, std::string_view key)
    : mac_(botan::guarded([&] {
        auto mac =
            Botan::MessageAuthenticationCode::create(std::string("HMAC(").append(hash).append(")"));
        if (mac == nullptr) {
          return mac;
        }
        if (key.size() <= hmac_key_bytes_max) {
          mac->set_key(as_bytes(key).data(), key.size());
        } else {
          // RFC 2104 section 2: a key longer than a block is hashed first.
          const auto hashed = Botan::HashFunction::create_or_throw(std::string(hash));
          hashed->update(as_bytes(key).data(), key.size());
          mac->set_key(hashed->final());
        }
        return mac;
      })) {}

Hmac::~Hmac() = default;

std::vector<std::uint8_t> Hmac::sum(std::string_view text) {
  return botan::guarded([&] {
    std::vector<std::uint8_t> sum;
    if (mac_ != nullptr) {
      mac_->update(as_bytes(text).data(), text.size());
      sum.resize(mac_->output_length());
      mac_->final(sum.data());
    }
    return sum;
  });
}

std::vector<std::uint8_t> hash(std::string_view name, std::string_view first,
                               std::string_view second) {
  return botan::guarded([&] {
    const auto hash = Botan::HashFunction::create(std::string(name));
    if (hash == nullptr) {
      return std::vector<std::uint8_t>();
    }
    hash->update(as_bytes(first).data(), first.size());
    hash->update(as_bytes(second).data(), second.size());
    std::vector<std::uint8_t> sum(hash->output_length());
    hash->final(sum.data());
    return sum;
  });
}

}  // namespace snapseal::signing

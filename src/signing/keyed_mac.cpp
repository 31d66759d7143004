// SPDX-License-Identifier: Apache-2.0
#include "signing/keyed_mac.hpp"

#include "core/botan.hpp"

namespace snapseal::signing {

namespace {

const std::uint8_t* bytes(std::string_view text) noexcept {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

MacOperation::MacOperation(std::string_view key)
    : mac_(botan::guarded([key] {
        auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)");
        mac->set_key(bytes(key), key.size());
        return mac;
      })) {}

MacOperation::Sum MacOperation::sum(std::string_view message) {
  return botan::guarded([this, message] {
    Sum sum;
    mac_->update(bytes(message), message.size());
    mac_->final(sum.data());
    return sum;
  });
}

const KeyedMac& KeyedMac::of(const ConsumerKey& key) {
  if (key.mac_ == nullptr) {
    throw Error(Errc::invalid_argument, "was moved from", "consumerKey");
  }
  return *key.mac_;
}

}  // namespace snapseal::signing

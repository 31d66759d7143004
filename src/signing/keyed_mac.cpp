// SPDX-License-Identifier: Apache-2.0
#include "signing/keyed_mac.hpp"

#include "core/botan.hpp"
#include "core/bytes.hpp"

namespace snapseal::signing {

MacOperation::MacOperation(std::string_view key)
    : mac_(botan::guarded([key] {
        auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)");
        mac->set_key(as_bytes(key).data(), key.size());
        return mac;
      })) {}

MacOperation::Sum MacOperation::sum(std::string_view message) {
  return botan::guarded([this, message] {
    Sum sum;
    mac_->update(as_bytes(message).data(), message.size());
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

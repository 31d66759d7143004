// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The job done with libgcrypt and a nlohmann::json document. libgcrypt knows neither PEM nor
/// base64: those are the yardstick's.
namespace gcrypt_peer {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

/// gcrypt_peer.cpp or gcrypt_absent.cpp is built. Without libgcrypt, the rest must not be called.
[[nodiscard]] bool is_built_in();
[[nodiscard]] std::string version();

class Key {
 public:
  explicit Key(std::string_view pem);

  /// RSAES-OAEP-DECRYPT with SHA-1.
  [[nodiscard]] Bytes unwrap(View ciphertext) const;
  [[nodiscard]] std::string open(std::string_view json) const;

 private:
  std::shared_ptr<void> key_;
};

/// AES-OCB under the whole nonce; then, if that has 15 bytes, under its first 14.
[[nodiscard]] std::string open_message(View shared_key, View ciphertext, View tag, View nonce);

}  // namespace gcrypt_peer

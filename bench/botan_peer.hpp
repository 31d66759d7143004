// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/pk_keys.h>
#include <botan/pubkey.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The job done with Botan's own parts and a nlohmann::json document, without snapseal.
namespace botan_peer {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

/// A decryptor is made for each response, as Botan's examples do.
class Naive {
 public:
  explicit Naive(std::string_view pem);

  /// RSAES-OAEP-DECRYPT with SHA-1.
  [[nodiscard]] Bytes unwrap(View ciphertext) const;
  [[nodiscard]] std::string open(std::string_view json) const;

 private:
  std::unique_ptr<const Botan::Private_Key> key_;
};

/// One decryptor is made and kept. Not to be shared among threads.
class Reused {
 public:
  explicit Reused(std::string_view pem);

  [[nodiscard]] Bytes unwrap(View ciphertext);
  [[nodiscard]] std::string open(std::string_view json);

 private:
  std::unique_ptr<const Botan::Private_Key> key_;
  Botan::PK_Decryptor_EME decryptor_;
};

/// AES-OCB under the whole nonce; then, if that has 15 bytes, under its first 14.
[[nodiscard]] std::string open_message(View shared_key, View ciphertext, View tag, View nonce);

}  // namespace botan_peer

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The whole job done once more, plainly, with OpenSSL 3 (EVP) and a nlohmann::json document: what
/// snapseal is measured against. It does less: it takes JSON with a member twice and base64 with
/// bits set behind the last byte, does not check the numbers of the key, does not hide which step
/// failed, and wipes the shared key but no plaintext. Bad input throws `std::exception`.
namespace yardstick {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

[[nodiscard]] Bytes decode_base64(std::string_view text);
[[nodiscard]] std::string encode_base64(View bytes);

struct Response {
  Bytes encrypted_shared_key;
  Bytes ciphertext;
  Bytes tag;
  Bytes nonce;
};
[[nodiscard]] Response parse(std::string_view json);

/// Callable from many threads at once.
class Key {
 public:
  explicit Key(std::string_view pem);

  /// RSAES-OAEP-DECRYPT with SHA-1.
  [[nodiscard]] Bytes unwrap(View ciphertext) const;

 private:
  struct Free {
    void operator()(EVP_PKEY* pkey) const { EVP_PKEY_free(pkey); }
  };
  std::unique_ptr<EVP_PKEY, Free> pkey_;
};

/// AES-OCB under the whole nonce; then, if that has 15 bytes, under its first 14.
[[nodiscard]] std::string open_message(View shared_key, View ciphertext, View tag, View nonce);

[[nodiscard]] std::string open_response(const Key& key, std::string_view json);

}  // namespace yardstick

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Botan {
class MessageAuthenticationCode;
}  // namespace Botan

namespace snapseal::signing {

/// The longest key that Botan's HMAC takes.
inline constexpr std::size_t hmac_key_bytes_max = 4096;

/// HMAC (RFC 2104) with any hash, by Botan's name: "SHA-256".
class Hmac {
 public:
  /// A key of any length, also none.
  Hmac(std::string_view hash, std::string_view key);
  Hmac(const Hmac&) = delete;
  Hmac& operator=(const Hmac&) = delete;
  ~Hmac();

  /// May be called again. Empty if this Botan has no such hash.
  [[nodiscard]] std::vector<std::uint8_t> sum(std::string_view text);

 private:
  std::unique_ptr<Botan::MessageAuthenticationCode> mac_;
};

/// A hash of the parts one after the other. Empty if this Botan has no such hash.
[[nodiscard]] std::vector<std::uint8_t> hash(std::string_view name, std::string_view first,
                                             std::string_view second = {});

}  // namespace snapseal::signing

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/response/parse_options.hpp>

namespace snapseal {

/// The API's `encryptedMessageData`: an AES-OCB ciphertext (RFC 7253) with its tag and nonce. A
/// value whose lengths are right; nothing in it is secret, and nothing in it is to be trusted.
class SNAPSEAL_API EncryptedMessage {
 public:
  static constexpr std::size_t tag_bytes = 16;
  static constexpr std::size_t nonce_bytes_min = 1;
  static constexpr std::size_t nonce_bytes_max = 15;

  /// `ciphertext` may be empty. Throws `Errc::invalid_tag_length`, `invalid_nonce_length`.
  EncryptedMessage(std::vector<std::uint8_t> ciphertext, std::vector<std::uint8_t> tag,
                   std::vector<std::uint8_t> nonce);

  /// As long as the plaintext.
  [[nodiscard]] std::span<const std::uint8_t> ciphertext() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return ciphertext_;
  }
  [[nodiscard]] std::span<const std::uint8_t> tag() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return tag_;
  }
  [[nodiscard]] std::span<const std::uint8_t> nonce() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return nonce_;
  }

  [[nodiscard]] friend bool operator==(const EncryptedMessage&, const EncryptedMessage&) = default;

 private:
  std::vector<std::uint8_t> ciphertext_;
  std::vector<std::uint8_t> tag_;
  std::vector<std::uint8_t> nonce_;
};

/// What the API answers for a user with an RSA key
/// (docs.snaptrade.com/reference/Authentication/Authentication_loginSnapTradeUser).
class SNAPSEAL_API EncryptedResponse {
 public:
  /// The lengths of the RSA moduli that keys may have.
  static constexpr std::size_t encrypted_shared_key_bytes_min = 128;
  static constexpr std::size_t encrypted_shared_key_bytes_max = 2048;

  /// Throws `Errc::invalid_encrypted_shared_key_length`.
  EncryptedResponse(std::vector<std::uint8_t> encrypted_shared_key, EncryptedMessage message);

  /// Reads the JSON text. Members that the API does not document are passed over; spaces and the
  /// order of members do not matter. Throws `Errc::input_too_large`, `malformed_json`,
  /// `json_too_deep`, `duplicate_member`; then, naming the first field at fault, `missing_member`,
  /// `wrong_member_type`, `invalid_base64`, `invalid_encrypted_shared_key_length`,
  /// `invalid_tag_length`, `invalid_nonce_length`.
  [[nodiscard]] static EncryptedResponse parse(std::string_view json,
                                               const ParseOptions& options = {});

  /// The JSON text, as the API writes it, without spaces.
  [[nodiscard]] std::string to_json() const;

  [[nodiscard]] std::span<const std::uint8_t> encrypted_shared_key() const noexcept
      SNAPSEAL_LIFETIMEBOUND {
    return encrypted_shared_key_;
  }
  [[nodiscard]] const EncryptedMessage& message() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return message_;
  }

  [[nodiscard]] friend bool operator==(const EncryptedResponse&,
                                       const EncryptedResponse&) = default;

 private:
  std::vector<std::uint8_t> encrypted_shared_key_;
  EncryptedMessage message_;
};

}  // namespace snapseal

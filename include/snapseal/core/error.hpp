// SPDX-License-Identifier: Apache-2.0
#pragma once

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "snapseal needs C++20: compile with -std=c++20, or target_compile_features(... cxx_std_20)"
#endif

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <snapseal/core/print.hpp>
#include <snapseal/export.hpp>

namespace snapseal {

/// What went wrong. Closed and numbered: a number never changes its meaning and is never used
/// again. The hundreds tell the group: 1xx malformed input, 2xx the key cannot be used, 3xx
/// decryption, 4xx the caller's arguments, 5xx the machine, 6xx signatures and the API's refusals.
enum class Errc : int {
  input_too_large = 101,                      ///< The text is longer than `Limits` allow.
  malformed_json = 102,                       ///< Not JSON (RFC 8259), or not one JSON object.
  json_too_deep = 103,                        ///< Nested deeper than `Limits::json_depth`.
  duplicate_member = 104,                     ///< An object has two members of one name.
  missing_member = 105,                       ///< A member that must be there is not.
  wrong_member_type = 106,                    ///< A member is of another JSON type, or null.
  invalid_base64 = 107,                       ///< Not canonical base64 (RFC 4648 section 4).
  invalid_encrypted_shared_key_length = 108,  ///< Not as long as an (or this) RSA modulus.
  invalid_tag_length = 109,                   ///< The tag does not have 16 bytes.
  invalid_nonce_length = 110,                 ///< The nonce does not have 1 to 15 bytes.
  number_out_of_range = 111,                  ///< A JSON number beyond what a double holds.
  lone_surrogate = 112,                       ///< A JSON string that is not Unicode text.
  malformed_token = 113,                      ///< Not a JWT (RFC 7519), or its claims are no JSON.

  unrecognized_key_format = 201,      ///< Not a key file of any known kind.
  unsupported_key_format = 202,       ///< A known kind of key file that is not read here.
  unsupported_key_algorithm = 203,    ///< A key, but not one for RSA encryption.
  not_a_private_key = 204,            ///< A public key or certificate in a private key's place.
  not_a_public_key = 205,             ///< A private key or certificate in a public key's place.
  malformed_key = 206,                ///< The key file is damaged.
  inconsistent_key = 207,             ///< The numbers of the key do not fit each other.
  unsupported_key_size = 208,         ///< The modulus has fewer than 1024 or more than 16384 bits.
  unsupported_public_exponent = 209,  ///< The public exponent is even, or below 3, or too long.
  passphrase_required = 210,          ///< The key file is encrypted and no passphrase was given.
  wrong_passphrase = 211,             ///< The passphrase does not open the key file.
  unsupported_key_encryption = 212,   ///< The key file is encrypted in a way that is not read here.
  key_encryption_too_costly = 213,    ///< The passphrase hashing costs more than `Limits` allow.

  private_key_not_exportable = 214,  ///< The key's numbers are not here: a token, a `KeyUnwrapper`.
  pin_required = 215,                ///< The token needs a PIN and none was given.
  wrong_pin = 216,                   ///< The token does not take the PIN. Each try counts there.
  pin_locked = 217,       ///< The token takes no PIN any more, after too many wrong ones.
  token_not_found = 218,  ///< No PKCS#11 token, or more than one, is what the URI says.
  key_not_found = 219,    ///< No private key on the token, or more than one, likewise.

  decryption_failed = 301,  ///< Wrong key, or changed data. Which of the two is never told.
  /// Not below the modulus (RFC 8017 section 5.1.2): the response was made for another key.
  encrypted_shared_key_out_of_range = 302,

  invalid_argument = 401,           ///< An argument that no input can make valid.
  invalid_shared_key_length = 402,  ///< A shared key does not have 16, 24 or 32 bytes.
  invalid_request = 403,            ///< A request that cannot be signed as it is.

  crypto_unavailable = 501,  ///< The crypto library lacks or refuses something that is needed.
  token_failed = 502,  ///< The PKCS#11 module cannot be loaded, or the token fails or is gone.
  key_unwrapper_failed = 503,  ///< In a batch: a `KeyUnwrapper` threw what is not an `Error`.

  wrong_signature = 601,  ///< The signature is not the one of this content and key.
  webhook_too_old = 602,  ///< The event is older than the tolerance allows.
  webhook_too_new = 603,  ///< The event is later than the tolerance allows.
  api_error = 604,        ///< The API refused the request: see `api::ApiError`.
};

/// The stable name of a code: "decryption_failed" for `Errc::decryption_failed`.
[[nodiscard]] SNAPSEAL_API std::string_view to_string(Errc code) noexcept;

/// A text that is part of the program: only a literal makes one. That is how an `Error` cannot
/// quote input, a key or plaintext.
class Literal {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a literal should read as one at the call.
  consteval Literal(const char* text) noexcept : text_(text) {}
  [[nodiscard]] constexpr std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// The one exception that snapseal throws. (`std::bad_alloc` and other failures of the standard
/// library pass.) `what()` is "FIELD: MESSAGE (at byte OFFSET)", without what there is none of.
class SNAPSEAL_API Error : public std::runtime_error {
 public:
  /// `field` names the member at fault as the API does, for example "encryptedMessageData.tag", or
  /// the argument; `offset` counts the bytes of the input text before the one at fault.
  Error(Errc code, Literal message, Literal field = "",
        std::optional<std::size_t> offset = std::nullopt);

  [[nodiscard]] Errc code() const noexcept { return code_; }
  [[nodiscard]] std::string_view message() const noexcept { return message_.view(); }
  [[nodiscard]] std::string_view field() const noexcept { return field_.view(); }
  [[nodiscard]] std::optional<std::size_t> offset() const noexcept { return offset_; }

 private:
  Errc code_;
  Literal message_;
  Literal field_;
  std::optional<std::size_t> offset_;
};

}  // namespace snapseal

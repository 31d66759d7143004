// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/keys/public_key.hpp>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/nonce_form.hpp>
#include <snapseal/response/shared_key.hpp>

/// The API's side of the scheme, for mocks and tests. In production only the API encrypts.
namespace snapseal {

struct EncryptOptions {
  NonceForm nonce_form = NonceForm::rfc7253;
  /// 16, 24 or 32.
  std::size_t shared_key_bytes = 32;
  /// 1 to 15; 15 is what PyCryptodome makes, and the only length of `NonceForm::legacy15`. A
  /// shorter nonce has one reading in every version of PyCryptodome; 12 bytes suit most libraries.
  std::size_t nonce_bytes = EncryptedMessage::nonce_bytes_max;
};

/// An encrypted response to `plaintext`, under a new shared key and a new nonce. Throws
/// `Errc::invalid_shared_key_length`, `invalid_nonce_length`.
[[nodiscard]] SNAPSEAL_API EncryptedResponse encrypt_response(const PublicKey& key,
                                                              std::string_view plaintext,
                                                              const EncryptOptions& options = {});

/// RSAES-OAEP-ENCRYPT with SHA-1, MGF1 with SHA-1 and an empty label; as long as the modulus.
[[nodiscard]] SNAPSEAL_API std::vector<std::uint8_t> wrap_shared_key(const PublicKey& key,
                                                                     const SharedKey& shared_key);

/// OCB-ENCRYPT with a 16-byte tag and no associated data. A nonce must never serve twice under one
/// key. Throws `Errc::invalid_nonce_length` unless `nonce` has 1 to 15 bytes, or exactly 15 for
/// `NonceForm::legacy15`.
[[nodiscard]] SNAPSEAL_API EncryptedMessage encrypt_message(const SharedKey& shared_key,
                                                            std::string_view plaintext,
                                                            std::span<const std::uint8_t> nonce,
                                                            NonceForm form = NonceForm::rfc7253);

}  // namespace snapseal

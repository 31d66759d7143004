// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/keys/key_ring.hpp>
#include <snapseal/response/decrypt_options.hpp>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/nonce_form.hpp>
#include <snapseal/response/parse_options.hpp>
#include <snapseal/response/shared_key.hpp>

namespace snapseal {

/// The plaintext of a response whose tag is right. This proves that the response was not changed.
/// It does not prove who made it: anyone with the public key can make one.
struct DecryptedResponse {
  /// UTF-8 as the API sends it (a JWT, or JSON); not checked here.
  SecretString text;
  NonceForm nonce_form = NonceForm::rfc7253;
  /// Which of several keys opened it, counted from 0.
  std::size_t key_index = 0;
};

/// Opens an encrypted response: the whole job. The keys may serve many threads at once.
///
///     decrypt_response(key, body);
///     decrypt_response({new_key, old_key}, body);
///
/// The shared key is unwrapped with each key whose modulus fits, and the message is opened once:
/// the work is the same for each key, and `key_index` tells which it was.
///
/// Throws what `EncryptedResponse::parse` throws for the text;
/// `Errc::invalid_encrypted_shared_key_length` or `encrypted_shared_key_out_of_range` if the
/// response was made for a key of another modulus (with several keys: if no key's modulus fits);
/// else `decryption_failed`: wrong key or changed data. The last has one text and no cause, and a
/// shared key that does not unwrap is replaced by a random one, so that the two failures do the
/// same work (RFC 7516 section 11.5).
[[nodiscard]] SNAPSEAL_API DecryptedResponse
decrypt_response(const KeyRing& keys, std::string_view json, const DecryptOptions& options = {},
                 const ParseOptions& parse_options = {});
[[nodiscard]] SNAPSEAL_API DecryptedResponse decrypt_response(const KeyRing& keys,
                                                              const EncryptedResponse& response,
                                                              const DecryptOptions& options = {});

/// What `decrypt_response_into` tells of the plaintext in its caller's memory.
struct DecryptedInto {
  std::size_t size;  ///< Bytes of plaintext at the beginning of the buffer.
  NonceForm nonce_form = NonceForm::rfc7253;
  std::size_t key_index = 0;
};

/// The whole job with the plaintext in memory of the caller's: `buffer`, which may be longer. Three
/// quarters of the length of `json` are always enough. Throws the same, and
/// `Errc::invalid_argument` for too short a buffer, before a key is used. If it throws, nothing of
/// the plaintext is in `buffer`; what was written there is wiped.
[[nodiscard]] SNAPSEAL_API DecryptedInto
decrypt_response_into(std::span<std::uint8_t> buffer, const KeyRing& keys, std::string_view json,
                      const DecryptOptions& options = {}, const ParseOptions& parse_options = {});

/// The first half alone: RSAES-OAEP-DECRYPT of `encryptedSharedKey`. Most users won't need the
/// halves. Throws what `PrivateKey::unwrap` throws, and `Errc::decryption_failed` if
/// the padding or the key's length is wrong; do not let others see that it was this half.
[[nodiscard]] SNAPSEAL_API SharedKey unwrap_shared_key(const PrivateKey& key,
                                                       const EncryptedResponse& response);

/// The second half alone: OCB-DECRYPT (RFC 7253 section 4.3) with a 16-byte tag and no associated
/// data. Nothing of the plaintext leaves unless the tag holds. Throws `Errc::decryption_failed`.
[[nodiscard]] SNAPSEAL_API DecryptedResponse decrypt_message(const SharedKey& shared_key,
                                                             const EncryptedMessage& message,
                                                             const DecryptOptions& options = {});

}  // namespace snapseal

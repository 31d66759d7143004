// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/decrypt.hpp>

#include "response/ocb.hpp"
#include "response/unwrap.hpp"

namespace snapseal {

namespace {

[[noreturn]] void throw_decryption_failed() {
  throw Error(Errc::decryption_failed,
              "the response cannot be decrypted: it was made for another key, or changed");
}

}  // namespace

DecryptedResponse decrypt_response(const PrivateKey& key, std::string_view json,
                                   const DecryptOptions& options) {
  return decrypt_response(key, EncryptedResponse::parse(json, options.limits), options);
}

DecryptedResponse decrypt_response(const PrivateKey& key, const EncryptedResponse& response,
                                   const DecryptOptions& options) {
  return decrypt_response(std::span(&key, 1), response, options);
}

DecryptedResponse decrypt_response(std::span<const PrivateKey> keys, std::string_view json,
                                   const DecryptOptions& options) {
  return decrypt_response(keys, EncryptedResponse::parse(json, options.limits), options);
}

DecryptedResponse decrypt_response(std::span<const PrivateKey> keys,
                                   const EncryptedResponse& response,
                                   const DecryptOptions& options) {
  if (keys.empty() || keys.size() > key_ring_keys_max) {
    throw Error(Errc::invalid_argument, "must be 1 to 16 keys", "keys");
  }
  const auto unwrapped = snapseal::response::unwrap_or_random(keys, response);
  DecryptedResponse opened = decrypt_message(unwrapped.shared_key, response.message(), options);
  opened.key_index = unwrapped.key_index;
  return opened;
}

SharedKey decrypt_shared_key(const PrivateKey& key, const EncryptedResponse& response) {
  std::optional<SharedKey> unwrapped = snapseal::response::unwrap(key, response);
  if (!unwrapped) {
    throw_decryption_failed();
  }
  return std::move(*unwrapped);
}

DecryptedResponse decrypt_message(const SharedKey& shared_key, const EncryptedMessage& message,
                                  const DecryptOptions& options) {
  const auto open = [&](std::span<const std::uint8_t> nonce) {
    return snapseal::response::ocb_decrypt(shared_key.expose(), nonce, message.ciphertext(),
                                           message.tag());
  };
  if (auto text = open(message.nonce())) {
    return {SecretString(std::move(*text)), NonceForm::rfc7253};
  }
  constexpr std::size_t legacy_bytes = EncryptedMessage::nonce_bytes_max;
  if (options.try_legacy_nonce && message.nonce().size() == legacy_bytes) {
    if (auto text = open(message.nonce().first(legacy_bytes - 1))) {
      return {SecretString(std::move(*text)), NonceForm::legacy15};
    }
  }
  throw_decryption_failed();
}

}  // namespace snapseal

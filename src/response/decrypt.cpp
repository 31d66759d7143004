// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/decrypt.hpp>

#include <algorithm>

#include "core/botan.hpp"
#include "response/envelope.hpp"
#include "response/ocb.hpp"
#include "response/unwrap.hpp"

namespace snapseal {

namespace {

[[noreturn]] void throw_decryption_failed() {
  throw Error(Errc::decryption_failed,
              "the response cannot be decrypted: it was made for another key, or changed");
}

/// OCB-DECRYPT in place, so that there is one copy of the plaintext. The first attempt overwrites
/// the ciphertext; `fill` writes it again before the second.
template <typename Fill>
DecryptedResponse open_message(const SharedKey& shared_key, std::span<const std::uint8_t> nonce,
                               std::span<const std::uint8_t> tag, SecretBytes text,
                               const DecryptOptions& options, const Fill& fill) {
  return botan::guarded([&]() -> DecryptedResponse {
    response::AesOcb ocb(shared_key.expose());
    if (ocb.decrypt(nonce, text.expose(), tag)) {
      return {SecretString(std::move(text)), NonceForm::rfc7253};
    }
    constexpr std::size_t legacy_bytes = EncryptedMessage::nonce_bytes_max;
    if (options.try_legacy_nonce && nonce.size() == legacy_bytes) {
      fill(text.expose());
      if (ocb.decrypt(nonce.first(legacy_bytes - 1), text.expose(), tag)) {
        return {SecretString(std::move(text)), NonceForm::legacy15};
      }
    }
    throw_decryption_failed();
  });
}

}  // namespace

DecryptedResponse decrypt_response(const KeyRing& keys, std::string_view json,
                                   const DecryptOptions& options,
                                   const ParseOptions& parse_options) {
  // What `EncryptedResponse::parse` and the overload below do, except that the message is decoded
  // where it is decrypted.
  response::Envelope envelope = response::read_envelope(json, parse_options);
  auto text = response::decode<SecretBytes>(envelope.encrypted_message);
  envelope.require_no_problem();
  const auto unwrapped = response::unwrap_or_random(keys, envelope.encrypted_shared_key.bytes);
  DecryptedResponse opened = open_message(
      unwrapped.shared_key, envelope.nonce.bytes, envelope.tag.bytes, std::move(text), options,
      [&envelope](std::span<std::uint8_t> buffer) {
        base64::decode(envelope.encrypted_message.base64, buffer, envelope.encrypted_message.name);
      });
  opened.key_index = unwrapped.key_index;
  return opened;
}

DecryptedResponse decrypt_response(const KeyRing& keys, const EncryptedResponse& response,
                                   const DecryptOptions& options) {
  const auto unwrapped =
      snapseal::response::unwrap_or_random(keys, response.encrypted_shared_key());
  DecryptedResponse opened = decrypt_message(unwrapped.shared_key, response.message(), options);
  opened.key_index = unwrapped.key_index;
  return opened;
}

SharedKey unwrap_shared_key(const PrivateKey& key, const EncryptedResponse& response) {
  auto unwrapped = key.unwrap(response.encrypted_shared_key());
  if (!unwrapped || !SharedKey::is_valid_size(unwrapped->size())) {
    throw_decryption_failed();
  }
  return SharedKey(std::move(*unwrapped));
}

DecryptedResponse decrypt_message(const SharedKey& shared_key, const EncryptedMessage& message,
                                  const DecryptOptions& options) {
  const auto ciphertext = message.ciphertext();
  return open_message(shared_key, message.nonce(), message.tag(), SecretBytes::copy_of(ciphertext),
                      options, [ciphertext](std::span<std::uint8_t> buffer) {
                        std::copy(ciphertext.begin(), ciphertext.end(), buffer.begin());
                      });
}

}  // namespace snapseal

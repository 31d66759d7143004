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
/// the ciphertext; `fill` writes it again before the second. `text` is wiped if it throws.
template <typename Fill>
NonceForm open_message(const SharedKey& shared_key, std::span<const std::uint8_t> nonce,
                       std::span<const std::uint8_t> tag, std::span<std::uint8_t> text,
                       const DecryptOptions& options, const Fill& fill) {
  return botan::guarded([&]() -> NonceForm {
    response::AesOcb ocb(shared_key.expose());
    if (ocb.decrypt(nonce, text, tag)) {
      return NonceForm::rfc7253;
    }
    constexpr std::size_t legacy_bytes = EncryptedMessage::nonce_bytes_max;
    if (options.try_legacy_nonce && nonce.size() == legacy_bytes) {
      fill(text);
      if (ocb.decrypt(nonce.first(legacy_bytes - 1), text, tag)) {
        return NonceForm::legacy15;
      }
    }
    throw_decryption_failed();
  });
}

/// What `EncryptedResponse::parse` and the overload for its result do, except that the message is
/// decoded where it is decrypted: in the bytes that `allocate` gives for their number.
template <typename Allocate>
DecryptedInto open_text(const KeyRing& keys, std::string_view json, const DecryptOptions& options,
                        const ParseOptions& parse_options, const Allocate& allocate) {
  response::Envelope envelope = response::read_envelope(json, parse_options);
  std::span<std::uint8_t> text;
  response::decode(envelope.encrypted_message,
                   [&](std::size_t size) { return text = allocate(size); });
  envelope.require_no_problem();
  const auto unwrapped = response::unwrap_or_random(keys, envelope.encrypted_shared_key.bytes);
  const NonceForm form = open_message(
      unwrapped.shared_key, envelope.nonce.bytes, envelope.tag.bytes, text, options,
      [&envelope](std::span<std::uint8_t> buffer) {
        base64::decode(envelope.encrypted_message.base64, buffer, envelope.encrypted_message.name);
      });
  return {text.size(), form, unwrapped.key_index};
}

}  // namespace

DecryptedResponse decrypt_response(const KeyRing& keys, std::string_view json,
                                   const DecryptOptions& options,
                                   const ParseOptions& parse_options) {
  SecretBytes text;
  const DecryptedInto opened =
      open_text(keys, json, options, parse_options, [&text](std::size_t size) {
        text = SecretBytes::for_overwrite(size);
        return text.expose();
      });
  return {SecretString(std::move(text)), opened.nonce_form, opened.key_index};
}

DecryptedInto decrypt_response_into(std::span<std::uint8_t> buffer, const KeyRing& keys,
                                    std::string_view json, const DecryptOptions& options,
                                    const ParseOptions& parse_options) {
  std::span<std::uint8_t> used;
  try {
    return open_text(keys, json, options, parse_options, [&](std::size_t size) {
      if (size > buffer.size()) {
        throw Error(Errc::invalid_argument, "is shorter than the plaintext", "buffer");
      }
      return used = buffer.first(size);
    });
  } catch (...) {
    wipe(used);
    throw;
  }
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
  SecretBytes text = SecretBytes::copy_of(ciphertext);
  const NonceForm form =
      open_message(shared_key, message.nonce(), message.tag(), text.expose(), options,
                   [ciphertext](std::span<std::uint8_t> buffer) {
                     std::copy(ciphertext.begin(), ciphertext.end(), buffer.begin());
                   });
  return {SecretString(std::move(text)), form};
}

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#include <botan/pubkey.h>
#include <botan/rsa.h>

#include <array>
#include <snapseal/response/encrypt.hpp>

#include "core/botan.hpp"
#include "core/bytes.hpp"
#include "response/envelope.hpp"
#include "response/ocb.hpp"

namespace snapseal {

EncryptedResponse encrypt_response(const PublicKey& key, std::string_view plaintext,
                                   const EncryptOptions& options) {
  const SharedKey shared_key = SharedKey::generate(options.shared_key_bytes);
  if (auto problem = response::check_nonce_length(options.nonce_bytes)) {
    throw Error(*problem);
  }
  std::array<std::uint8_t, EncryptedMessage::nonce_bytes_max> bytes{};
  const auto nonce = std::span(bytes).first(options.nonce_bytes);
  botan::randomize(nonce);
  return {wrap_shared_key(key, shared_key),
          encrypt_message(shared_key, plaintext, nonce, options.nonce_form)};
}

std::vector<std::uint8_t> wrap_shared_key(const PublicKey& key, const SharedKey& shared_key) {
  const auto n = key.modulus();
  const auto e = key.public_exponent();
  return botan::guarded([&] {
    const Botan::RSA_PublicKey rsa(Botan::BigInt(n.data(), n.size()),
                                   Botan::BigInt(e.data(), e.size()));
    const Botan::PK_Encryptor_EME encryptor(rsa, botan::rng(), "OAEP(SHA-1)");
    return encryptor.encrypt(shared_key.expose().data(), shared_key.size(), botan::rng());
  });
}

EncryptedMessage encrypt_message(const SharedKey& shared_key, std::string_view plaintext,
                                 std::span<const std::uint8_t> nonce, NonceForm form) {
  if (auto problem = response::check_nonce_length(nonce.size())) {
    throw Error(*problem);
  }
  if (form == NonceForm::legacy15 && nonce.size() != EncryptedMessage::nonce_bytes_max) {
    throw Error(Errc::invalid_nonce_length, "must have 15 bytes for the legacy form",
                "encryptedMessageData.nonce");
  }
  const auto bytes = as_bytes(plaintext);
  return botan::guarded([&] {
    std::vector<std::uint8_t> text(bytes.begin(), bytes.end());
    const auto tag =
        response::AesOcb(shared_key.expose())
            .encrypt(form == NonceForm::legacy15 ? nonce.first(nonce.size() - 1) : nonce, text);
    return EncryptedMessage(std::move(text), {tag.begin(), tag.end()},
                            {nonce.begin(), nonce.end()});
  });
}

}  // namespace snapseal

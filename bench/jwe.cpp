// SPDX-License-Identifier: Apache-2.0
#include "jwe.hpp"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/system_rng.h>
#include <botan/version.h>

#include <algorithm>
#include <cstdint>
#include <snapseal/core/base64.hpp>
#include <span>

namespace bench {

namespace {

#if BOTAN_VERSION_MAJOR >= 3
constexpr auto encryption = Botan::Cipher_Dir::Encryption;
#else
constexpr auto encryption = Botan::ENCRYPTION;
#endif

constexpr std::size_t key_bytes = 32;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

std::string base64url(std::span<const std::uint8_t> bytes) {
  std::string text = snapseal::base64::encode(bytes);
  text.erase(std::ranges::find(text, '='), text.end());
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

std::string make_jwe(std::string_view private_key_pem, std::string_view plaintext) {
  auto& rng = Botan::system_rng();
  Botan::DataSource_Memory source{std::string(private_key_pem)};
  const auto rsa = Botan::PKCS8::load_key(source);
  const auto key = rng.random_vec(key_bytes);
  const auto nonce = rng.random_vec(nonce_bytes);
  const auto encrypted_key =
      Botan::PK_Encryptor_EME(*rsa, rng, "OAEP(SHA-1)").encrypt(key.data(), key.size(), rng);

  const std::string header = base64url(as_bytes(R"({"alg":"RSA-OAEP","enc":"A256GCM"})"));
  const auto mode = Botan::Cipher_Mode::create_or_throw("AES-256/GCM", encryption);
  mode->set_key(key.data(), key.size());
  auto& aead = dynamic_cast<Botan::AEAD_Mode&>(*mode);
  aead.set_associated_data(as_bytes(header).data(), header.size());
  mode->start(nonce.data(), nonce.size());
  Botan::secure_vector<std::uint8_t> buffer(plaintext.begin(), plaintext.end());
  mode->finish(buffer);

  const std::span<const std::uint8_t> sealed(buffer);
  return header + '.' + base64url(encrypted_key) + '.' + base64url(nonce) + '.' +
         base64url(sealed.first(plaintext.size())) + '.' + base64url(sealed.last(tag_bytes));
}

}  // namespace bench

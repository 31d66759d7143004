// SPDX-License-Identifier: Apache-2.0
#include "botan_peer.hpp"

#include <botan/base64.h>
#include <botan/cipher_mode.h>
#include <botan/data_src.h>
#include <botan/exceptn.h>
#include <botan/pkcs8.h>
#include <botan/system_rng.h>
#include <botan/version.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace botan_peer {

namespace {

#if BOTAN_VERSION_MAJOR >= 3
constexpr auto decryption = Botan::Cipher_Dir::Decryption;
#else
constexpr auto decryption = Botan::DECRYPTION;
#endif

constexpr std::size_t nonce_bytes_max = 15;

using Buffer = Botan::secure_vector<std::uint8_t>;

std::unique_ptr<const Botan::Private_Key> load(std::string_view pem) {
  Botan::DataSource_Memory source{std::string(pem)};
  return Botan::PKCS8::load_key(source);
}

Bytes unwrap_with(const Botan::PK_Decryptor& decryptor, View ciphertext) {
  return Botan::unlock(decryptor.decrypt(ciphertext.data(), ciphertext.size()));
}

std::optional<std::string> ocb_decrypt(View key, View nonce, View ciphertext, View tag) {
  const auto mode = Botan::Cipher_Mode::create_or_throw(
      "AES-" + std::to_string(key.size() * 8) + "/OCB(16)", decryption);
  mode->set_key(key.data(), key.size());
  mode->start(nonce.data(), nonce.size());
  Buffer buffer(ciphertext.begin(), ciphertext.end());
  buffer.insert(buffer.end(), tag.begin(), tag.end());
  try {
    mode->finish(buffer);
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
  return std::string(buffer.begin(), buffer.end());
}

Buffer bytes(const nlohmann::json& member) {
  return Botan::base64_decode(member.get_ref<const std::string&>());
}

template <typename Unwrap>
std::string open_with(std::string_view json, const Unwrap& unwrap) {
  const auto document = nlohmann::json::parse(json);
  const auto& data = document.at("encryptedMessageData");
  const Bytes shared_key = unwrap(bytes(document.at("encryptedSharedKey")));
  return open_message(shared_key, bytes(data.at("encryptedMessage")), bytes(data.at("tag")),
                      bytes(data.at("nonce")));
}

}  // namespace

Naive::Naive(std::string_view pem) : key_(load(pem)) {}

Bytes Naive::unwrap(View ciphertext) const {
  const Botan::PK_Decryptor_EME decryptor(*key_, Botan::system_rng(), "OAEP(SHA-1)");
  return unwrap_with(decryptor, ciphertext);
}

std::string Naive::open(std::string_view json) const {
  return open_with(json, [this](const Buffer& ciphertext) { return unwrap(ciphertext); });
}

Reused::Reused(std::string_view pem)
    : key_(load(pem)), decryptor_(*key_, Botan::system_rng(), "OAEP(SHA-1)") {}

Bytes Reused::unwrap(View ciphertext) {
  return unwrap_with(decryptor_, ciphertext);
}

std::string Reused::open(std::string_view json) {
  return open_with(json, [this](const Buffer& ciphertext) { return unwrap(ciphertext); });
}

std::string open_message(View shared_key, View ciphertext, View tag, View nonce) {
  auto text = ocb_decrypt(shared_key, nonce, ciphertext, tag);
  if (!text && nonce.size() == nonce_bytes_max) {
    text = ocb_decrypt(shared_key, nonce.first(nonce_bytes_max - 1), ciphertext, tag);
  }
  if (!text) {
    throw std::runtime_error("cannot decrypt");
  }
  return std::move(*text);
}

}  // namespace botan_peer

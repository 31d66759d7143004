// SPDX-License-Identifier: Apache-2.0
#include "openssl_yardstick.hpp"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace yardstick {

namespace {

constexpr std::size_t tag_bytes = 16;
constexpr std::size_t nonce_bytes_max = 15;

template <auto release>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using CipherCtx = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;
using PkeyCtx = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;

void require(bool ok, const char* message) {
  if (!ok) {
    throw std::runtime_error(message);
  }
}

/// OpenSSL takes lengths as int.
int length(std::size_t size) {
  require(size <= std::numeric_limits<int>::max(), "too long");
  return static_cast<int>(size);
}

const unsigned char* unsigned_chars(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

const EVP_CIPHER* aes_ocb(std::size_t key_bytes) {
  switch (key_bytes) {
    case 16: return EVP_aes_128_ocb();
    case 24: return EVP_aes_192_ocb();
    case 32: return EVP_aes_256_ocb();
    default: throw std::runtime_error("wrong size of the shared key");
  }
}

std::optional<std::string> ocb_decrypt(View key, View nonce, View ciphertext, View tag) {
  const CipherCtx ctx(EVP_CIPHER_CTX_new());
  require(ctx != nullptr, "EVP_CIPHER_CTX_new");
  Bytes expected_tag(tag.begin(), tag.end());  // the call below wants it writable
  require(EVP_DecryptInit_ex(ctx.get(), aes_ocb(key.size()), nullptr, nullptr, nullptr) == 1 &&
              EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_AEAD_SET_IVLEN, length(nonce.size()),
                                  nullptr) == 1 &&
              EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_AEAD_SET_TAG, length(tag.size()),
                                  expected_tag.data()) == 1 &&
              EVP_DecryptInit_ex(ctx.get(), nullptr, nullptr, key.data(), nonce.data()) == 1,
          "EVP_DecryptInit_ex");

  std::string text(ciphertext.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(text.data());
  int written = 0;
  require(EVP_DecryptUpdate(ctx.get(), out, &written, ciphertext.data(),
                            length(ciphertext.size())) == 1,
          "EVP_DecryptUpdate");
  int rest = 0;
  if (EVP_DecryptFinal_ex(ctx.get(), out + written, &rest) != 1) {
    return std::nullopt;
  }
  return text;
}

}  // namespace

Bytes decode_base64(std::string_view text) {
  Bytes bytes(text.size() / 4 * 3);
  const int written = EVP_DecodeBlock(bytes.data(), unsigned_chars(text), length(text.size()));
  require(written >= 0 && static_cast<std::size_t>(written) == bytes.size(), "not base64");
  // EVP_DecodeBlock gives zero bytes for the padding.
  bytes.resize(bytes.size() - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
  return bytes;
}

std::string encode_base64(View bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends it with a NUL
  const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                      length(bytes.size()));
  text.resize(static_cast<std::size_t>(written));
  return text;
}

Response parse(std::string_view json) {
  const auto document = nlohmann::json::parse(json);
  const auto bytes = [](const nlohmann::json& member) {
    return decode_base64(member.get_ref<const std::string&>());
  };
  const auto& data = document.at("encryptedMessageData");
  Response response{bytes(document.at("encryptedSharedKey")), bytes(data.at("encryptedMessage")),
                    bytes(data.at("tag")), bytes(data.at("nonce"))};
  require(response.tag.size() == tag_bytes, "wrong length of the tag");
  require(!response.nonce.empty() && response.nonce.size() <= nonce_bytes_max,
          "wrong length of the nonce");
  return response;
}

Key::Key(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), length(pem.size())));
  require(bio != nullptr, "BIO_new_mem_buf");
  pkey_.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  require(pkey_ != nullptr && EVP_PKEY_is_a(pkey_.get(), "RSA") == 1, "not an RSA private key");
}

Bytes Key::unwrap(View ciphertext) const {
  const PkeyCtx ctx(EVP_PKEY_CTX_new_from_pkey(nullptr, pkey_.get(), nullptr));
  require(ctx != nullptr && EVP_PKEY_decrypt_init(ctx.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_padding(ctx.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
              EVP_PKEY_CTX_set_rsa_oaep_md(ctx.get(), EVP_sha1()) == 1 &&
              EVP_PKEY_CTX_set_rsa_mgf1_md(ctx.get(), EVP_sha1()) == 1,
          "EVP_PKEY_decrypt_init");
  Bytes plaintext(static_cast<std::size_t>(EVP_PKEY_get_size(pkey_.get())));
  std::size_t size = plaintext.size();
  require(EVP_PKEY_decrypt(ctx.get(), plaintext.data(), &size, ciphertext.data(),
                           ciphertext.size()) == 1,
          "cannot decrypt");
  plaintext.resize(size);
  return plaintext;
}

std::string open_message(View shared_key, View ciphertext, View tag, View nonce) {
  auto text = ocb_decrypt(shared_key, nonce, ciphertext, tag);
  if (!text && nonce.size() == nonce_bytes_max) {
    text = ocb_decrypt(shared_key, nonce.first(nonce_bytes_max - 1), ciphertext, tag);
  }
  require(text.has_value(), "cannot decrypt");
  return std::move(*text);
}

std::string open_response(const Key& key, std::string_view json) {
  const Response response = parse(json);
  Bytes shared_key = key.unwrap(response.encrypted_shared_key);
  const struct Wipe {
    Bytes& bytes;
    ~Wipe() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
  } wipe{shared_key};
  return open_message(shared_key, response.ciphertext, response.tag, response.nonce);
}

}  // namespace yardstick

// SPDX-License-Identifier: Apache-2.0
// openssl_decrypt KEY RESPONSE: opens one response, written plainly with OpenSSL and nlohmann/json.
// The yardstick for a whole process; it takes a plain key in PEM.
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Bytes = std::vector<unsigned char>;

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error(std::string("cannot read ") + path);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

void require(bool ok, const char* message) {
  if (!ok) {
    throw std::runtime_error(message);
  }
}

Bytes decode_base64(const std::string& text) {
  Bytes bytes(text.size() / 4 * 3);
  const int size =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                      static_cast<int>(text.size()));
  require(size >= 0 && static_cast<std::size_t>(size) == bytes.size(), "not base64");
  // EVP_DecodeBlock gives zero bytes for the padding.
  bytes.resize(bytes.size() - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
  return bytes;
}

std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> load_key(const char* path) {
  std::FILE* file = std::fopen(path, "rb");
  require(file != nullptr, "cannot open the key");
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_PrivateKey(file, nullptr, nullptr, nullptr), &EVP_PKEY_free);
  std::fclose(file);
  require(key != nullptr, "cannot read the key");
  return key;
}

Bytes unwrap(EVP_PKEY* key, const Bytes& ciphertext) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> ctx(
      EVP_PKEY_CTX_new(key, nullptr), &EVP_PKEY_CTX_free);
  require(ctx != nullptr && EVP_PKEY_decrypt_init(ctx.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_padding(ctx.get(), RSA_PKCS1_OAEP_PADDING) == 1,
          "EVP_PKEY_decrypt_init");  // the digests are SHA-1 unless set
  Bytes plaintext(static_cast<std::size_t>(EVP_PKEY_get_size(key)));
  std::size_t size = plaintext.size();
  require(EVP_PKEY_decrypt(ctx.get(), plaintext.data(), &size, ciphertext.data(),
                           ciphertext.size()) == 1,
          "cannot decrypt");
  plaintext.resize(size);
  return plaintext;
}

std::string open(const Bytes& key, const Bytes& nonce, const Bytes& ciphertext, Bytes tag) {
  const EVP_CIPHER* cipher = key.size() == 16   ? EVP_aes_128_ocb()
                             : key.size() == 24 ? EVP_aes_192_ocb()
                                                : EVP_aes_256_ocb();
  require(key.size() == static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher)),
          "wrong size of the shared key");
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> ctx(EVP_CIPHER_CTX_new(),
                                                                            &EVP_CIPHER_CTX_free);
  std::string text(ciphertext.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(text.data());
  int size = 0;
  require(ctx != nullptr && EVP_DecryptInit_ex(ctx.get(), cipher, nullptr, nullptr, nullptr) == 1 &&
              EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_AEAD_SET_IVLEN,
                                  static_cast<int>(nonce.size()), nullptr) == 1 &&
              EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()),
                                  tag.data()) == 1 &&
              EVP_DecryptInit_ex(ctx.get(), nullptr, nullptr, key.data(), nonce.data()) == 1 &&
              EVP_DecryptUpdate(ctx.get(), out, &size, ciphertext.data(),
                                static_cast<int>(ciphertext.size())) == 1 &&
              EVP_DecryptFinal_ex(ctx.get(), out + size, &size) == 1,
          "cannot decrypt");
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: openssl_decrypt KEY RESPONSE\n";
    return 2;
  }
  try {
    const auto key = load_key(argv[1]);
    const auto response = nlohmann::json::parse(read_file(argv[2]));
    const auto bytes = [](const nlohmann::json& member) {
      return decode_base64(member.get_ref<const std::string&>());
    };
    const auto& data = response.at("encryptedMessageData");
    const Bytes shared_key = unwrap(key.get(), bytes(response.at("encryptedSharedKey")));
    std::cout << open(shared_key, bytes(data.at("nonce")), bytes(data.at("encryptedMessage")),
                      bytes(data.at("tag")));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

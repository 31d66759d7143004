// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/dek_info.hpp"

#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/hex.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/ascii.hpp"
#include "core/botan.hpp"
#include "core/bytes.hpp"
#include "keys/formats/cipher.hpp"

namespace snapseal::keys {

namespace {

using SecureVector = Botan::secure_vector<std::uint8_t>;

struct Cipher {
  std::string_view name;   // OpenSSL's
  std::string_view botan;  // Botan's
  std::size_t key_bytes;
  std::size_t block_bytes;
};

constexpr std::array ciphers{
    Cipher{"AES-128-CBC", "AES-128/CBC/PKCS7", 16, 16},
    Cipher{"AES-192-CBC", "AES-192/CBC/PKCS7", 24, 16},
    Cipher{"AES-256-CBC", "AES-256/CBC/PKCS7", 32, 16},
    Cipher{"DES-EDE3-CBC", "TripleDES/CBC/PKCS7", 24, 8},
};

[[noreturn]] void throw_damaged() {
  throw Error(Errc::malformed_key, "the Proc-Type and DEK-Info lines of the key file are damaged");
}

/// The value of a header, or nothing. Two headers may have come to stand on one line: a value ends
/// where its line does, or the next header begins.
std::optional<std::string_view> header(const PemBlock& block, std::string_view name) {
  const std::size_t at = block.headers.find(name);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view rest =
      ascii::without_line_whitespace_around(block.headers.substr(at + name.size()));
  if (!rest.starts_with(':')) {
    return std::nullopt;
  }
  rest.remove_prefix(1);
  return ascii::without_line_whitespace_around(
      rest.substr(0, std::min(rest.find('\n'), rest.find("DEK-Info:"))));
}

struct DekInfo {
  const Cipher* cipher;
  std::vector<std::uint8_t> iv;
};

DekInfo read_dek_info(const PemBlock& block) {
  const auto proc_type = header(block, "Proc-Type");
  const auto dek_info = header(block, "DEK-Info");
  if (!proc_type || !proc_type->starts_with('4') || !dek_info) {
    throw_damaged();
  }
  const std::size_t comma = dek_info->find(',');
  if (comma == 0 || comma == std::string_view::npos) {
    throw_damaged();
  }
  const std::string_view name = ascii::without_line_whitespace_around(dek_info->substr(0, comma));
  const auto* const cipher = std::find_if(
      ciphers.begin(), ciphers.end(), [name](const Cipher& known) { return known.name == name; });
  if (name.ends_with("-ECB")) {
    throw Error(Errc::unsupported_key_encryption,
                "the key file is encrypted in ECB mode, which is not read here, nor by OpenSSL: "
                "convert it with the program that wrote it");
  }
  if (cipher == ciphers.end()) {
    throw Error(Errc::unsupported_key_encryption,
                "the key file is encrypted with a cipher that is not read here: convert it with "
                "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in OLD "
                "-out NEW");
  }
  DekInfo info{cipher, {}};
  try {
    const std::string_view hex = ascii::without_line_whitespace_around(dek_info->substr(comma + 1));
    info.iv = Botan::hex_decode(hex.data(), hex.size(), /*ignore_ws=*/false);
  } catch (const Botan::Exception&) {
    throw_damaged();
  }
  if (info.iv.size() != cipher->block_bytes) {
    throw_damaged();
  }
  return info;
}

// EVP_BytesToKey of OpenSSL with one round of MD5: each digest is of the one before, the passphrase
// and a salt, here the first 8 bytes of the IV.
SecureVector bytes_to_key(std::string_view passphrase, const DekInfo& info) {
  constexpr std::size_t salt_bytes = 8;
  const auto md5 = Botan::HashFunction::create_or_throw("MD5");
  SecureVector key;
  SecureVector digest;
  while (key.size() < info.cipher->key_bytes) {
    md5->update(digest);
    md5->update(as_bytes(passphrase).data(), passphrase.size());
    md5->update(info.iv.data(), salt_bytes);
    digest = md5->final();
    key.insert(key.end(), digest.begin(), digest.end());
  }
  key.resize(info.cipher->key_bytes);
  return key;
}

}  // namespace

bool has_dek_info(const PemBlock& block) {
  return block.headers.find("ENCRYPTED") != std::string_view::npos ||
         header(block, "DEK-Info").has_value();
}

SecretBytes decrypt_dek_info(const PemBlock& block, KeyFormat format, const KeyReading& reading) {
  const DekInfo info = read_dek_info(block);
  const SecretBytes ciphertext = decode_body(block);
  if (ciphertext.empty() || ciphertext.size() % info.cipher->block_bytes != 0) {
    throw Error(Errc::malformed_key, "the encrypted part of the key file is cut off");
  }
  const SecretString passphrase = ask_passphrase(
      reading, {format, "traditional PEM: MD5 (one round), " + std::string(info.cipher->name),
                std::nullopt});
  const auto mode = botan::guarded([&] {
    return Botan::Cipher_Mode::create_or_throw(std::string(info.cipher->botan), botan::decryption);
  });
  const SecureVector key = botan::guarded([&] { return bytes_to_key(passphrase.expose(), info); });
  try {
    return SecretBytes::copy_of(run_cipher(*mode, key, info.iv, ciphertext.expose()));
  } catch (const Botan::Exception&) {
    throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
  }
}

}  // namespace snapseal::keys

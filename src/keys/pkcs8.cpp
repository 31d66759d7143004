// SPDX-License-Identifier: Apache-2.0
#include "keys/pkcs8.hpp"

#include <botan/exceptn.h>

#include <snapseal/core/error.hpp>

#include "core/botan.hpp"
#include "keys/algorithm.hpp"
#include "keys/pbes2.hpp"
#include "keys/pkcs1.hpp"

namespace snapseal::keys {

RsaPrivateNumbers read_private_key_info(std::span<const std::uint8_t> der) {
  Botan::AlgorithmIdentifier algorithm;
  Botan::secure_vector<std::uint8_t> private_key;
  try {
    Botan::BigInt version;
    Botan::BER_Decoder whole(der.data(), der.size());
    Botan::BER_Decoder fields = botan::start_sequence(whole);
    fields.decode(version).decode(algorithm).decode(private_key, botan::octet_string);
    if (version.is_negative() || version > 1) {
      throw Error(Errc::malformed_key, "the PKCS#8 structure has an unknown version");
    }
    fields.discard_remaining();  // attributes, and the public key of version 1
    whole.verify_end();
  } catch (const Botan::Exception&) {
    throw Error(Errc::malformed_key, "the PKCS#8 structure (RFC 5958) is damaged");
  }
  require_rsa_encryption(algorithm);
  return read_pkcs1_private_key(private_key);
}

namespace {

struct EncryptedPrivateKeyInfo {
  Botan::AlgorithmIdentifier algorithm;
  std::vector<std::uint8_t> encrypted_data;
};

EncryptedPrivateKeyInfo read_structure(std::span<const std::uint8_t> der) {
  EncryptedPrivateKeyInfo info;
  try {
    Botan::BER_Decoder whole(der.data(), der.size());
    Botan::BER_Decoder fields = botan::start_sequence(whole);
    fields.decode(info.algorithm).decode(info.encrypted_data, botan::octet_string);
    fields.verify_end();
    whole.verify_end();
  } catch (const Botan::Exception&) {
    throw Error(Errc::malformed_key, "the encrypted PKCS#8 structure (RFC 5958) is damaged");
  }
  return info;
}

}  // namespace

RsaPrivateNumbers read_encrypted_private_key_info(std::span<const std::uint8_t> der,
                                                  const KeyReading& reading) {
  const EncryptedPrivateKeyInfo info = read_structure(der);
  const SecretBytes private_key_info = decrypt_pbes2(info.algorithm, info.encrypted_data, reading);
  return read_decrypted([&] { return read_private_key_info(private_key_info.expose()); });
}

SecretBytes write_encrypted_private_key_info(std::span<const std::uint8_t> private_key_info,
                                             std::string_view passphrase) {
  const Pbes2Encrypted encrypted = encrypt_pbes2(private_key_info, passphrase);
  Botan::DER_Encoder der;
  botan::start_sequence(der)
      .encode(encrypted.algorithm)
      .encode(encrypted.ciphertext, botan::octet_string)
      .end_cons();
  return SecretBytes::copy_of(der.get_contents());
}

}  // namespace snapseal::keys

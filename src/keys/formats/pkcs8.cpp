// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/pkcs8.hpp"

#include <botan/exceptn.h>

#include <optional>
#include <snapseal/core/error.hpp>
#include <utility>
#include <vector>

#include "core/botan.hpp"
#include "keys/formats/algorithm.hpp"
#include "keys/formats/der.hpp"
#include "keys/formats/pbes2.hpp"
#include "keys/formats/pkcs1.hpp"

namespace snapseal::keys {

namespace {

using Bytes = std::vector<std::uint8_t>;

// The IMPLICIT tags of OneAsymmetricKey (RFC 5958 section 2).
constexpr std::uint32_t attributes_tag = 0;
constexpr std::uint32_t public_key_tag = 1;

/// The content of the next field if it has that context-specific tag.
std::optional<Bytes> take_optional(Botan::BER_Decoder& fields, std::uint32_t tag) {
  if (!fields.more_items()) {
    return std::nullopt;
  }
  Botan::BER_Object next = fields.get_next_object();
  if (!botan::is_context_specific(next, tag)) {
    fields.push_back(std::move(next));
    return std::nullopt;
  }
  return Bytes(next.bits(), next.bits() + next.length());
}

/// `bits` is the content of a BIT STRING without unused bits that holds an RSAPublicKey.
void require_public_key(std::span<const std::uint8_t> bits, const RsaPrivateNumbers& key) {
  if (bits.empty() || bits[0] != 0) {
    throw Error(Errc::malformed_key, "the PKCS#8 structure has a damaged public key");
  }
  const RsaPublicNumbers public_numbers = read_pkcs1_public_key(bits.subspan(1));
  if (public_numbers.n != key.n || public_numbers.e != key.e) {
    throw Error(Errc::inconsistent_key,
                "the public and the private part of the PKCS#8 structure are of two keys");
  }
}

}  // namespace

RsaPrivateNumbers read_private_key_info(std::span<const std::uint8_t> der) {
  Botan::AlgorithmIdentifier algorithm;
  Botan::secure_vector<std::uint8_t> private_key;
  std::optional<Bytes> public_key;
  read_sequence(der, "the PKCS#8 structure (RFC 5958) is damaged", [&](Botan::BER_Decoder& fields) {
    Botan::BigInt version;
    fields.decode(version).decode(algorithm).decode(private_key, botan::octet_string);
    if (version.is_negative() || version > 1) {
      throw Error(Errc::malformed_key, "the PKCS#8 structure has an unknown version");
    }
    take_optional(fields, attributes_tag);
    public_key = version == 1 ? take_optional(fields, public_key_tag) : std::nullopt;
  });
  require_rsa_encryption(algorithm);
  RsaPrivateNumbers key = read_pkcs1_private_key(private_key);
  if (public_key) {
    require_public_key(*public_key, key);
  }
  return key;
}

namespace {

struct EncryptedPrivateKeyInfo {
  Botan::AlgorithmIdentifier algorithm;
  std::vector<std::uint8_t> encrypted_data;
};

EncryptedPrivateKeyInfo read_structure(std::span<const std::uint8_t> der) {
  EncryptedPrivateKeyInfo info;
  read_sequence(der, "the encrypted PKCS#8 structure (RFC 5958) is damaged",
                [&info](Botan::BER_Decoder& fields) {
                  fields.decode(info.algorithm).decode(info.encrypted_data, botan::octet_string);
                });
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

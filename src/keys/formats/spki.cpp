// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/spki.hpp"

#include <botan/exceptn.h>
#include <botan/rsa.h>

#include <snapseal/core/error.hpp>

#include "core/botan.hpp"
#include "keys/formats/algorithm.hpp"
#include "keys/formats/der.hpp"
#include "keys/formats/pkcs1.hpp"

namespace snapseal::keys {

RsaPublicNumbers read_spki(std::span<const std::uint8_t> der) {
  Botan::AlgorithmIdentifier algorithm;
  std::vector<std::uint8_t> public_key;
  read_sequence(der, "the SubjectPublicKeyInfo structure (RFC 5280) is damaged",
                [&](Botan::BER_Decoder& fields) {
                  fields.decode(algorithm).decode(public_key, botan::bit_string);
                });
  require_rsa_encryption(algorithm);
  return read_pkcs1_public_key(public_key);
}

std::vector<std::uint8_t> write_spki(const RsaPublicNumbers& key) {
  return Botan::RSA_PublicKey(key.n, key.e).subject_public_key();
}

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/pkcs1.hpp"

#include <botan/exceptn.h>

#include <algorithm>
#include <initializer_list>
#include <snapseal/core/error.hpp>

#include "core/botan.hpp"
#include "keys/formats/algorithm.hpp"
#include "keys/formats/der.hpp"

namespace snapseal::keys {

namespace {

bool any_negative(std::initializer_list<const Botan::BigInt*> numbers) {
  return std::any_of(numbers.begin(), numbers.end(),
                     [](const Botan::BigInt* number) { return number->is_negative(); });
}

}  // namespace

RsaPrivateNumbers read_pkcs1_private_key(std::span<const std::uint8_t> der) {
  Botan::BigInt version;
  RsaPrivateNumbers key;
  read_sequence(der, "the RSAPrivateKey structure (RFC 8017) is damaged",
                [&](Botan::BER_Decoder& fields) {
                  fields.decode(version);
                  if (version == 1) {
                    throw Error(Errc::unsupported_key_algorithm, more_than_two_primes);
                  }
                  fields.decode(key.n)
                      .decode(key.e)
                      .decode(key.d)
                      .decode(key.p)
                      .decode(key.q)
                      .decode(key.dP)
                      .decode(key.dQ)
                      .decode(key.qInv);
                });
  if (any_negative({&key.n, &key.e, &key.d, &key.p, &key.q, &key.dP, &key.dQ, &key.qInv})) {
    throw Error(Errc::malformed_key, "the RSAPrivateKey structure has a negative number");
  }
  if (version != 0) {
    throw Error(Errc::malformed_key, "the RSAPrivateKey structure has an unknown version");
  }
  return key;
}

Botan::secure_vector<std::uint8_t> write_pkcs1_private_key(const RsaPrivateNumbers& key) {
  Botan::DER_Encoder der;
  botan::start_sequence(der)
      .encode(std::size_t{0})
      .encode(key.n)
      .encode(key.e)
      .encode(key.d)
      .encode(key.p)
      .encode(key.q)
      .encode(key.dP)
      .encode(key.dQ)
      .encode(key.qInv)
      .end_cons();
  return der.get_contents();
}

RsaPublicNumbers read_pkcs1_public_key(std::span<const std::uint8_t> der) {
  RsaPublicNumbers key;
  read_sequence(der, "the RSAPublicKey structure (RFC 8017) is damaged",
                [&](Botan::BER_Decoder& fields) { fields.decode(key.n).decode(key.e); });
  if (any_negative({&key.n, &key.e})) {
    throw Error(Errc::malformed_key, "the RSAPublicKey structure has a negative number");
  }
  return key;
}

}  // namespace snapseal::keys

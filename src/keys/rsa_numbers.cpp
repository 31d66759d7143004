// SPDX-License-Identifier: Apache-2.0
#include "keys/rsa_numbers.hpp"

#include <snapseal/core/error.hpp>

namespace snapseal::keys {

using Botan::BigInt;

void check(const RsaPublicNumbers& key) {
  if (key.n.bits() < modulus_bits_min || key.n.bits() > modulus_bits_max) {
    throw Error(Errc::unsupported_key_size, "the RSA modulus must have 1024 to 16384 bits");
  }
  if (key.e < 3 || key.e.is_even() || key.e.bits() > public_exponent_bits_max) {
    throw Error(Errc::unsupported_public_exponent,
                "the RSA public exponent must be odd, at least 3 and at most 256 bits long");
  }
  if (key.n.is_even()) {
    throw Error(Errc::inconsistent_key, "the RSA modulus is even: the key is damaged");
  }
}

void check(const RsaPrivateNumbers& key) {
  check(RsaPublicNumbers{key.n, key.e});
  const auto fits = [&key] {
    for (const BigInt* number : {&key.d, &key.p, &key.q, &key.dP, &key.dQ, &key.qInv}) {
      // Nothing here can be longer than the modulus; saying so first bounds the work below.
      if (number->is_zero() || number->bits() > key.n.bits()) {
        return false;
      }
    }
    if (key.p == key.q || key.p * key.q != key.n) {
      return false;
    }
    const BigInt p1 = key.p - 1;
    const BigInt q1 = key.q - 1;
    return !p1.is_zero() && !q1.is_zero() && key.dP < p1 && key.dQ < q1 && key.qInv < key.p &&
           key.d % p1 == key.dP && key.d % q1 == key.dQ && (key.e * key.dP) % p1 == 1 &&
           (key.e * key.dQ) % q1 == 1 && (key.qInv * key.q) % key.p == 1;
  };
  if (!fits()) {
    throw Error(Errc::inconsistent_key,
                "the numbers of the RSA key do not fit each other: the key is damaged");
  }
}

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#include "keys/rsa/numbers.hpp"

#include <botan/numthry.h>

#include <optional>
#include <snapseal/core/error.hpp>
#include <utility>

#include "core/botan.hpp"

namespace snapseal::keys {

using Botan::BigInt;

namespace {

[[noreturn]] void throw_inconsistent() {
  throw Error(Errc::inconsistent_key,
              "the numbers of the RSA key do not fit each other: the key is damaged");
}

}  // namespace

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
    throw_inconsistent();
  }
}

void make_shareable(const RsaPrivateNumbers& key) {
  for (const BigInt* number :
       {&key.n, &key.e, &key.d, &key.p, &key.q, &key.dP, &key.dQ, &key.qInv}) {
    static_cast<void>(number->bits());
  }
}

PublicKey to_public_key(const RsaPublicNumbers& key) {
  return PublicKey::from_numbers(botan::to_bytes(key.n), botan::to_bytes(key.e));
}

void complete_crt_exponents(RsaPrivateNumbers& key) {
  if (key.p < 2 || key.q < 2) {
    throw_inconsistent();
  }
  key.dP = key.d % (key.p - 1);
  key.dQ = key.d % (key.q - 1);
}

namespace {

/// The same number. Botan gives a product twice the room of its factors, however small they are:
/// squaring again and again would double it each time.
BigInt with_little_room(const BigInt& number) {
  Botan::secure_vector<std::uint8_t> bytes(number.bytes());
  botan::to_bytes(number, bytes);
  return {bytes.data(), bytes.size()};
}

/// A square root of 1 modulo n that is neither 1 nor -1, out of g, where g^(2^t r) should be 1; or
/// nothing, if this g does not lead to one. Throws if it is not 1.
std::optional<BigInt> find_square_root_of_one(const BigInt& g, const BigInt& r, std::size_t t,
                                              const BigInt& n) {
  const BigInt minus_one = n - 1;
  BigInt y = Botan::power_mod(g, r, n);
  if (y == 1) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < t; ++i) {
    if (y == minus_one) {
      return std::nullopt;
    }
    const BigInt square = with_little_room((y * y) % n);
    if (square == 1) {
      return y;
    }
    y = square;
  }
  throw_inconsistent();
}

}  // namespace

RsaPrivateNumbers recover_primes(const BigInt& n, const BigInt& e, const BigInt& d) {
  constexpr int tries = 64;              // each has one chance in two at least; see below
  constexpr std::size_t squarings = 64;  // chance makes a few; this bounds the work
  check(RsaPublicNumbers{n, e});
  if (n.bits() > recover_bits_max) {
    throw Error(Errc::unsupported_key_size,
                "a key without its primes may have up to 4096 bits, since finding them is costly: "
                "write it anew with its primes (in a JWK p, q, dp, dq and qi)");
  }
  const BigInt k = d * e - 1;
  if (d >= n || k.is_zero() || k.is_odd() || Botan::low_zero_bits(k) > squarings) {
    throw_inconsistent();
  }
  return botan::guarded([&] {
    const std::size_t t = Botan::low_zero_bits(k);
    for (int i = 0; i < tries; ++i) {
      const BigInt g = BigInt::random_integer(botan::rng(), 2, n - 1);
      if (const auto root = find_square_root_of_one(g, k >> t, t, n)) {
        RsaPrivateNumbers key{n, e, d, {}, {}, {}, {}, {}};
        key.p = Botan::gcd(*root - 1, n);
        key.q = n / key.p;
        if (key.p < key.q) {
          std::swap(key.p, key.q);
        }
        key.qInv = Botan::inverse_mod(key.q, key.p);
        complete_crt_exponents(key);
        return key;
      }
      // Modulo a prime or a power of one there are no such roots, and all tries would be in vain.
      // Then n and g^n - g have a factor in common; for a product of two primes, chance aside, not.
      if (i == 0 && Botan::gcd(n + Botan::power_mod(g, n, n) - g, n) != 1) {
        throw_inconsistent();
      }
    }
    throw_inconsistent();
  });
}

}  // namespace snapseal::keys

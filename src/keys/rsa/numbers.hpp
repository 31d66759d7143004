// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/bigint.h>

#include <cstddef>
#include <snapseal/keys/public_key.hpp>

namespace snapseal::keys {

inline constexpr std::size_t modulus_bits_min = 1024;
inline constexpr std::size_t modulus_bits_max = 16384;
inline constexpr std::size_t public_exponent_bits_max = 256;
inline constexpr std::size_t recover_bits_max = 4096;  // of a modulus without its primes

/// RFC 8017 section 3.1. Readers give no negative numbers.
struct RsaPublicNumbers {
  Botan::BigInt n;
  Botan::BigInt e;
};

/// RFC 8017 section 3.2, the second representation with two primes, and d. What every key format
/// yields and every back end takes.
struct RsaPrivateNumbers {
  Botan::BigInt n;
  Botan::BigInt e;
  Botan::BigInt d;
  Botan::BigInt p;
  Botan::BigInt q;
  Botan::BigInt dP;
  Botan::BigInt dQ;
  Botan::BigInt qInv;
};

/// Throws `Errc::unsupported_key_size`, `unsupported_public_exponent`, and `inconsistent_key` for
/// an even modulus.
void check(const RsaPublicNumbers& key);

/// Checks that the numbers fit each other, not that p and q are primes. Throws what
/// `check(RsaPublicNumbers)` throws.
void check(const RsaPrivateNumbers& key);

/// Has Botan work out and keep what it keeps with each number (its length in words) when it is
/// first asked. Until then reading a number also writes to it; from then on threads may share it.
void make_shareable(const RsaPrivateNumbers& key);

/// The numbers are checked as `check` does.
[[nodiscard]] PublicKey to_public_key(const RsaPublicNumbers& key);

/// Works out dP and dQ, for formats that leave them out.
void complete_crt_exponents(RsaPrivateNumbers& key);

/// The whole key from n, e and d (NIST SP 800-56B rev. 2, appendix C.1). Throws what
/// `check(RsaPublicNumbers)` throws, `Errc::unsupported_key_size` above `recover_bits_max`, and
/// `inconsistent_key` if no such primes are found.
[[nodiscard]] RsaPrivateNumbers recover_primes(const Botan::BigInt& n, const Botan::BigInt& e,
                                               const Botan::BigInt& d);

}  // namespace snapseal::keys

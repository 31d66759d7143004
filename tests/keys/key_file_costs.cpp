// SPDX-License-Identifier: Apache-2.0
// Reads the key files that cost most within the limits, and has valgrind --tool=callgrind count
// each: see key_file_costs.py. No file of these is encrypted: what passphrase hashing may cost is
// what `Limits` say.
#include <botan/numthry.h>
#include <valgrind/callgrind.h>

#include <algorithm>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

#include "core/base64url.hpp"
#include "core/botan.hpp"
#include "keys/formats/jwk.hpp"
#include "keys/formats/openssh.hpp"
#include "keys/formats/pem.hpp"
#include "keys/formats/pkcs1.hpp"

namespace {

using namespace snapseal;
using Botan::BigInt;

constexpr std::size_t file_bytes = Limits{}.key_file_bytes;

std::string outcome_of_reading(std::string_view file) {
  try {
    static_cast<void>(PrivateKey::parse(file));
    return "ok";
  } catch (const Error& error) {
    return std::string(to_string(error.code()));
  }
}

bool all_as_expected = true;

void count(const std::string& name, std::string_view file, std::string_view expected) {
  CALLGRIND_ZERO_STATS;
  CALLGRIND_START_INSTRUMENTATION;
  const std::string outcome = outcome_of_reading(file);
  CALLGRIND_STOP_INSTRUMENTATION;
  CALLGRIND_DUMP_STATS_AT(name.c_str());
  if (outcome != expected) {
    std::cerr << name << ": " << outcome << " where " << expected << " is expected\n";
    all_as_expected = false;
  }
}

/// The longest text that begins and ends so and repeats something between.
std::string filled(std::string_view begin, std::string_view repeated, std::string_view end) {
  std::string text(begin);
  while (text.size() + repeated.size() + end.size() <= file_bytes) {
    text += repeated;
  }
  return text.append(end);
}

/// An odd number of 8192 bits of which 65537 is prime to its predecessor.
BigInt factor() {
  BigInt number;
  do {
    number.randomize(botan::rng(), 8192, /*set_high_bit=*/true);
    number.set_bit(8190);
    number.set_bit(0);
  } while (Botan::gcd(number - 1, 65537) != 1);
  return number;
}

/// Numbers of the longest modulus that fit each other; nothing asks whether p and q are primes.
keys::RsaPrivateNumbers longest_key() {
  keys::RsaPrivateNumbers key;
  do {
    key.p = factor();
    key.q = factor();
  } while (Botan::gcd(key.p, key.q) != 1);
  key.n = key.p * key.q;
  key.e = 65537;
  key.d = Botan::inverse_mod(key.e, Botan::lcm(key.p - 1, key.q - 1));
  key.dP = key.d % (key.p - 1);
  key.dQ = key.d % (key.q - 1);
  key.qInv = Botan::inverse_mod(key.q, key.p);
  return key;
}

std::string number(const BigInt& value) {
  return std::string(base64url::encode(botan::to_bytes(value)).expose());
}

std::string without_primes(const BigInt& n, const BigInt& d) {
  return R"({"kty":"RSA","n":")" + number(n) + R"(","e":"AQAB","d":")" + number(d) + R"("})";
}

/// The longest numbers that are no key, whose e d - 1 has so many factors 2. With 64, all squarings
/// that are allowed are made in vain; with more, none may be made.
std::string without_primes_at_random(std::size_t squarings) {
  constexpr std::size_t bits = keys::recover_bits_max;
  BigInt n;
  n.randomize(botan::rng(), bits, /*set_high_bit=*/true);
  n.set_bit(0);
  BigInt high;
  high.randomize(botan::rng(), bits - squarings - 1);
  high.set_bit(0);
  const BigInt power = BigInt::power_of_2(squarings);
  // e d - 1 = 2^squarings (1 + 2 x), so that it has as many factors 2 as are allowed.
  BigInt d = Botan::inverse_mod(BigInt(65537), power) + high * power;
  if (Botan::low_zero_bits(d * 65537 - 1) != squarings) {
    d += power;
  }
  return without_primes(n, d);
}

/// n is a prime (of Mersenne): looking for a root raises to a power, and so does finding out that
/// there is none.
std::string without_primes_of_a_prime() {
  const BigInt n = BigInt::power_of_2(3217) - 1;
  return without_primes(n, Botan::inverse_mod(BigInt(65537), n - 1));
}

std::string many_names() {
  std::string json = R"({"kty":"RSA")";
  for (int i = 0; json.size() + 16 < file_bytes; ++i) {
    json += ",\"" + std::to_string(i) + "\":0";
  }
  return json + "}";
}

}  // namespace

int main() {
  const keys::RsaPrivateNumbers key = longest_key();
  count("pkcs1", keys::encode_pem("RSA PRIVATE KEY", keys::write_pkcs1_private_key(key)).expose(),
        "ok");
  count("openssh",
        keys::encode_pem("OPENSSH PRIVATE KEY",
                         keys::write_openssh_private_key(key, "", std::nullopt).expose())
            .expose(),
        "ok");
  count("jwk", keys::write_private_jwk(key).expose(), "ok");
  count("jwk-without-primes", without_primes_at_random(64), "inconsistent_key");
  count("jwk-too-many-squarings", without_primes_at_random(3000), "inconsistent_key");
  count("jwk-with-a-prime", without_primes_of_a_prime(), "inconsistent_key");
  count("jwk-members", many_names(), "malformed_key");
  count("jwk-set", filled(R"({"keys":[{"kty":"RSA"})", R"(,{"kty":"RSA"})", "]}"),
        "not_a_private_key");
  count("pem-blocks", filled("", "-----BEGIN X-----", ""), "unrecognized_key_format");
  count("escapes", filled("-----BEGIN ", "\\\\\\\\", ""), "unrecognized_key_format");
  count("base64", filled("", "QUJD", ""), "unrecognized_key_format");
  count("not-ascii", filled("-----BEGIN ", "\xe4\xb8\xad", ""), "unrecognized_key_format");
  count("ssh-options", filled("", "pty,", ""), "unrecognized_key_format");
  return all_as_expected ? 0 : 1;
}

// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "keys/formats/read_key_file.hpp"
#include "keys/rsa/numbers.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using Botan::BigInt;
using keys::RsaPrivateNumbers;
using keys::RsaPublicNumbers;

namespace {

const RsaPrivateNumbers& good_numbers() {
  static const RsaPrivateNumbers numbers =
      keys::read_private_key_file(key_file("rsa2048.pem"), {nullptr, Limits{}}).numbers;
  return numbers;
}

template <typename Numbers>
std::string outcome(const Numbers& numbers) {
  return outcome_of([&] {
    keys::check(numbers);
    return 0;
  });
}

/// An odd number of so many bits, 2^(bits - 1) + 1.
BigInt odd_number(std::size_t bits) {
  return BigInt::power_of_2(bits - 1) + 1;
}

constexpr std::array private_members{&RsaPrivateNumbers::d,  &RsaPrivateNumbers::p,
                                     &RsaPrivateNumbers::q,  &RsaPrivateNumbers::dP,
                                     &RsaPrivateNumbers::dQ, &RsaPrivateNumbers::qInv};

}  // namespace

// One wrong relation each is in vectors/keys.json, key_inconsistent_*.
TEST_CASE("a private number that is zero, or longer than the modulus, is refused",
          "[keys][numbers]") {
  REQUIRE(outcome(good_numbers()) == "ok");
  for (std::size_t i = 0; i < private_members.size(); ++i) {
    CAPTURE(i);
    RsaPrivateNumbers numbers = good_numbers();
    numbers.*private_members[i] = 0;
    CHECK(outcome(numbers) == "inconsistent_key");
    numbers.*private_members[i] = odd_number(2049);
    CHECK(outcome(numbers) == "inconsistent_key");
    numbers.*private_members[i] = odd_number(300'000);
    CHECK(outcome(numbers) == "inconsistent_key");
  }
}

TEST_CASE("d may be any exponent that fits, up to the length of the modulus", "[keys][numbers]") {
  RsaPrivateNumbers numbers = good_numbers();
  const BigInt step = (numbers.p - 1) * (numbers.q - 1) / 2;  // both p - 1 and q - 1 are even
  numbers.d = numbers.d % step + step;
  CHECK(numbers.d.bits() <= 2048);
  CHECK(outcome(numbers) == "ok");
  numbers.d += step * 8;
  CHECK(numbers.d.bits() > 2048);
  CHECK(outcome(numbers) == "inconsistent_key");
}

TEST_CASE("a prime of 1 or the modulus itself is refused", "[keys][numbers]") {
  for (const bool first : {true, false}) {
    RsaPrivateNumbers numbers = good_numbers();
    numbers.p = first ? BigInt(1) : numbers.n;
    numbers.q = first ? numbers.n : BigInt(1);
    CHECK(outcome(numbers) == "inconsistent_key");
  }
}

TEST_CASE("the size of the modulus has two ends", "[keys][numbers]") {
  for (const std::size_t bits : {std::size_t{1}, std::size_t{1023}, std::size_t{16385}}) {
    CHECK(outcome(RsaPublicNumbers{odd_number(bits), 65537}) == "unsupported_key_size");
  }
  for (const std::size_t bits : {std::size_t{1024}, std::size_t{16384}}) {
    CHECK(outcome(RsaPublicNumbers{odd_number(bits), 65537}) == "ok");
    CHECK(outcome(RsaPublicNumbers{odd_number(bits) - 1, 65537}) == "inconsistent_key");
  }
  CHECK(outcome(RsaPublicNumbers{0, 65537}) == "unsupported_key_size");
}

TEST_CASE("the public exponent is odd, at least 3, at most 256 bits long", "[keys][numbers]") {
  const BigInt& n = good_numbers().n;
  for (const BigInt& e : {BigInt(3), BigInt(5), BigInt(65537), odd_number(256)}) {
    CHECK(outcome(RsaPublicNumbers{n, e}) == "ok");
  }
  for (const BigInt& e : {BigInt(0), BigInt(1), BigInt(2), BigInt(4), BigInt(65536),
                          odd_number(256) - 1, odd_number(257), n - 2}) {
    CHECK(outcome(RsaPublicNumbers{n, e}) == "unsupported_public_exponent");
  }
  // The size is told first, then the exponent, then the rest.
  CHECK(outcome(RsaPublicNumbers{odd_number(1023), 4}) == "unsupported_key_size");
  RsaPrivateNumbers numbers = good_numbers();
  numbers.e = 1;
  numbers.d = 0;
  CHECK(outcome(numbers) == "unsupported_public_exponent");
}

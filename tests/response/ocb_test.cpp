// SPDX-License-Identifier: Apache-2.0
#include "response/ocb.hpp"

#include <botan/cipher_mode.h>

#include <array>
#include <utility>

#include "core/botan.hpp"
#include "support/bytes.hpp"
#include "support/catch.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

Bytes pattern(std::size_t size, std::size_t seed) {
  Bytes bytes(size);
  std::uint32_t state = static_cast<std::uint32_t>(seed) * 2654435761U + 1;
  for (auto& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return bytes;
}

/// Ciphertext and tag, by Botan's own mode.
std::pair<Bytes, Bytes> botan_encrypt(const Bytes& key, const Bytes& nonce, const Bytes& text) {
  const auto mode = Botan::Cipher_Mode::create_or_throw(
      "AES-" + std::to_string(key.size() * 8) + "/OCB(16)", botan::encryption);
  mode->set_key(key.data(), key.size());
  mode->start(nonce.data(), nonce.size());
  Botan::secure_vector<std::uint8_t> sealed(text.begin(), text.end());
  mode->finish(sealed);
  const auto tag = sealed.end() - 16;
  return {{sealed.begin(), tag}, {tag, sealed.end()}};
}

void check_agreement(response::AesOcb& ocb, const Bytes& key, const Bytes& nonce,
                     const Bytes& plaintext) {
  CAPTURE(key.size(), nonce.size(), plaintext.size());
  const auto [ciphertext, tag] = botan_encrypt(key, nonce, plaintext);
  Bytes text = plaintext;
  const auto own_tag = ocb.encrypt(nonce, text);
  CHECK(text == ciphertext);
  CHECK(copy(own_tag) == tag);
  CHECK(ocb.decrypt(nonce, text, tag));
  CHECK(text == plaintext);
}

}  // namespace

TEST_CASE("AES-OCB agrees with Botan's own for every key and nonce length, around every block",
          "[response][ocb]") {
  for (const std::size_t key_bytes : {16U, 24U, 32U}) {
    const Bytes key = pattern(key_bytes, key_bytes);
    response::AesOcb ocb(key);
    for (std::size_t nonce_bytes = 1; nonce_bytes <= 15; ++nonce_bytes) {
      for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 255U, 256U, 257U}) {
        check_agreement(ocb, key, pattern(nonce_bytes, size + 1), pattern(size, nonce_bytes));
      }
    }
    for (std::size_t size = 0; size <= 600; ++size) {
      check_agreement(ocb, key, pattern(15, size), pattern(size, size));
    }
  }
}

TEST_CASE("AES-OCB agrees with Botan's own for every way to shift the nonce's stretch",
          "[response][ocb]") {
  const Bytes key = pattern(32, 1);
  response::AesOcb ocb(key);
  for (unsigned last = 0; last < 256; ++last) {
    Bytes nonce = pattern(15, 2);
    nonce.back() = static_cast<std::uint8_t>(last);
    check_agreement(ocb, key, nonce, pattern(40, last));
  }
}

TEST_CASE("AES-OCB agrees with Botan's own for long texts, whose offsets reach far",
          "[response][ocb]") {
  const Bytes key = pattern(32, 3);
  response::AesOcb ocb(key);
  for (const std::size_t size : {4095U, 65'536U, 65'537U, (1U << 20) + 16 * 7 + 5}) {
    check_agreement(ocb, key, pattern(12, size), pattern(size, size));
  }
}

TEST_CASE("AES-OCB wipes the text when the tag is wrong", "[response][ocb]") {
  const Bytes key = pattern(32, 7);
  const Bytes nonce = pattern(12, 8);
  response::AesOcb ocb(key);
  for (const std::size_t size : {0U, 1U, 16U, 300U, 5000U}) {
    CAPTURE(size);
    Bytes text = pattern(size, 9);
    Bytes tag = copy(ocb.encrypt(nonce, text));
    tag.back() ^= 1U;
    CHECK_FALSE(ocb.decrypt(nonce, text, tag));
    CHECK(text == Bytes(size));
  }
}

TEST_CASE("an AES-OCB tag, text, nonce or key that differs in one bit does not hold",
          "[response][ocb]") {
  const Bytes key = pattern(16, 4);
  const Bytes nonce = pattern(15, 5);
  Bytes ciphertext = pattern(300, 6);
  response::AesOcb ocb(key);
  const Bytes tag = copy(ocb.encrypt(nonce, ciphertext));
  const auto opens = [](response::AesOcb& with, const Bytes& some_nonce, Bytes text,
                        const Bytes& some_tag) { return with.decrypt(some_nonce, text, some_tag); };
  REQUIRE(opens(ocb, nonce, ciphertext, tag));
  const auto flipped = [](Bytes bytes, std::size_t bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    return bytes;
  };
  const auto count_opened = [](std::size_t bits, const auto& is_opened) {
    std::size_t opened = 0;
    for (std::size_t bit = 0; bit < bits; ++bit) {
      opened += is_opened(bit) ? 1U : 0U;
    }
    return opened;
  };
  CHECK(count_opened(tag.size() * 8, [&](std::size_t bit) {
          return opens(ocb, nonce, ciphertext, flipped(tag, bit));
        }) == 0);
  CHECK(count_opened(nonce.size() * 8, [&](std::size_t bit) {
          return opens(ocb, flipped(nonce, bit), ciphertext, tag);
        }) == 0);
  CHECK(count_opened(ciphertext.size() * 8, [&](std::size_t bit) {
          return opens(ocb, nonce, flipped(ciphertext, bit), tag);
        }) == 0);
  CHECK(count_opened(key.size() * 8, [&](std::size_t bit) {
          response::AesOcb other(flipped(key, bit));
          return opens(other, nonce, ciphertext, tag);
        }) == 0);
  Bytes shorter(ciphertext.begin(), ciphertext.end() - 1);
  CHECK_FALSE(opens(ocb, nonce, shorter, tag));
}

// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>

#include "response/ocb.hpp"
#include "support/bytes.hpp"
#include "support/catch.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// Whether `bytes` stand on the stack of a thread that has run `work`. They may not be on this
/// thread's.
bool left_on_stack(const std::function<void()>& work, std::span<const std::uint8_t> bytes) {
  constexpr std::size_t stack_bytes = std::size_t{512} * 1024;
  struct Free {
    void operator()(std::uint8_t* memory) const { std::free(memory); }
  };
  const std::unique_ptr<std::uint8_t, Free> stack(
      static_cast<std::uint8_t*>(std::aligned_alloc(4096, stack_bytes)));
  const std::span<std::uint8_t> all(stack.get(), stack_bytes);
  std::fill(all.begin(), all.end(), std::uint8_t{0});
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstack(&attributes, stack.get(), stack_bytes) == 0);
  pthread_t thread{};
  const auto run = [](void* argument) -> void* {
    (*static_cast<const std::function<void()>*>(argument))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&work)) ==
          0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  REQUIRE(pthread_attr_destroy(&attributes) == 0);
  return std::search(all.begin(), all.end(), bytes.begin(), bytes.end()) != all.end();
}

}  // namespace

TEST_CASE("the stack scan finds what is left on a stack", "[response][residue]") {
  const Bytes secret = copy(bytes_of("left behind."));
  const auto work = [&secret] {
    std::array<std::uint8_t, 64> leavings{};
    volatile std::uint8_t* const at = leavings.data();
    for (std::size_t i = 0; i < secret.size(); ++i) {
      at[i] = secret[i];
    }
  };
  CHECK(left_on_stack(work, secret));
}

TEST_CASE("OCB leaves nothing of a plaintext on the stack", "[response][residue]") {
  const Bytes key(32, 7);
  const Bytes nonce(15, 9);
  constexpr std::size_t part = 8;
  for (std::size_t size = part; size <= 80; ++size) {
    Bytes plaintext(size);
    for (std::size_t i = 0; i < size; ++i) {
      plaintext[i] = static_cast<std::uint8_t>(i * 89 + size * 7 + 1);
    }
    Bytes text = plaintext;
    response::AesOcb ocb(key);  // here, so that its destructor does not overwrite what was left
    const auto tag = ocb.encrypt(nonce, text);
    const Bytes ciphertext = text;
    bool held = false;
    const std::function<void()> open = [&] { held = ocb.decrypt(nonce, text, tag); };
    const std::function<void()> seal = [&] { static_cast<void>(ocb.encrypt(nonce, text)); };
    CAPTURE(size);
    CHECK_FALSE(left_on_stack(open, std::span(plaintext).last(part)));
    CHECK(held);
    CHECK(text == plaintext);
    CHECK_FALSE(left_on_stack(seal, std::span(plaintext).last(part)));
    CHECK(text == ciphertext);
  }
}

TEST_CASE("OCB's destructor wipes what follows from the key", "[response][residue]") {
  const Bytes key(32, 7);
  Bytes star(16, 0);  // L_*, the first of what follows from the key
  const auto aes = Botan::BlockCipher::create_or_throw("AES-256");
  aes->set_key(key.data(), key.size());
  aes->encrypt(star);
  alignas(response::AesOcb) std::array<std::uint8_t, sizeof(response::AesOcb)> place{};
  auto* const ocb = new (place.data()) response::AesOcb(key);
  const auto stands_there = [&] {
    return std::search(place.begin(), place.end(), star.begin(), star.end()) != place.end();
  };
  CHECK(stands_there());
  ocb->~AesOcb();
  CHECK_FALSE(stands_there());
}

TEST_CASE("OCB does not leave the right tag of a changed message on the stack",
          "[response][residue]") {
  const Bytes key(32, 7);
  const Bytes nonce(15, 9);
  for (const std::size_t size : {0U, 5U, 16U, 100U}) {
    Bytes text(size, 1);
    response::AesOcb ocb(key);
    const auto tag = ocb.encrypt(nonce, text);
    const Bytes right(tag.begin(), tag.end());
    const Bytes wrong(16, 0x55);
    bool held = true;
    CHECK_FALSE(left_on_stack([&] { held = ocb.decrypt(nonce, text, wrong); }, right));
    CHECK_FALSE(held);
  }
}

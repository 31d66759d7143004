// SPDX-License-Identifier: Apache-2.0
#include "response/ocb.hpp"

#include <botan/mem_ops.h>

#include <bit>
#include <cstring>
#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>
#include <type_traits>

#include "core/botan.hpp"

namespace snapseal::response {

namespace {

Block load(const std::uint8_t* bytes) noexcept {
  Block block;
  std::memcpy(&block, bytes, sizeof(block));
  return block;
}

void store(std::uint8_t* bytes, const Block& block) noexcept {
  std::memcpy(bytes, &block, sizeof(block));
}

std::uint64_t big_endian(std::uint64_t value) noexcept {
  if constexpr (std::endian::native == std::endian::big) {
    return value;
  }
  value = (value & 0x00ff00ff00ff00ffU) << 8 | (value >> 8 & 0x00ff00ff00ff00ffU);
  value = (value & 0x0000ffff0000ffffU) << 16 | (value >> 16 & 0x0000ffff0000ffffU);
  return value << 32 | value >> 32;
}

#if defined(__GNUC__)
#define SNAPSEAL_NOINLINE [[gnu::noinline]]
#else
#define SNAPSEAL_NOINLINE
#endif

// The dynamic linker, for one, saves registers on the stack when a function is first called.
#if defined(__has_cpp_attribute)
#if __has_cpp_attribute(gnu::zero_call_used_regs)
#define SNAPSEAL_ZERO_REGISTERS [[gnu::zero_call_used_regs("all")]]
#endif
#endif
#if !defined(SNAPSEAL_ZERO_REGISTERS)
#define SNAPSEAL_ZERO_REGISTERS
#endif

/// Overwrites the stack below the caller's frame, where the functions that it called have left what
/// they worked with (the end of a plaintext, and the cipher's output), and the registers. The
/// dynamic linker's place for registers has up to 2.7 KiB where the machine has AVX-512, and those
/// that are used most stand at its far end.
SNAPSEAL_ZERO_REGISTERS SNAPSEAL_NOINLINE void wipe_stack() {
  std::array<std::array<std::uint8_t, 2048>, 2> used;
  // Through a pointer that may change, compilers can neither leave it out nor write it byte by
  // byte. glibc fills more than 2 KiB with `rep stosb`, which starts slowly.
  void* (*const volatile overwrite)(void*, int, std::size_t) = std::memset;
  for (auto& half : used) {
    overwrite(half.data(), 0, half.size());
  }
}

}  // namespace

AesOcb::AesOcb(std::span<const std::uint8_t> key)
    : cipher_(Botan::BlockCipher::create(key.size() == 16   ? "AES-128"
                                         : key.size() == 24 ? "AES-192"
                                                            : "AES-256")) {
  if (cipher_ == nullptr) {
    throw Error(Errc::crypto_unavailable, "this build of Botan lacks AES");
  }
  cipher_->set_key(key.data(), key.size());
  Tables& t = tables_;
  t.star = enciphered(Block{});
  t.dollar = doubled(t.star);
  Block last = t.dollar;
  for (Block& l : t.l) {
    l = last = doubled(last);
  }
  Block step{};
  for (std::size_t i = 1; i < group_blocks; ++i) {
    t.steps[i - 1] = step ^= t.l[static_cast<std::size_t>(std::countr_zero(i))];
  }
  t.steps.back() = step;  // what the last one adds depends on where the group is
}

AesOcb::~AesOcb() {
  Botan::secure_scrub_memory(&tables_, sizeof(tables_));
}

// Multiplication by x in GF(2^128), section 2; without a branch on the key's bits.
Block AesOcb::doubled(const Block& block) noexcept {
  const std::uint64_t high = big_endian(block[0]);
  const std::uint64_t low = big_endian(block[1]);
  const std::uint64_t carry = 0 - (high >> 63);
  return Block{big_endian(high << 1 | low >> 63), big_endian(low << 1 ^ (carry & 0x87U))};
}

Block AesOcb::enciphered(Block block) const {
  auto* bytes = reinterpret_cast<std::uint8_t*>(&block);
  cipher_->encrypt_n(bytes, bytes, 1);
  return block;
}

// Section 4.2, "Nonce-dependent and per-encryption variables"; TAGLEN mod 128 is 0.
Block AesOcb::first_offset(std::span<const std::uint8_t> nonce) const {
  std::array<std::uint8_t, block_bytes> formatted{};
  const std::size_t begin = block_bytes - nonce.size();
  formatted[begin - 1] = 1;
  std::memcpy(&formatted[begin], nonce.data(), nonce.size());
  const unsigned bottom = formatted.back() & 63U;
  formatted.back() &= 0xc0U;

  const Block top = enciphered(load(formatted.data()));
  const std::uint64_t first = big_endian(top[0]);
  const std::uint64_t second = big_endian(top[1]);
  if (bottom == 0) {
    return top;
  }
  const std::uint64_t third = first ^ (first << 8 | second >> 56);
  return Block{big_endian(first << bottom | second >> (64 - bottom)),
               big_endian(second << bottom | third >> (64 - bottom))};
}

// A frame of its own, for `wipe_stack`.
template <AesOcb::Direction direction>
SNAPSEAL_NOINLINE AesOcb::Tag AesOcb::run(std::span<const std::uint8_t> nonce,
                                          std::span<std::uint8_t> text) {
  const Tables& t = tables_;
  Block offset = first_offset(nonce);
  Block checksum{};

  // A group of blocks at a time, so that the cipher has many to work on at once.
  std::uint8_t* at = text.data();
  const std::size_t blocks = text.size() / block_bytes;
  std::size_t done = 0;
  const auto do_group = [&](auto count) {
    std::array<Block, group_blocks> offsets;
    for (std::size_t i = 0; i < count; ++i) {
      offsets[i] = offset ^ t.steps[i];
    }
    done += count;
    if (count == group_blocks) {
      offsets[count - 1] ^= t.l[static_cast<std::size_t>(std::countr_zero(done))];
    }
    offset = offsets[count - 1];
    for (std::size_t i = 0; i < count; ++i) {
      const auto block = load(at + i * block_bytes);
      if (direction == Direction::encrypt) {
        checksum ^= block;
      }
      store(at + i * block_bytes, block ^ offsets[i]);
    }
    direction == Direction::encrypt ? cipher_->encrypt_n(at, at, count)
                                    : cipher_->decrypt_n(at, at, count);
    for (std::size_t i = 0; i < count; ++i) {
      const Block block = load(at + i * block_bytes) ^ offsets[i];
      if (direction == Direction::decrypt) {
        checksum ^= block;
      }
      store(at + i * block_bytes, block);
    }
    at += count * block_bytes;
  };
  while (blocks - done >= group_blocks) {
    do_group(std::integral_constant<std::size_t, group_blocks>());
  }
  if (blocks != done) {
    do_group(blocks - done);
  }

  if (const std::size_t rest = text.size() % block_bytes; rest != 0) {
    offset ^= t.star;
    std::array<std::uint8_t, block_bytes> pad{};
    std::array<std::uint8_t, block_bytes> padded{};
    store(pad.data(), enciphered(offset));
    const auto add_plaintext = [&] { std::memcpy(padded.data(), at, rest); };
    if (direction == Direction::encrypt) {
      add_plaintext();
    }
    for (std::size_t i = 0; i < rest; ++i) {
      at[i] ^= pad[i];
    }
    if (direction == Direction::decrypt) {
      add_plaintext();
    }
    padded[rest] = 0x80;
    checksum ^= load(padded.data());
  }
  Tag tag;
  store(tag.data(), enciphered(checksum ^ offset ^ t.dollar));
  return tag;
}

AesOcb::Tag AesOcb::encrypt(std::span<const std::uint8_t> nonce, std::span<std::uint8_t> text) {
  const Tag tag = run<Direction::encrypt>(nonce, text);
  wipe_stack();
  return tag;
}

bool AesOcb::decrypt(std::span<const std::uint8_t> nonce, std::span<std::uint8_t> text,
                     std::span<const std::uint8_t> tag) {
  const bool holds = opens(nonce, text, tag);
  if (!holds) {
    wipe(text);
  }
  wipe_stack();
  return holds;
}

// A frame of its own too: the right tag is in it, with which a changed message would hold.
SNAPSEAL_NOINLINE bool AesOcb::opens(std::span<const std::uint8_t> nonce,
                                     std::span<std::uint8_t> text,
                                     std::span<const std::uint8_t> tag) {
  const Tag right = run<Direction::decrypt>(nonce, text);
  return Botan::constant_time_compare(right.data(), tag.data(), right.size());
}

}  // namespace snapseal::response

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/block_cipher.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace snapseal::response {

/// A block as two halves as they stand in memory. Blocks are only XORed, so byte order does not
/// matter.
#if defined(__GNUC__)
// In one register; as a structure, compilers take it apart.
using Block [[gnu::vector_size(16)]] = std::uint64_t;
#else
struct Block {
  std::uint64_t halves[2];

  [[nodiscard]] std::uint64_t operator[](std::size_t i) const noexcept { return halves[i]; }
  Block& operator^=(const Block& other) noexcept {
    halves[0] ^= other.halves[0];
    halves[1] ^= other.halves[1];
    return *this;
  }
  [[nodiscard]] friend Block operator^(Block a, const Block& b) noexcept { return a ^= b; }
};
#endif

/// AES-OCB (RFC 7253) under one key, with a 16-byte tag and no associated data, in place: Botan's
/// AES, and the mode around it. Holds what follows from the key, and wipes it. `nonce` has 1 to 15
/// bytes.
class AesOcb {
 public:
  static constexpr std::size_t block_bytes = 16;
  using Tag = std::array<std::uint8_t, block_bytes>;

  /// `key` has 16, 24 or 32 bytes. Throws `Errc::crypto_unavailable`.
  explicit AesOcb(std::span<const std::uint8_t> key);
  AesOcb(const AesOcb&) = delete;
  AesOcb& operator=(const AesOcb&) = delete;
  ~AesOcb();

  /// OCB-ENCRYPT (section 4.2): `text` becomes the ciphertext.
  [[nodiscard]] Tag encrypt(std::span<const std::uint8_t> nonce, std::span<std::uint8_t> text);

  /// OCB-DECRYPT (section 4.3): `text` becomes the plaintext. Returns false if the tag is wrong;
  /// `text` is then wiped. `tag` has 16 bytes.
  [[nodiscard]] bool decrypt(std::span<const std::uint8_t> nonce, std::span<std::uint8_t> text,
                             std::span<const std::uint8_t> tag);

 private:
  enum class Direction { encrypt, decrypt };

  static constexpr std::size_t group_blocks = 16;

  [[nodiscard]] static Block doubled(const Block& block) noexcept;
  [[nodiscard]] Block enciphered(Block block) const;
  [[nodiscard]] Block first_offset(std::span<const std::uint8_t> nonce) const;
  template <Direction direction>
  [[nodiscard]] Tag run(std::span<const std::uint8_t> nonce, std::span<std::uint8_t> text);
  [[nodiscard]] bool opens(std::span<const std::uint8_t> nonce, std::span<std::uint8_t> text,
                           std::span<const std::uint8_t> tag);

  std::unique_ptr<Botan::BlockCipher> cipher_;
  // What follows from the key, as the RFC names it.
  struct Tables {
    Block star;                                        // L_*
    Block dollar;                                      // L_$
    std::array<Block, sizeof(std::size_t) * 8 - 3> l;  // L_0, L_1, ... as far as a message goes
    std::array<Block, group_blocks> steps;             // from a group's first offset to the others
  };
  Tables tables_;
};

}  // namespace snapseal::response

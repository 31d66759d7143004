// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.hpp"

#include <botan/base64.h>

namespace snapseal::base64url {

namespace {

/// All bits set if `c` is from `first` to `last`, else none. Without a branch.
constexpr std::uint32_t mask_if_between(std::uint32_t c, char first, char last) {
  const auto low = static_cast<std::uint32_t>(static_cast<unsigned char>(first));
  const auto high = static_cast<std::uint32_t>(static_cast<unsigned char>(last));
  // Either difference has its top bit set if `c` is outside.
  return (((c - low) | (high - c)) >> 31) - 1;
}

constexpr std::uint32_t no_value = 0xff;

/// The six bits that a character stands for, or `no_value`. No branch and no table: the character
/// may be a secret.
constexpr std::uint32_t value_of(char character) {
  const auto c = static_cast<std::uint32_t>(static_cast<unsigned char>(character));
  const std::uint32_t upper = mask_if_between(c, 'A', 'Z');
  const std::uint32_t lower = mask_if_between(c, 'a', 'z');
  const std::uint32_t digit = mask_if_between(c, '0', '9');
  const std::uint32_t hyphen = mask_if_between(c, '-', '-');
  const std::uint32_t underscore = mask_if_between(c, '_', '_');
  const std::uint32_t none = ~(upper | lower | digit | hyphen | underscore);
  return (upper & (c - 'A')) | (lower & (c - 'a' + 26)) | (digit & (c - '0' + 52)) | (hyphen & 62) |
         (underscore & 63) | (none & no_value);
}

/// Puts one character for another, without a branch on a secret.
void exchange(std::span<std::uint8_t> text, char from, char to) {
  for (std::uint8_t& c : text) {
    const std::uint32_t is_from = mask_if_between(c, from, from);
    c = static_cast<std::uint8_t>((c & ~is_from) | (static_cast<std::uint8_t>(to) & is_from));
  }
}

}  // namespace

std::optional<SecretBytes> decode(std::string_view text) {
  const std::size_t last_characters = text.size() % 4;
  if (last_characters == 1) {
    return std::nullopt;
  }
  SecretBytes decoded(text.size() / 4 * 3 + (last_characters == 0 ? 0 : last_characters - 1));
  const std::span<std::uint8_t> bytes = decoded.expose();
  std::uint32_t bits = 0;
  std::uint32_t seen = 0;  // the top two bits are set by a character that stands for nothing
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint32_t value = value_of(text[i]);
    seen |= value;
    bits = bits << 6 | value;
    const std::size_t place = i % 4;
    if (place != 0) {
      bytes[written++] = static_cast<std::uint8_t>(bits >> (6 - 2 * place));
    }
  }
  // What stands after the last byte: 4 bits of 2 characters, 2 bits of 3.
  const std::uint32_t unused = last_characters == 2   ? bits & 0xf
                               : last_characters == 3 ? bits & 0x3
                                                      : 0;
  // The one branch on what was read. A text that is not base64url is refused, and that may be
  // known.
  if (((seen & 0xc0) | unused) != 0) {
    return std::nullopt;
  }
  return decoded;
}

SecretString encode(std::span<const std::uint8_t> bytes) {
  SecretBytes text(Botan::base64_encode_max_output(bytes.size()));
  std::size_t consumed = 0;
  Botan::base64_encode(reinterpret_cast<char*>(text.expose().data()), bytes.data(), bytes.size(),
                       consumed, /*final_inputs=*/true);
  exchange(text.expose(), '+', '-');
  exchange(text.expose(), '/', '_');
  return SecretString(SecretBytes::copy_of(text.expose().first((bytes.size() * 4 + 2) / 3)));
}

}  // namespace snapseal::base64url

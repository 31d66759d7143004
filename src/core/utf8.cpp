// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.hpp"

#include <cstring>

namespace snapseal {

namespace {

std::uint32_t byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<unsigned char>(text[i]);
}

/// How many characters from the beginning are ASCII, told for eight at a time.
std::size_t ascii_blocks(std::string_view text) noexcept {
  std::size_t at = 0;
  for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof(word));
    if ((word & 0x8080808080808080U) != 0) {
      break;
    }
  }
  return at;
}

}  // namespace

std::size_t utf8_sequence(std::string_view text, Surrogates surrogates) noexcept {
  if (text.empty()) {
    return 0;
  }
  const std::uint32_t first = byte_at(text, 0);
  if (first < 0x80) {
    return 1;
  }
  const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (length == 0 || first > 0xf4 || text.size() < length) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xc0U) != 0x80) {
      return 0;
    }
  }
  // The second byte tells overlong forms, surrogates, and what is above U+10FFFF.
  const std::uint32_t second = byte_at(text, 1);
  if ((first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90) ||
      (first == 0xf4 && second > 0x8f) ||
      (first == 0xed && second > 0x9f && surrogates == Surrogates::refused)) {
    return 0;
  }
  return length;
}

bool is_utf8(std::string_view text, Surrogates surrogates) noexcept {
  text.remove_prefix(ascii_blocks(text));
  while (!text.empty()) {
    const std::size_t length = utf8_sequence(text, surrogates);
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

std::uint32_t utf8_decode(std::string_view sequence) noexcept {
  if (sequence.size() == 1) {
    return byte_at(sequence, 0);
  }
  std::uint32_t code_point = byte_at(sequence, 0) & (0x7fU >> sequence.size());
  for (std::size_t i = 1; i < sequence.size(); ++i) {
    code_point = code_point << 6 | (byte_at(sequence, i) & 0x3fU);
  }
  return code_point;
}

void utf8_append(std::string& out, std::uint32_t code_point) {
  const auto tail = [&out, code_point](unsigned shift) {
    out.push_back(static_cast<char>(0x80U | (code_point >> shift & 0x3fU)));
  };
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xc0U | code_point >> 6));
    tail(0);
  } else if (code_point < 0x10000) {
    out.push_back(static_cast<char>(0xe0U | code_point >> 12));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xf0U | code_point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace snapseal

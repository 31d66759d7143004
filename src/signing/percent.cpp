// SPDX-License-Identifier: Apache-2.0
#include "signing/percent.hpp"

#include <algorithm>
#include <charconv>

#include "core/ascii.hpp"

namespace snapseal::signing {

namespace {

// The byte of an escape at the beginning of `text`, or -1.
int escaped_byte(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '%') {
    return -1;
  }
  unsigned value = 0;
  const char* end = text.data() + 3;
  const auto result = std::from_chars(text.data() + 1, end, value, 16);
  return result.ptr == end && result.ec == std::errc() ? static_cast<int>(value) : -1;
}

template <typename Out>
void decode_into(Out& out, std::string_view text, bool plus_is_blank) {
  while (!text.empty()) {
    const int byte = escaped_byte(text);
    if (byte >= 0) {
      out.push_back(static_cast<char>(byte));
    } else {
      out.push_back(plus_is_blank && text[0] == '+' ? ' ' : text[0]);
    }
    text.remove_prefix(byte >= 0 ? 3 : 1);
  }
}

template <typename Out>
void escape_into(Out& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out.push_back('%');
  out.push_back(digits[byte >> 4U]);
  out.push_back(digits[byte & 15U]);
}

}  // namespace

bool begins_with_escape(std::string_view text) noexcept {
  return escaped_byte(text) >= 0;
}

void append_escaped(std::string& out, char c) {
  escape_into(out, c);
}

void append_percent_encoded(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto size = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), is_unreserved) - text.begin());
    out.append(text.substr(0, size));
    if (size == text.size()) {
      break;
    }
    append_escaped(out, text[size]);
    text.remove_prefix(size + 1);
  }
}

std::string percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  decode_into(out, text, plus_is_blank);
  return out;
}

void percent_decode_into(SecretBuffer& out, std::string_view text, bool plus_is_blank) {
  decode_into(out, text, plus_is_blank);
}

void percent_encode_into(SecretBuffer& out, std::string_view text, std::string_view kept,
                         std::string_view blank) {
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else if (c == ' ') {
      out.append(blank);
    } else {
      escape_into(out, c);
    }
  }
}

SecretBuffer with_escapes_in_case(std::string_view text, bool upper) {
  SecretBuffer out;
  while (!text.empty()) {
    const std::size_t size = escaped_byte(text) >= 0 ? 3 : 1;
    for (const char c : text.substr(0, size)) {
      const bool letter = ascii::is_letter(c) && ascii::is_hex_digit(c);
      const char in_case = static_cast<char>(upper ? c & ~0x20 : c | 0x20);
      out.push_back(size == 3 && letter ? in_case : c);
    }
    text.remove_prefix(size);
  }
  return out;
}

SecretBuffer replaced(std::string_view text, std::string_view from, std::string_view to) {
  SecretBuffer out;
  for (;;) {
    const std::size_t at = text.find(from);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) {
      return out;
    }
    out.append(to);
    text.remove_prefix(at + from.size());
  }
}

}  // namespace snapseal::signing

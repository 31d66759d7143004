// SPDX-License-Identifier: Apache-2.0
#include "core/base64_fault.hpp"

#include <algorithm>
#include <iterator>

#include "core/ascii.hpp"

namespace snapseal::base64 {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr bool in_alphabet(char c) noexcept {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '+' || c == '/';
}

bool with_plus_for_space_is_canonical(std::string_view text) {
  if (text.find_first_of("\n\r\t") != std::string_view::npos) {
    return false;
  }
  std::string other(text);
  std::replace(other.begin(), other.end(), ' ', '+');
  return is_canonical(other);
}

Fault fault_of_foreign(char c, std::string_view text) {
  switch (c) {
    case '\n': return Fault::line_feed;
    case '\r': return Fault::carriage_return;
    case '\t': return Fault::tab;
    case ' ': return with_plus_for_space_is_canonical(text) ? Fault::space_for_plus : Fault::space;
    case '-':
    case '_': return Fault::url_safe;
    case '%': return Fault::percent_encoded;
    case '\'':
    case '"': return Fault::quotation_marks;
    case '\\': return Fault::backslash;
    default: return Fault::foreign_character;
  }
}

}  // namespace

std::string without_whitespace(std::string_view text) {
  std::string rest;
  rest.reserve(text.size());
  std::copy_if(text.begin(), text.end(), std::back_inserter(rest),
               [](char c) { return !is_whitespace(c); });
  return rest;
}

bool is_canonical(std::string_view text) noexcept {
  if (text.empty()) {
    return true;
  }
  if (text.size() % 4 != 0) {
    return false;
  }
  const std::size_t padded = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padded);
  if (!std::all_of(text.begin(), text.end(), in_alphabet)) {
    return false;
  }
  // The bits after the last byte: four of them or two.
  const std::size_t last = alphabet.find(text.back());
  return padded == 0 || last % (padded == 2 ? 16 : 4) == 0;
}

bool looks_like_hex(std::string_view text) noexcept {
  constexpr std::ptrdiff_t digits_min = 16;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return ascii::is_hex_digit(c) || c == ':'; }) &&
         std::count_if(text.begin(), text.end(), ascii::is_hex_digit) >= digits_min;
}

Fault fault_of(std::string_view text) {
  if (looks_like_hex(text)) {
    return Fault::hex_digits;
  }
  const auto* const foreign = std::find_if(text.data(), text.data() + text.size(),
                                           [](char c) { return !in_alphabet(c) && c != '='; });
  if (foreign != text.data() + text.size()) {
    return fault_of_foreign(*foreign, text);
  }
  const std::size_t characters = std::min(text.find('='), text.size());
  const std::size_t padding = text.size() - characters;
  const std::size_t needed = (4 - characters % 4) % 4;
  if (text.find_first_not_of('=', characters) != std::string_view::npos || padding > 2 ||
      padding > needed) {
    return Fault::misplaced_padding;
  }
  if (characters % 4 == 1) {
    return Fault::cut_off;
  }
  return padding < needed ? Fault::missing_padding : Fault::tail_bits;
}

Literal message_of(Fault fault) noexcept {
  switch (fault) {
    case Fault::line_feed: return "a line feed in the base64 text";
    case Fault::carriage_return: return "a carriage return in the base64 text";
    case Fault::space: return "a space in the base64 text";
    case Fault::tab: return "a tab in the base64 text";
    case Fault::space_for_plus:
      return "a space in the base64 text where a + belongs: decoding as a form or query changes it";
    case Fault::url_safe:
      return "URL-safe base64, with - or _: base64 with + and / is needed (RFC 4648 section 4)";
    case Fault::hex_digits: return "hexadecimal digits: base64 is needed";
    case Fault::percent_encoded: return "a percent sign in the base64 text: undo the URL encoding";
    case Fault::quotation_marks: return "a quotation mark in the base64 text";
    case Fault::backslash: return "a backslash in the base64 text: it was escaped twice";
    case Fault::foreign_character: return "a character that is not of the base64 alphabet";
    case Fault::misplaced_padding:
      return "misplaced padding: = stands only at the end of base64, once or twice";
    case Fault::missing_padding:
      return "the padding is missing: base64 ends with = up to a multiple of 4 characters";
    case Fault::cut_off:
      return "base64 of an impossible length: it is cut off, or has a character too many";
    case Fault::tail_bits: return "not canonical base64: bits are set after the last byte";
  }
  return "not canonical base64";
}

}  // namespace snapseal::base64

// SPDX-License-Identifier: Apache-2.0
#include "signing/json_string.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <snapseal/core/error.hpp>

#include "core/utf8.hpp"

namespace snapseal::signing {

namespace {

using Beyond = Escapes::Beyond;

constexpr Escapes as_signed{.beyond = Beyond::escaped, .del = true};

// Four hex digits or more; without leading zeros if asked for.
void write_unit(SecretBuffer& out, std::uint32_t unit, bool upper, bool zeros = true) {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  const unsigned least = zeros ? 12 : 0;
  unsigned shift = 20;
  while (shift > least && unit >> shift == 0) {
    shift -= 4;
  }
  out.append("\\u");
  for (;; shift -= 4) {
    out.push_back(digits[unit >> shift & 15U]);
    if (shift == 0) {
      return;
    }
  }
}

void write_units(SecretBuffer& out, std::uint32_t code_point, bool upper, bool zeros = true) {
  if (code_point < 0x10000) {
    write_unit(out, code_point, upper, zeros);
  } else {
    write_unit(out, 0xd7c0 + (code_point >> 10), upper);
    write_unit(out, 0xdc00 + (code_point & 0x3ffU), upper);
  }
}

void write_ascii(SecretBuffer& out, char c, const Escapes& escapes, bool html, bool slash) {
  const auto code = static_cast<unsigned char>(c);
  if (escapes.also.find(c) != std::string_view::npos ||
      (html && (c == '<' || c == '>' || c == '&'))) {
    write_unit(out, code, escapes.upper);
    return;
  }
  switch (c) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    case '/': out.append(slash ? "\\/" : "/"); return;
    case '\b':
    case '\f':
      if (escapes.short_b_and_f) {
        out.append(c == '\b' ? "\\b" : "\\f");
        return;
      }
      break;
    default: break;
  }
  if (code < 0x20 || (code == 0x7f && escapes.del)) {
    write_unit(out, code, escapes.upper, escapes.beyond != Beyond::without_zeros);
  } else {
    out.push_back(c);
  }
}

// Of System.Text.Json's relaxed encoder: what Unicode calls a space, a control or private.
bool is_unusual(std::uint32_t point) {
  return point <= 0x9f || point == 0xa0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 ||
         point == 0x202f || point == 0x205f || point == 0x3000 ||
         (point >= 0xe000 && point <= 0xf8ff) || point == 0xfeff || point > 0xffff;
}

bool is_escaped(std::uint32_t point, Beyond beyond) {
  const bool separator = point == 0x2028 || point == 0x2029;
  switch (beyond) {
    case Beyond::plain: return false;
    case Beyond::but_separators: return separator;
    case Beyond::but_line_ends: return separator || point == 0x85;
    case Beyond::but_blocks: return point < 0xa0 || (point >= 0x2000 && point < 0x2100);
    case Beyond::but_unusual: return is_unusual(point);
    default: return true;
  }
}

void write_beyond(SecretBuffer& out, std::string_view sequence, const Escapes& escapes) {
  if (escapes.beyond == Beyond::bytes_escaped || escapes.beyond == Beyond::bytes_as_letters) {
    for (const char c : sequence) {
      const auto byte = static_cast<unsigned char>(c);
      if (escapes.beyond == Beyond::bytes_escaped) {
        write_unit(out, byte, escapes.upper);
      } else {
        out.push_back(static_cast<char>(0xc0U | byte >> 6U));
        out.push_back(static_cast<char>(0x80U | (byte & 0x3fU)));
      }
    }
    return;
  }
  const std::uint32_t point = utf8_decode(sequence);
  if (!is_escaped(point, escapes.beyond)) {
    out.append(sequence);
  } else if (escapes.beyond == Beyond::as_points) {
    write_unit(out, point, escapes.upper);
  } else {
    write_units(out, point, escapes.upper, escapes.beyond != Beyond::without_zeros);
  }
}

using Table = std::array<bool, 256>;

constexpr Table table_of(std::string_view special) {
  Table table{};
  for (std::size_t i = 0x20; i < 0x7f; ++i) {
    table[i] = special.find(static_cast<char>(i)) == std::string_view::npos;
  }
  return table;
}

// Printable, and not written in another way: by the form that is signed, and by any other.
constexpr Table plain_when_signed = table_of("\"\\");
constexpr Table plain_in_any_style = table_of("\"\\/<>&+'`=");

// How many characters from the beginning are plain when signed, told for eight at a time.
std::size_t plain_blocks(std::string_view text) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x80 * each;
  // The top bit of a byte if the byte is below `bound`, or if one below it in the word is. No byte
  // of `word` may have its top bit set.
  const auto below = [](std::uint64_t word, std::uint64_t bound) { return word - bound * each; };
  std::size_t at = 0;
  for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof(word));
    const std::uint64_t special = word | (word + each) |         // 0x7f and above
                                  below(word, 0x20) |            // controls
                                  below(word ^ '"' * each, 1) |  // zero where there is one
                                  below(word ^ '\\' * each, 1);
    if ((special & tops) != 0) {
      break;
    }
  }
  return at;
}

template <bool AsSigned>
void write(SecretBuffer& out, std::string_view utf8, const Escapes& escapes, bool html,
           bool slash) {
  const Table& plain = AsSigned ? plain_when_signed : plain_in_any_style;
  out.reserve_more(utf8.size() + 2);
  out.push_back('"');
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    at += AsSigned ? plain_blocks(utf8.substr(at)) : 0;
    while (at < utf8.size() && plain[static_cast<unsigned char>(utf8[at])]) {
      ++at;
    }
    out.append(utf8.substr(begin, at - begin));
    if (at == utf8.size()) {
      break;
    }
    const std::size_t length = utf8_sequence(utf8.substr(at, 4), Surrogates::allowed);
    if (length == 0) {
      throw Error(Errc::malformed_json, "not UTF-8");
    }
    if (length == 1) {
      write_ascii(out, utf8[at], escapes, html, slash);
    } else {
      write_beyond(out, utf8.substr(at, length), escapes);
    }
    at += length;
  }
  out.push_back('"');
}

}  // namespace

void write_string(SecretBuffer& out, std::string_view utf8) {
  write<true>(out, utf8, as_signed, false, false);
}

void write_string(SecretBuffer& out, std::string_view utf8, const StringStyle& style) {
  if (style.as_signed()) {
    return write_string(out, utf8);
  }
  write<false>(out, utf8, style.escapes == nullptr ? as_signed : *style.escapes, style.html,
               style.slash);
}

}  // namespace snapseal::signing

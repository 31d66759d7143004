// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <snapseal/core/base64.hpp>

#include "core/base64_decode.hpp"
#include "core/base64_fault.hpp"
#include "core/base64_wide.hpp"

namespace snapseal::base64 {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t invalid = 0xff;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(invalid);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

// The value of a character at each of a group's four places, already shifted to where it belongs,
// so that a group is four loads; any character outside the alphabet sets a bit above the 24.
constexpr std::uint32_t invalid_group = 0xff000000;

constexpr std::array<std::array<std::uint32_t, 256>, 4> make_placed() {
  std::array<std::array<std::uint32_t, 256>, 4> placed{};
  constexpr auto values = make_values();
  for (std::size_t place = 0; place < 4; ++place) {
    for (std::size_t c = 0; c < 256; ++c) {
      placed[place][c] = values[c] == invalid
                             ? invalid_group
                             : static_cast<std::uint32_t>(values[c]) << (6 * (3 - place));
    }
  }
  return placed;
}

constexpr auto placed = make_placed();

std::uint32_t group(const char* text) {
  const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  return placed[0][at(0)] | placed[1][at(1)] | placed[2][at(2)] | placed[3][at(3)];
}

[[noreturn]] void refuse(std::string_view text, Literal field) {
  throw Error(Errc::invalid_base64, message_of(fault_of(text)), field);
}

std::size_t padding(std::string_view text) noexcept {
  return text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
}

}  // namespace

std::size_t decoded_size(std::string_view text, Literal field) {
  if (text.size() % 4 != 0) {
    refuse(text, field);
  }
  return text.size() / 4 * 3 - padding(text);
}

void decode(std::string_view text, std::span<std::uint8_t> out, Literal field) {
  if (text.empty()) {
    return;
  }
  const std::size_t padded = padding(text);
  const std::size_t whole = text.size() - (padded == 0 ? 0 : 4);  // characters of groups of four

  const std::size_t wide = decode_wide(text.substr(0, whole), out);
  const char* in = text.data() + wide;
  std::uint8_t* bytes = out.data() + wide / 4 * 3;
  std::uint32_t seen = 0;
  for (std::size_t i = wide; i < whole; i += 4, in += 4, bytes += 3) {
    const std::uint32_t bits = group(in);
    seen |= bits;
    bytes[0] = static_cast<std::uint8_t>(bits >> 16);
    bytes[1] = static_cast<std::uint8_t>(bits >> 8);
    bytes[2] = static_cast<std::uint8_t>(bits);
  }
  if (padded != 0) {
    const std::array<char, 4> last{in[0], in[1], padded == 2 ? 'A' : in[2], 'A'};
    const std::uint32_t bits = group(last.data());
    seen |= bits;
    bytes[0] = static_cast<std::uint8_t>(bits >> 16);
    if (padded == 1) {
      bytes[1] = static_cast<std::uint8_t>(bits >> 8);
    }
    const std::uint32_t tail = padded == 2 ? bits & 0xffff : bits & 0xff;
    if (tail != 0) {
      refuse(text, field);
    }
  }
  if ((seen & invalid_group) != 0) {
    refuse(text, field);
  }
}

std::vector<std::uint8_t> decode(std::string_view text, Literal field) {
  std::vector<std::uint8_t> bytes(decoded_size(text, field));
  decode(text, bytes, field);
  return bytes;
}

std::string encode(std::span<const std::uint8_t> bytes) {
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* out = text.data();
  const auto put = [&out](std::uint32_t bits, int characters) {
    for (int i = 0; i < characters; ++i) {
      out[i] = alphabet[(bits >> (18 - 6 * i)) & 63];
    }
    out += 4;
  };
  const auto byte = [&bytes](std::size_t i, int shift) {
    return static_cast<std::uint32_t>(bytes[i]) << shift;
  };
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    put(byte(i, 16) | byte(i + 1, 8) | byte(i + 2, 0), 4);
  }
  if (bytes.size() - i == 1) {
    put(byte(i, 16), 2);
  } else if (bytes.size() - i == 2) {
    put(byte(i, 16) | byte(i + 1, 8), 3);
  }
  return text;
}

}  // namespace snapseal::base64

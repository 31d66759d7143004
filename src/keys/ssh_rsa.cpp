// SPDX-License-Identifier: Apache-2.0
#include "keys/ssh_rsa.hpp"

#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <snapseal/core/error.hpp>
#include <span>

#include "core/botan.hpp"

namespace snapseal::keys {

namespace {

constexpr std::string_view key_type = "ssh-rsa";

[[noreturn]] void throw_damaged() {
  throw Error(Errc::malformed_key, "the ssh-rsa line (RFC 4253) is damaged");
}

/// Takes the next string (RFC 4251 section 5) off the front of `rest`.
std::span<const std::uint8_t> take_string(std::span<const std::uint8_t>& rest) {
  if (rest.size() < 4) {
    throw_damaged();
  }
  const std::size_t size = std::size_t{rest[0]} << 24 | std::size_t{rest[1]} << 16 |
                           std::size_t{rest[2]} << 8 | std::size_t{rest[3]};
  rest = rest.subspan(4);
  if (size > rest.size()) {
    throw_damaged();
  }
  const auto taken = rest.first(size);
  rest = rest.subspan(size);
  return taken;
}

Botan::BigInt take_mpint(std::span<const std::uint8_t>& rest) {
  const auto bytes = take_string(rest);
  const bool negative = !bytes.empty() && (bytes[0] & 0x80) != 0;
  const bool padded = bytes.size() >= 2 && bytes[0] == 0 && (bytes[1] & 0x80) == 0;
  if (bytes.empty() || negative || padded) {
    throw_damaged();
  }
  return {bytes.data(), bytes.size()};
}

void put_string(std::vector<std::uint8_t>& blob, std::span<const std::uint8_t> bytes) {
  for (const int shift : {24, 16, 8, 0}) {
    blob.push_back(static_cast<std::uint8_t>(bytes.size() >> shift));
  }
  blob.insert(blob.end(), bytes.begin(), bytes.end());
}

void put_mpint(std::vector<std::uint8_t>& blob, const Botan::BigInt& number) {
  std::vector<std::uint8_t> bytes(number.bytes() + 1);  // a zero in front keeps it positive
  botan::to_bytes(number, bytes);
  const bool needs_zero = bytes.size() > 1 && (bytes[1] & 0x80) != 0;
  put_string(blob, std::span(bytes).subspan(needs_zero ? 0 : 1));
}

}  // namespace

RsaPublicNumbers read_ssh_rsa_line(std::string_view line) {
  constexpr std::string_view blanks = " \t";
  if (const std::size_t end = line.find_first_of("\r\n"); end != std::string_view::npos) {
    if (line.find_first_not_of(" \t\r\n", end) != std::string_view::npos) {
      throw Error(Errc::malformed_key, "more than one line: one ssh-rsa line is needed");
    }
    line = line.substr(0, end);
  }
  if (!line.starts_with(key_type)) {
    throw_damaged();
  }
  line.remove_prefix(key_type.size());
  const std::size_t at = line.find_first_not_of(blanks);
  if (at == 0 || at == std::string_view::npos) {
    throw_damaged();
  }
  line.remove_prefix(at);

  std::vector<std::uint8_t> blob;
  try {
    blob = base64::decode(line.substr(0, line.find_first_of(blanks)));
  } catch (const Error&) {
    throw_damaged();
  }
  std::span<const std::uint8_t> rest = blob;
  const auto type = take_string(rest);
  if (!std::equal(type.begin(), type.end(), key_type.begin(), key_type.end())) {
    throw_damaged();
  }
  RsaPublicNumbers key;
  key.e = take_mpint(rest);
  key.n = take_mpint(rest);
  if (!rest.empty()) {
    throw_damaged();
  }
  return key;
}

std::vector<std::uint8_t> write_ssh_rsa_blob(const RsaPublicNumbers& key) {
  std::vector<std::uint8_t> blob;
  put_string(blob, {reinterpret_cast<const std::uint8_t*>(key_type.data()), key_type.size()});
  put_mpint(blob, key.e);
  put_mpint(blob, key.n);
  return blob;
}

}  // namespace snapseal::keys

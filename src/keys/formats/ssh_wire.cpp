// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/ssh_wire.hpp"

#include "core/botan.hpp"
#include "core/bytes.hpp"

namespace snapseal::keys {

std::span<const std::uint8_t> SshReader::take_bytes(std::size_t size) {
  if (size > rest_.size()) {
    throw_damaged();
  }
  const auto taken = rest_.first(size);
  rest_ = rest_.subspan(size);
  return taken;
}

std::uint32_t SshReader::take_uint32() {
  std::uint32_t value = 0;
  for (const std::uint8_t byte : take_bytes(4)) {
    value = value << 8 | byte;
  }
  return value;
}

std::string_view SshReader::take_text() {
  return as_text(take_string());
}

Botan::BigInt SshReader::take_mpint() {
  const auto bytes = take_string();
  const bool negative = !bytes.empty() && (bytes[0] & 0x80) != 0;
  const bool padded = bytes.size() >= 2 && bytes[0] == 0 && (bytes[1] & 0x80) == 0;
  if (negative || padded || (bytes.size() == 1 && bytes[0] == 0)) {
    throw_damaged();
  }
  return {bytes.data(), bytes.size()};
}

void SshReader::require_end() const {
  if (!rest_.empty()) {
    throw_damaged();
  }
}

SshWriter& SshWriter::put_uint32(std::size_t value) {
  for (const int shift : {24, 16, 8, 0}) {
    buffer_.push_back(static_cast<char>(value >> shift));
  }
  return *this;
}

SshWriter& SshWriter::put_bytes(std::span<const std::uint8_t> bytes) {
  buffer_.append(as_text(bytes));
  return *this;
}

SshWriter& SshWriter::put_string(std::span<const std::uint8_t> bytes) {
  return put_uint32(bytes.size()).put_bytes(bytes);
}

SshWriter& SshWriter::put_text(std::string_view text) {
  return put_string(as_bytes(text));
}

SshWriter& SshWriter::put_mpint(const Botan::BigInt& number) {
  Botan::secure_vector<std::uint8_t> bytes(number.bytes() + 1);  // a zero keeps it positive
  botan::to_bytes(number, bytes);
  const bool needs_zero = bytes.size() > 1 && (bytes[1] & 0x80) != 0;
  return put_string(std::span(bytes).subspan(needs_zero ? 0 : 1));
}

}  // namespace snapseal::keys

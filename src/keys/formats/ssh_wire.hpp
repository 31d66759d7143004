// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/bigint.h>
#include <botan/secmem.h>

#include <cstdint>
#include <span>
#include <string_view>

#include <snapseal/core/error.hpp>

#include "core/bytes.hpp"
#include "core/secret_buffer.hpp"

namespace snapseal::keys {

/// Reads SSH's data types (RFC 4251 section 5), front to back. Throws `Errc::malformed_key` with
/// the message given. Views are into the data given.
class SshReader {
 public:
  SshReader(std::span<const std::uint8_t> data, Literal damaged) : rest_(data), damaged_(damaged) {}

  [[nodiscard]] std::uint32_t take_uint32();
  [[nodiscard]] std::span<const std::uint8_t> take_bytes(std::size_t size);
  [[nodiscard]] std::span<const std::uint8_t> take_string() { return take_bytes(take_uint32()); }
  [[nodiscard]] std::string_view take_text();
  /// Not negative, and without a superfluous zero byte at the beginning.
  [[nodiscard]] Botan::BigInt take_mpint();

  [[nodiscard]] std::span<const std::uint8_t> rest() const { return rest_; }
  void require_end() const;
  [[noreturn]] void throw_damaged() const { throw Error(Errc::malformed_key, damaged_); }

 private:
  std::span<const std::uint8_t> rest_;
  Literal damaged_;
};

/// Writes them. The buffer is wiped when given up.
class SshWriter {
 public:
  SshWriter& put_uint32(std::size_t value);
  SshWriter& put_bytes(std::span<const std::uint8_t> bytes);
  SshWriter& put_text(std::string_view text);  ///< A string.
  SshWriter& put_string(std::span<const std::uint8_t> bytes);
  SshWriter& put_mpint(const Botan::BigInt& number);

  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return as_bytes(buffer_.view()); }

 private:
  SecretBuffer buffer_;
};

}  // namespace snapseal::keys

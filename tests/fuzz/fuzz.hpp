// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <snapseal/core/error.hpp>
#include <span>
#include <string_view>

#include "support/bytes.hpp"

/// What the fuzz targets share. Each is an oracle: it ends the process as soon as the library
/// contradicts itself, another implementation, or what its comments promise.
#define FUZZ_CHECK(condition)                                                             \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                       \
    }                                                                                     \
  } while (false)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace snapseal::fuzz {

using test::Bytes;
using test::ExactBuffer;

/// Two results of one call, or of two calls that must agree.
template <typename Call>
std::optional<Error> error_of(const Call& call) {
  try {
    call();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

/// The hundreds of a code: 1 for what is about a text, 2 for keys.
inline int group_of(const Error& error) {
  return static_cast<int>(error.code()) / 100;
}

/// Takes an input apart, as long as there is some of it.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : bytes_(data, size) {}

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty()) {
      return 0;
    }
    const std::uint8_t first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }
  /// Up to the next NUL, which is passed over.
  std::string_view part() {
    const std::string_view text = rest();
    const std::size_t end = text.find('\0');
    bytes_ = end == std::string_view::npos ? bytes_.last(0) : bytes_.subspan(end + 1);
    return text.substr(0, end);
  }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }
  [[nodiscard]] std::string_view rest() const { return test::text_of(bytes_); }

 private:
  std::span<const std::uint8_t> bytes_;
};

}  // namespace snapseal::fuzz

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/secret_buffer.hpp"

namespace snapseal::signing {

/// The double nearest to a JSON number; `nullopt` if it is beyond the largest. What is too near to
/// zero is zero, with its sign.
[[nodiscard]] std::optional<double> to_double(std::string_view number);

/// Whether `write_python` would give back a JSON number with a fraction, digit for digit. It may
/// say no though it would; it is cheap.
[[nodiscard]] bool is_python_spelling(std::string_view number) noexcept;

/// How a program writes a double: the fewest digits that read back the same.
struct Notation {
  /// A number 0.DIGITS times ten to the power of a `point` in this range has no exponent.
  int plain_from;
  int plain_to;
  char mark = 'e';
  std::string_view plus = "+";        ///< Before an exponent that is not negative.
  int exponent_digits = 2;            ///< At least.
  std::string_view whole_tail = {};   ///< After a number without fraction and exponent.
  std::string_view single_tail = {};  ///< After a single digit before an exponent.
  int digits_max = 17;                ///< More are rounded.

  friend bool operator==(const Notation&, const Notation&) = default;
};

/// CPython's `repr`: what is signed.
inline constexpr Notation python{-3, 16, 'e', "+", 2, ".0", "", 17};
/// ECMA-262's Number::toString, and Go.
inline constexpr Notation javascript{-5, 21, 'e', "+", 1, "", "", 17};

void write_number(SecretBuffer& out, double value, const Notation& notation);

}  // namespace snapseal::signing

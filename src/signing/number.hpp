// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "signing/text.hpp"

namespace snapseal::signing {

/// The double nearest to a JSON number; nothing if it is beyond the largest. What is too near to
/// zero is zero, with its sign.
[[nodiscard]] std::optional<double> to_double(std::string_view number);

/// Whether `write_python` would give back a JSON number with a fraction, digit for digit. It may
/// say no though it would; it is cheap.
[[nodiscard]] bool is_python_spelling(std::string_view number) noexcept;

/// As CPython's `repr` writes a double: the fewest digits that read back the same; with an exponent
/// below 1e-4 and from 1e16.
void write_python(Text& out, double value);

/// As JavaScript writes a number (ECMA-262 Number::toString, base 10).
void write_javascript(Text& out, double value);

}  // namespace snapseal::signing

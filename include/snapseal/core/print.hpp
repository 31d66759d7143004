// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <iosfwd>
#include <string_view>
#include <type_traits>

namespace snapseal {

/// An enumeration that has a `to_string`, as all of this library's have.
template <typename Enum>
concept Named = std::is_enum_v<Enum> && requires(Enum value) {
  { to_string(value) } -> std::same_as<std::string_view>;
};

/// Prints the name: `std::cout << opened.nonce_form` prints "rfc7253".
template <Named Enum>
std::ostream& operator<<(std::ostream& out, Enum value) {
  return out << to_string(value);
}

namespace api {
using snapseal::operator<<;
}  // namespace api

}  // namespace snapseal

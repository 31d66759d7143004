// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

namespace snapseal {

/// A text that a caller passes: a literal, a `std::string`, a `std::string_view`, a `const char*`.
template <typename Text>
concept TextArgument = std::convertible_to<const Text&, std::string_view>;

/// The characters of a text argument. A null pointer, as `std::getenv` gives it, is an empty text.
template <TextArgument Text>
[[nodiscard]] constexpr std::string_view text_of(const Text& text) {
  if constexpr (std::is_pointer_v<Text>) {
    return text == nullptr ? std::string_view() : std::string_view(text);
  } else {
    return text;
  }
}

}  // namespace snapseal

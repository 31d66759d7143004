// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <snapseal/core/secret.hpp>

/// Base64url without padding (RFC 7515 section 2), for secrets: the time taken depends on the size
/// alone, and on whether the text is base64url.
namespace snapseal {

[[nodiscard]] constexpr bool is_base64url(char c) {
  const auto is_from_to = [c](char from, char to) {
    return static_cast<unsigned>(c >= from) & static_cast<unsigned>(c <= to);
  };
  return (is_from_to('A', 'Z') | is_from_to('a', 'z') | is_from_to('0', '9') |
          is_from_to('-', '-') | is_from_to('_', '_')) != 0;
}

namespace base64url {

/// `nullopt` if the text is not base64url in its one canonical form.
[[nodiscard]] std::optional<SecretBytes> decode(std::string_view text);
[[nodiscard]] SecretString encode(std::span<const std::uint8_t> bytes);

}  // namespace base64url
}  // namespace snapseal

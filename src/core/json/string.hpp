// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace snapseal::json {

/// How many characters at the beginning of `text` stand for themselves in a JSON string: ASCII but
/// control characters, quotation marks and backslashes.
[[nodiscard]] std::size_t unescaped_prefix(std::string_view text) noexcept;

/// The same as machines without wide instructions do it.
[[nodiscard]] std::size_t unescaped_prefix_portable(std::string_view text) noexcept;

}  // namespace snapseal::json

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace snapseal::json {

/// How many characters at the beginning of `text` stand for themselves in a JSON string: ASCII but
/// control characters, quotation marks and backslashes. Counted in strides of 64, so there may be
/// up to 63 more.
[[nodiscard]] std::size_t plain_strides(std::string_view text) noexcept;

}  // namespace snapseal::json

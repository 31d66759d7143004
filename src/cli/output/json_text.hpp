// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace snapseal::cli {

/// A JSON string of UTF-8 text, with its quotation marks. All that is not `is_harmless` on a
/// terminal is escaped; a byte that is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string json_string(std::string_view text);

/// What it is made of: how many bytes at the beginning of the text stand for themselves, and what
/// stands for the character after them, which is taken off the text.
[[nodiscard]] std::size_t json_plain_size(std::string_view text);
[[nodiscard]] std::string take_json_escape(std::string_view& text);

}  // namespace snapseal::cli

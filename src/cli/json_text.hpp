// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace snapseal::cli {

/// A JSON string of UTF-8 text, with its quotation marks. What controls a terminal is escaped.
[[nodiscard]] std::string json_string(std::string_view text);

/// What it is made of: whether a byte of the text must be escaped, and how.
[[nodiscard]] bool must_be_escaped(char c);
[[nodiscard]] std::string json_escape(char c);

/// Whether it is well-formed UTF-8 (Unicode, table 3-7): what a JSON string can hold.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace snapseal::cli

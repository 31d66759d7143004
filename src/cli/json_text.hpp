// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace snapseal::cli {

/// A JSON string of UTF-8 text, with its quotation marks. What controls a terminal is escaped.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace snapseal::cli

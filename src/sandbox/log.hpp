// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandbox {

/// The text with everything but printable ASCII written as "\xNN", and a backslash as two: so that
/// no request can forge a line or send an escape sequence to the terminal.
[[nodiscard]] std::string visible(std::string_view text);

/// Writes a line to standard error, made visible, in one piece: lines of several threads do not
/// mix. Everything that the sandbox says there goes through here.
void tell(std::string_view line);

/// At most `length` bytes of the text; "..." stands for the rest.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t length);

}  // namespace sandbox

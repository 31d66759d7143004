// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Makes a server's words fit to be shown and logged.
namespace snapseal::api {

inline constexpr std::size_t clean_text_bytes_max = std::size_t{16} * 1024;

/// UTF-8 text without control characters and those that change the direction or are not seen (each
/// is a space), with "[redacted]" for what looks like a secret (a JWT; a run of 20 characters or
/// more with letters and digits; what follows "secret=", "token=" and the like), and cut to
/// `bytes_max` between characters. More than the first `clean_text_bytes_max` bytes are not looked
/// at, nor shown.
[[nodiscard]] std::string clean_text(std::string_view text, std::size_t bytes_max);

/// A code or an id: the printable ASCII characters of `text`, or an empty text if it is longer than
/// `bytes_max` or has others.
[[nodiscard]] std::string clean_name(std::string_view text, std::size_t bytes_max);

}  // namespace snapseal::api

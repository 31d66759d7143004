// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Percent-encoding and other changes that foreign programs make, to tell which one was made.
namespace snapseal::signing {

/// Every %XX as its byte, and every + as a blank if asked for. What is no escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_blank);

/// All but the unreserved characters of RFC 3986 and `kept` as %XX, a blank as `blank`.
[[nodiscard]] std::string percent_encoded(std::string_view text, std::string_view kept,
                                          std::string_view blank);

/// The hex digits of every escape in lower or upper case.
[[nodiscard]] std::string with_escapes_in_case(std::string_view text, bool upper);

[[nodiscard]] std::string replaced(std::string_view text, std::string_view from,
                                   std::string_view to);

/// Without blanks and line ends around it.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace snapseal::signing

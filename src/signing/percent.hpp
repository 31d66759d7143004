// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/ascii.hpp"
#include "core/secret_buffer.hpp"

/// Percent-encoding (RFC 3986), and other changes that foreign programs make, to tell which one was
/// made. What may be secret is written into a `SecretBuffer`, which is wiped.
namespace snapseal::signing {

/// Unreserved (RFC 3986 section 2.3).
[[nodiscard]] constexpr bool is_unreserved(char c) noexcept {
  return ascii::is_digit(c) || ascii::is_letter(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// What these functions of ECMA-262 section 19.2.6 leave, beside the unreserved characters.
inline constexpr std::string_view kept_by_encode_uri = ";/?:@&=+$,!*'()#";
inline constexpr std::string_view kept_by_encode_uri_component = "!*'()";

/// Whether `text` begins with an escape, %XX.
[[nodiscard]] bool begins_with_escape(std::string_view text) noexcept;

/// The byte as %XX, in upper case.
void append_escaped(std::string& out, char c);

/// All but the unreserved characters as %XX.
void append_percent_encoded(std::string& out, std::string_view text);

/// Every %XX as its byte, and every + as a space if asked for. What is not an escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_blank);
void percent_decode_into(SecretBuffer& out, std::string_view text, bool plus_is_blank);

/// All but the unreserved characters and `kept` as %XX, a space as `blank`.
void percent_encode_into(SecretBuffer& out, std::string_view text, std::string_view kept,
                         std::string_view blank);

/// The hex digits of every escape in lower or upper case.
[[nodiscard]] SecretBuffer with_escapes_in_case(std::string_view text, bool upper);

[[nodiscard]] SecretBuffer replaced(std::string_view text, std::string_view from,
                                    std::string_view to);

}  // namespace snapseal::signing

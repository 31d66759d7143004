// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/secret_buffer.hpp"

namespace snapseal::signing {

/// How another program writes a JSON string, where it differs from the form that is signed.
struct Escapes {
  /// What becomes of a character beyond ASCII.
  enum class Beyond {
    escaped,           ///< As two escapes above U+FFFF.
    plain,             ///< UTF-8.
    but_separators,    ///< UTF-8, but U+2028 and U+2029 escaped.
    but_line_ends,     ///< UTF-8, but U+0085, U+2028 and U+2029 escaped.
    but_blocks,        ///< UTF-8, but U+0080 to U+009F and U+2000 to U+20FF escaped: org.json.
    but_unusual,       ///< UTF-8, but spaces, controls, private use and all above U+FFFF escaped.
    as_points,         ///< One escape of four digits or more.
    without_zeros,     ///< Escapes without leading zeros: \ue9.
    bytes_escaped,     ///< An escape for each byte.
    bytes_as_letters,  ///< For each byte the UTF-8 of the character with its number.
  };
  Beyond beyond;
  bool upper = false;          ///< Hex digits in upper case.
  bool del = false;            ///< U+007F escaped.
  bool short_b_and_f = true;   ///< \b and \f, not \u0008 and \u000c.
  std::string_view also = {};  ///< Other ASCII characters that are escaped as \u00XX.
};

/// The form that is signed. `utf8` is UTF-8, or UTF-8 with surrogates, else `Errc::malformed_json`.
/// Quotation marks included.
void write_string(SecretBuffer& out, std::string_view utf8);

/// Likewise in another form. `html`: <, > and & escaped; `slash`: / as \/.
struct StringStyle {
  const Escapes* escapes = nullptr;  ///< Null: as signed.
  bool html = false;
  bool slash = false;

  [[nodiscard]] bool as_signed() const noexcept { return escapes == nullptr && !html && !slash; }
};
void write_string(SecretBuffer& out, std::string_view utf8, const StringStyle& style);

}  // namespace snapseal::signing

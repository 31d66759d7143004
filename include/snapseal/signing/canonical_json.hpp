// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal {

/// The form of a JSON text that is signed: byte for byte what CPython's
/// `json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True)` gives. Members are sorted
/// by code point at every level, without spaces; what is not printable ASCII is escaped; integers
/// keep their digits at any size; other numbers are the shortest that read back the same double.
///
/// Refused, though CPython takes them: what is not RFC 8259 in UTF-8, with a byte-order mark, or
/// has NaN or Infinity (`Errc::malformed_json`), a lone surrogate (`lone_surrogate`), a number
/// beyond a double's range (`number_out_of_range`), a member twice (`duplicate_member`), deeper
/// nesting than `Limits::json_depth` (`json_too_deep`), more than `Limits::request_bytes` or 4 GiB
/// (`input_too_large`). The message names a text that is not JSON at all: UTF-16, HTML, a PEM file,
/// an empty text and others. Takes time in proportion to the text, except for the sorting of each
/// object's members.
[[nodiscard]] SNAPSEAL_API std::string canonical_json(std::string_view text,
                                                      const Limits& limits = {});

/// A text in that form, and the proof that it is: `sign` does not read it again. For a body that is
/// signed more than once (a retry needs a new timestamp), or made before it is known when it is
/// sent. Send `text()`.
class CanonicalJson {
 public:
  /// Throws what `canonical_json` throws.
  explicit CanonicalJson(std::string_view text, const Limits& limits = {})
      : text_(canonical_json(text, limits)) {}

  [[nodiscard]] const std::string& text() const noexcept SNAPSEAL_LIFETIMEBOUND { return text_; }
  [[nodiscard]] friend bool operator==(const CanonicalJson&, const CanonicalJson&) = default;

 private:
  std::string text_;
};

}  // namespace snapseal

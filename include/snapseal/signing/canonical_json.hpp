// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal {

/// The form of a JSON text that is signed: byte for byte what CPython's
/// `json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True)` gives. Members are sorted
/// by code point at every level, without blanks; what is not printable ASCII is escaped; integers
/// keep their digits at any size; other numbers are the shortest that read back the same double.
///
/// Refused, though CPython takes them: what is not RFC 8259 in UTF-8, with a byte-order mark, or
/// has NaN or Infinity (`Errc::malformed_json`), a lone surrogate (`lone_surrogate`), a number
/// beyond a double's range (`number_out_of_range`), a member twice (`duplicate_member`), deeper
/// nesting than `Limits::json_depth` (`json_too_deep`), more than `Limits::request_bytes` or 4 GiB
/// (`input_too_large`). Takes time in proportion to the text, but for the sorting of each object's
/// members.
[[nodiscard]] SNAPSEAL_API std::string canonical_json(std::string_view text,
                                                      const Limits& limits = {});

}  // namespace snapseal

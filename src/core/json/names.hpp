// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace snapseal::json {

/// Throws `Errc::duplicate_member` with the position of the second member `name` of an object that
/// has it twice. `end` is the position after the object. `text` has been scanned up to there
/// without an error.
[[noreturn]] void throw_duplicate(std::string_view text, std::size_t depth_max, std::size_t end,
                                  std::string_view name);

/// The one rule for names: no two members of one object have the same, escapes resolved. Sorts the
/// names of an object by code point, and throws what `throw_duplicate` throws. `name_of` gives the
/// name of what the range holds; the rest is as above.
template <typename Iterator, typename NameOf>
void sort_names(Iterator first, Iterator last, const NameOf& name_of, std::string_view text,
                std::size_t depth_max, std::size_t end) {
  // Bytes of UTF-8 sort as code points do.
  std::sort(first, last, [&](const auto& a, const auto& b) { return name_of(a) < name_of(b); });
  const auto twice = std::adjacent_find(
      first, last, [&](const auto& a, const auto& b) { return name_of(a) == name_of(b); });
  if (twice != last) {
    throw_duplicate(text, depth_max, end, name_of(*twice));
  }
}

}  // namespace snapseal::json

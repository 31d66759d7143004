// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

/// The orders into which other programs bring the members of an object.
namespace snapseal::signing {

/// By UTF-16 units: JavaScript, Java.
[[nodiscard]] bool utf16_less(std::string_view a, std::string_view b) noexcept;

/// By code point, but as if all were in lower case (ASCII). What is then the same, by code point.
[[nodiscard]] bool caseless_less(std::string_view a, std::string_view b) noexcept;

/// As words are sorted: by the Unicode Collation Algorithm's root order, for ASCII. What is beyond
/// ASCII stands after it.
[[nodiscard]] bool dictionary_less(std::string_view a, std::string_view b) noexcept;

/// What Java's HashMap makes of a String's hash code.
[[nodiscard]] std::uint32_t java_hash(std::string_view utf8) noexcept;

/// How many buckets a HashMap with so many members has, if it grew by itself: a power of two. A
/// member's bucket is its hash modulo that.
[[nodiscard]] std::uint32_t java_buckets(std::size_t members) noexcept;

}  // namespace snapseal::signing

// SPDX-License-Identifier: Apache-2.0
#include "core/json/string.hpp"

#include <array>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace snapseal::json {

namespace {

constexpr std::size_t stride = 64;

// Without an exit inside a stride, so that compilers do many characters at a time.
std::size_t plain_strides(std::string_view text) noexcept {
  std::size_t at = 0;
  for (; text.size() - at >= stride; at += stride) {
    unsigned char other = 0;
    for (const char character : text.substr(at, stride)) {
      const auto c = static_cast<signed char>(character);  // beyond ASCII it is negative
      other |= static_cast<unsigned char>(c < 0x20) | static_cast<unsigned char>(c == '"') |
               static_cast<unsigned char>(c == '\\');
    }
    if (other != 0) {
      break;
    }
  }
  return at;
}

#if defined(__x86_64__) && defined(__GNUC__)
[[gnu::target("avx2")]] std::size_t plain_strides_avx2(std::string_view text) noexcept {
  const __m256i blank = _mm256_set1_epi8(0x20);
  const __m256i quotation_mark = _mm256_set1_epi8('"');
  const __m256i backslash = _mm256_set1_epi8('\\');
  std::size_t at = 0;
  for (; text.size() - at >= stride; at += stride) {
    const auto* const characters = reinterpret_cast<const __m256i*>(text.data() + at);
    const __m256i first = _mm256_loadu_si256(characters);
    const __m256i second = _mm256_loadu_si256(characters + 1);
    // Signed: what is beyond ASCII is below the space.
    const __m256i below = _mm256_cmpgt_epi8(blank, _mm256_min_epi8(first, second));
    const __m256i quoted = _mm256_or_si256(_mm256_cmpeq_epi8(first, quotation_mark),
                                           _mm256_cmpeq_epi8(second, quotation_mark));
    const __m256i escaped =
        _mm256_or_si256(_mm256_cmpeq_epi8(first, backslash), _mm256_cmpeq_epi8(second, backslash));
    const __m256i other = _mm256_or_si256(below, _mm256_or_si256(quoted, escaped));
    if (_mm256_testz_si256(other, other) == 0) {
      break;
    }
  }
  return at;
}
#endif

/// ASCII that stands for itself in a string.
constexpr bool is_plain(unsigned char c) noexcept {
  return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

constexpr std::array<bool, 256> plain_table = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    table[c] = is_plain(static_cast<unsigned char>(c));
  }
  return table;
}();

/// What goes on after whole strides, a character at a time.
std::size_t with_rest(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && plain_table[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

}  // namespace

std::size_t unescaped_prefix(std::string_view text) noexcept {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx2")) {
    return with_rest(text, plain_strides_avx2(text));
  }
#endif
  return unescaped_prefix_portable(text);
}

std::size_t unescaped_prefix_portable(std::string_view text) noexcept {
  return with_rest(text, plain_strides(text));
}

}  // namespace snapseal::json

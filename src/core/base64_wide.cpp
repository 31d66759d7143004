// SPDX-License-Identifier: Apache-2.0
#include "core/base64_wide.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace snapseal::base64 {

#if defined(__x86_64__) && defined(__GNUC__)

namespace {

// W. Mula, D. Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions" (2018): both
// halves of a character look up which classes they allow, and the classes what must be added.
[[gnu::target("avx2")]] std::size_t decode_avx2(std::string_view text,
                                                std::span<std::uint8_t> out) noexcept {
  constexpr std::size_t in_bytes = 32;
  constexpr std::size_t out_bytes = 24;
  constexpr std::size_t out_written = 32;

  // Whether no class that the low half forbids is the one of the high half.
  const __m256i forbidden_by_low =
      _mm256_setr_epi8(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b,
                       0x1b, 0x1b, 0x1a, 0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,
                       0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a);
  const __m256i class_of_high =
      _mm256_setr_epi8(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10,
                       0x10, 0x10, 0x10, 0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10,
                       0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
  // From character to value, by its high half; '/' has the place before the others of its class.
  const __m256i difference =
      _mm256_setr_epi8(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 19, 4, -65,
                       -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i big_endian =
      _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1, 2, 1, 0, 6, 5, 4, 10,
                       9, 8, 14, 13, 12, -1, -1, -1, -1);
  const __m256i close_the_gap = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7);
  const __m256i slash = _mm256_set1_epi8('/');  // 0x2f, the mask of both halves as well

  std::size_t done = 0;
  std::size_t written = 0;
  while (text.size() - done >= in_bytes && out.size() - written >= out_written) {
    const __m256i characters =
        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + done));
    const __m256i high = _mm256_and_si256(_mm256_srli_epi32(characters, 4), slash);
    const __m256i low = _mm256_and_si256(characters, slash);
    if (_mm256_testz_si256(_mm256_shuffle_epi8(forbidden_by_low, low),
                           _mm256_shuffle_epi8(class_of_high, high)) == 0) {
      break;
    }
    const __m256i is_slash = _mm256_cmpeq_epi8(characters, slash);
    const __m256i values = _mm256_add_epi8(
        characters, _mm256_shuffle_epi8(difference, _mm256_add_epi8(is_slash, high)));
    // 4 times 6 bits to 2 times 12, to 24.
    const __m256i pairs = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
    const __m256i groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
    const __m256i bytes =
        _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(groups, big_endian), close_the_gap);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out.data() + written), bytes);
    done += in_bytes;
    written += out_bytes;
  }
  return done;
}

}  // namespace

std::size_t decode_wide(std::string_view text, std::span<std::uint8_t> out) noexcept {
  return __builtin_cpu_supports("avx2") ? decode_avx2(text, out) : 0;
}

#else

std::size_t decode_wide(std::string_view /*text*/, std::span<std::uint8_t> /*out*/) noexcept {
  return 0;
}

#endif

}  // namespace snapseal::base64

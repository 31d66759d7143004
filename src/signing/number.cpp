// SPDX-License-Identifier: Apache-2.0
#include "signing/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace snapseal::signing {

namespace {

/// 0.DIGITS times ten to the power of `point`.
struct Digits {
  std::array<char, 17> digits{};
  std::size_t count = 0;
  int point = 0;

  [[nodiscard]] std::string_view all() const { return {digits.data(), count}; }
};

Digits digits_of(double value, int digits_max) {
  std::array<char, 32> text{};  // "d.dddddddddddddddde-ddd" at the longest
  char* const begin = text.data();
  const char* end =
      std::to_chars(begin, begin + text.size(), std::abs(value), std::chars_format::scientific).ptr;
  if (std::find<const char*>(begin, end, 'e') - begin > digits_max + 1) {  // and the point
    end = std::to_chars(begin, begin + text.size(), std::abs(value), std::chars_format::scientific,
                        digits_max - 1)
              .ptr;
  }
  const char* const exponent_mark = std::find<const char*>(begin, end, 'e');
  Digits result;
  for (const char* c = begin; c != exponent_mark; ++c) {
    if (*c != '.') {
      result.digits.at(result.count++) = *c;
    }
  }
  const char* const exponent = exponent_mark + (exponent_mark[1] == '+' ? 2 : 1);
  std::from_chars(exponent, end, result.point);
  ++result.point;
  while (result.count > 1 && result.digits[result.count - 1] == '0') {  // rounding leaves some
    --result.count;
  }
  return result;
}

void write_exponent_form(SecretBuffer& out, const Digits& number, const Notation& notation) {
  out.push_back(number.digits[0]);
  if (number.count > 1) {
    out.append(".").append(number.all().substr(1));
  } else {
    out.append(notation.single_tail);
  }
  const int exponent = number.point - 1;
  out.push_back(notation.mark);
  out.append(exponent < 0 ? "-" : notation.plus);
  if (std::abs(exponent) < 10 && notation.exponent_digits == 2) {
    out.push_back('0');
  }
  out.append(std::to_string(std::abs(exponent)));
}

// `whole_tail` follows a number without a fraction.
void write_plain_form(SecretBuffer& out, const Digits& number, std::string_view whole_tail) {
  if (number.point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-number.point), '0').append(number.all());
    return;
  }
  const auto point = static_cast<std::size_t>(number.point);
  if (number.count <= point) {
    out.append(number.all()).append(point - number.count, '0').append(whole_tail);
  } else {
    out.append(number.all().substr(0, point)).append(".").append(number.all().substr(point));
  }
}

// The power of ten of the first digit that is not zero; `nullopt` if there is none. Saturates.
std::optional<std::int64_t> magnitude(std::string_view number) {
  constexpr std::int64_t far = 1'000'000'000'000'000;
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view mantissa = number.substr(0, mark);
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const auto place =
      static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) - (first < point ? 1 : 0);
  std::int64_t exponent = 0;
  bool negative = false;
  for (const char c : number.substr(mark)) {
    negative = negative || c == '-';
    if (c >= '0' && c <= '9' && exponent < far) {
      exponent = exponent * 10 + (c - '0');
    }
  }
  return place + (negative ? -exponent : exponent);
}

}  // namespace

std::optional<double> to_double(std::string_view number) {
  // Far out of a double's range the sign of the power decides: std::from_chars does not tell which
  // way it went.
  constexpr std::int64_t certain = 400;
  const double zero = number.starts_with('-') ? -0.0 : 0.0;
  const auto power = magnitude(number);
  if (!power || *power < -certain) {
    return zero;
  }
  if (*power > certain) {
    return std::nullopt;
  }
  double value = zero;
  const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    return *power < 0 ? std::optional(zero) : std::nullopt;
  }
  return std::isinf(value) ? std::nullopt : std::optional(value);
}

bool is_python_spelling(std::string_view number) noexcept {
  // A double holds every decimal number of 15 digits (DBL_DIG), and no two of them are the same
  // double: so none with fewer digits is, and what is written without trailing zeros is the
  // shortest.
  constexpr std::size_t digits_max = 15;
  if (number.starts_with('-')) {
    number.remove_prefix(1);
  }
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos || number.size() > digits_max + 1 ||
      number.find_first_of("eE") != std::string_view::npos) {
    return false;
  }
  const std::string_view fraction = number.substr(point + 1);
  if (fraction.ends_with('0')) {
    return fraction.size() == 1;
  }
  // From four zeros on there is an exponent.
  return number.front() != '0' || !fraction.starts_with("0000");
}

void write_number(SecretBuffer& out, double value, const Notation& notation) {
  const bool signed_zero = !notation.whole_tail.empty();
  if (std::signbit(value) && (value != 0 || signed_zero)) {
    out.push_back('-');
  }
  if (value == 0) {
    out.append("0").append(notation.whole_tail);
    return;
  }
  const Digits number = digits_of(value, notation.digits_max);
  if (number.point < notation.plain_from || number.point > notation.plain_to) {
    write_exponent_form(out, number, notation);
  } else {
    write_plain_form(out, number, notation.whole_tail);
  }
}

}  // namespace snapseal::signing

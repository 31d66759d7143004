// SPDX-License-Identifier: Apache-2.0
// What other programs do with the timestamp of a query.
#include <array>
#include <charconv>

#include "explain/query_parts.hpp"
#include "explain/target_change.hpp"
#include "explain/variants.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;

bool is_number(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Every timestamp by what `make(value, out)` writes; unchanged where it gives false.
template <typename Make>
bool change_timestamp(Recipe& recipe, const Make& make) {
  SecretBuffer query;
  std::string_view before;
  for (const std::string_view parameter : parameters(recipe.query->view())) {
    query.append(before);
    before = "&";
    SecretBuffer made;
    if (name_of(parameter) == "timestamp" && make(value_of(parameter), made)) {
      query.append("timestamp=").append(made.view());
    } else {
      query.append(parameter);
    }
  }
  return change(recipe.query, std::move(query));
}

constexpr std::size_t seconds_digits = 10;  // from 2001 to 2286
constexpr std::size_t milliseconds_digits = 13;

bool change_timestamp_unit(Recipe& recipe, unsigned /*step*/) {
  return change_timestamp(recipe, [](std::string_view value, SecretBuffer& out) {
    if (is_number(value, milliseconds_digits)) {
      out.append(value.substr(0, seconds_digits));
    } else if (is_number(value, seconds_digits)) {
      out.append(value).append("000");
    }
    return out.size() > 0;
  });
}

void append_number(SecretBuffer& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// Milliseconds that were cut or rounded to the seconds that were sent: -500 to 999 of them.
bool any_milliseconds(Recipe& recipe, unsigned step) {
  return change_timestamp(recipe, [step](std::string_view value, SecretBuffer& out) {
    if (is_number(value, seconds_digits)) {
      append_number(out, number_of(value) * 1000 + step - 500);
    }
    return out.size() > 0;
  });
}

bool timestamp_fraction(Recipe& recipe, unsigned /*step*/) {
  return change_timestamp(recipe, [](std::string_view value, SecretBuffer& out) {
    const std::size_t point = value.find('.');
    if (point != std::string_view::npos) {
      out.append(value.substr(0, point));
    } else if (is_number(value, seconds_digits)) {
      out.append(value).append(".0");
    }
    return out.size() > 0;
  });
}

constexpr unsigned other_seconds = 30;

// One second earlier, one later, two earlier, and so on.
bool other_timestamp(Recipe& recipe, unsigned step) {
  return change_timestamp(recipe, [step](std::string_view value, SecretBuffer& out) {
    if (is_number(value, seconds_digits)) {
      const std::uint64_t distance = step / 2 + 1;
      append_number(out, step % 2 == 0 ? number_of(value) - distance : number_of(value) + distance);
    }
    return out.size() > 0;
  });
}

constexpr std::array variants{
    Variant{D::timestamp_milliseconds, Axis::timestamp, 1, change_timestamp_unit},
    Variant{D::timestamp_fraction, Axis::timestamp, 1, timestamp_fraction},
    Variant{D::timestamp_milliseconds, Axis::timestamp, 1500, any_milliseconds, true},
    Variant{D::timestamp_other, Axis::timestamp, 2 * other_seconds, other_timestamp, true},
};

}  // namespace

std::span<const Variant> timestamp_variants() noexcept {
  return variants;
}

}  // namespace snapseal::explain

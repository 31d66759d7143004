// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

#include <array>
#include <cstdio>
#include <string_view>

namespace sandbox {
namespace {

struct Parts {
  std::chrono::year_month_day day;
  std::chrono::weekday weekday;
  std::chrono::hh_mm_ss<std::chrono::microseconds> time;
};

Parts parts_of(Time time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  return {std::chrono::year_month_day(days), std::chrono::weekday(days),
          std::chrono::hh_mm_ss<std::chrono::microseconds>(time - days)};
}

template <typename... Numbers>
std::string print(const char* format, Numbers... numbers) {
  std::array<char, 64> text{};
  static_cast<void>(std::snprintf(text.data(), text.size(), format, numbers...));
  return text.data();
}

}  // namespace

std::string iso8601(Time time) {
  const Parts parts = parts_of(time);
  return print("%04d-%02u-%02uT%02d:%02d:%02d.%06d+00:00", static_cast<int>(parts.day.year()),
               static_cast<unsigned>(parts.day.month()), static_cast<unsigned>(parts.day.day()),
               static_cast<int>(parts.time.hours().count()),
               static_cast<int>(parts.time.minutes().count()),
               static_cast<int>(parts.time.seconds().count()),
               static_cast<int>(parts.time.subseconds().count()));
}

std::string http_date(Time time) {
  static constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Parts parts = parts_of(time);
  return print("%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays.at(parts.weekday.c_encoding()),
               static_cast<unsigned>(parts.day.day()),
               months.at(static_cast<unsigned>(parts.day.month()) - 1),
               static_cast<int>(parts.day.year()), static_cast<int>(parts.time.hours().count()),
               static_cast<int>(parts.time.minutes().count()),
               static_cast<int>(parts.time.seconds().count()));
}

}  // namespace sandbox

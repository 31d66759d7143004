// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <snapseal/core/time.hpp>

#include "core/ascii.hpp"

namespace snapseal {

namespace {

using std::chrono::microseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_time;

constexpr std::array<std::string_view, 7> day_names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes a text apart from its beginning. After the first thing that is not as it must be, nothing
/// more is taken, and `is_good` and `is_at_end` are false.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool is_good() const { return good_; }
  [[nodiscard]] bool is_at_end() const { return good_ && rest_.empty(); }
  [[nodiscard]] bool next_is(char c) const { return good_ && rest_.starts_with(c); }

  bool skip(std::string_view text) {
    good_ = good_ && rest_.starts_with(text);
    rest_.remove_prefix(good_ ? text.size() : 0);
    return good_;
  }
  bool skip_if(char c) { return next_is(c) && skip({&c, 1}); }

  /// A number of exactly `digits` digits.
  int number(std::size_t digits) {
    const std::string_view taken = rest_.substr(0, digits);
    good_ =
        good_ && taken.size() == digits && std::all_of(taken.begin(), taken.end(), ascii::is_digit);
    if (!good_) {
      return 0;
    }
    rest_.remove_prefix(digits);
    int value = 0;
    for (const char c : taken) {
      value = value * 10 + (c - '0');
    }
    return value;
  }
  /// One to `digits_max` digits after a point, in millionths; what is smaller is cut off.
  int millionths(std::size_t digits_max) {
    std::size_t digits = 0;
    int value = 0;
    while (good_ && digits < digits_max && !rest_.empty() && ascii::is_digit(rest_.front())) {
      value = digits < 6 ? value * 10 + (rest_.front() - '0') : value;
      rest_.remove_prefix(1);
      ++digits;
    }
    good_ = good_ && digits > 0;
    for (; digits < 6; ++digits) {
      value *= 10;
    }
    return value;
  }
  /// Which of the names stands here; their first `size` characters count, or all if it is 0.
  template <std::size_t count>
  int name(const std::array<std::string_view, count>& names, std::size_t size) {
    for (std::size_t i = 0; good_ && i < count; ++i) {
      const std::string_view name = size == 0 ? names[i] : names[i].substr(0, size);
      if (rest_.starts_with(name)) {
        rest_.remove_prefix(name.size());
        return static_cast<int>(i);
      }
    }
    good_ = false;
    return 0;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

struct Clock {
  int hour = 0, minute = 0, second = 0;
};

/// 60 is a leap second, and counted as the second after.
bool is_valid(const Clock& clock) {
  return clock.hour <= 23 && clock.minute <= 59 && clock.second <= 60;
}

Clock read_clock(Scanner& in) {
  Clock clock;
  clock.hour = in.number(2);
  in.skip(":");
  clock.minute = in.number(2);
  in.skip(":");
  clock.second = in.number(2);
  return clock;
}

/// `month` counts from 1. `nullopt` if there is no such time, or the date is on another day of the
/// week than the one given, counted from Sunday.
std::optional<UnixTime> time_of(int year, int month, int day, const Clock& clock,
                                std::optional<int> weekday = std::nullopt) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || !is_valid(clock) ||
      (weekday &&
       std::chrono::weekday(sys_days(date)).c_encoding() != static_cast<unsigned>(*weekday))) {
    return std::nullopt;
  }
  return sys_days(date) + std::chrono::hours(clock.hour) + std::chrono::minutes(clock.minute) +
         seconds(clock.second);
}

/// Sun, 06 Nov 1994 08:49:37 GMT
std::optional<UnixTime> parse_imf_fixdate(std::string_view text) {
  Scanner in(text);
  const int weekday = in.name(day_names, 3);
  in.skip(", ");
  const int day = in.number(2);
  in.skip(" ");
  const int month = in.name(month_names, 3) + 1;
  in.skip(" ");
  const int year = in.number(4);
  in.skip(" ");
  const Clock clock = read_clock(in);
  in.skip(" GMT");
  return in.is_at_end() ? time_of(year, month, day, clock, weekday) : std::nullopt;
}

/// Sunday, 06-Nov-94 08:49:37 GMT. The day of the week tells the century, without a clock: no date
/// falls on the same one a hundred years later.
std::optional<UnixTime> parse_rfc850(std::string_view text) {
  Scanner in(text);
  const int weekday = in.name(day_names, 0);
  in.skip(", ");
  const int day = in.number(2);
  in.skip("-");
  const int month = in.name(month_names, 3) + 1;
  in.skip("-");
  const int year = in.number(2);
  in.skip(" ");
  const Clock clock = read_clock(in);
  in.skip(" GMT");
  if (!in.is_at_end()) {
    return std::nullopt;
  }
  const auto time = time_of(2000 + year, month, day, clock, weekday);
  return time ? time : time_of(1900 + year, month, day, clock, weekday);
}

/// Sun Nov  6 08:49:37 1994
std::optional<UnixTime> parse_asctime(std::string_view text) {
  Scanner in(text);
  const int weekday = in.name(day_names, 3);
  in.skip(" ");
  const int month = in.name(month_names, 3) + 1;
  in.skip(" ");
  const int day = in.number(in.skip_if(' ') ? 1 : 2);
  in.skip(" ");
  const Clock clock = read_clock(in);
  in.skip(" ");
  const int year = in.number(4);
  return in.is_at_end() ? time_of(year, month, day, clock, weekday) : std::nullopt;
}

/// "Z", "+01:00", "+0100", to be taken off.
std::optional<seconds> read_offset(Scanner& in) {
  if (in.skip_if('Z')) {
    return seconds(0);
  }
  const int sign = in.next_is('-') ? -1 : 1;
  if (!in.skip_if('-') && !in.skip("+")) {
    return std::nullopt;
  }
  const int hours = in.number(2);
  in.skip_if(':');
  const int minutes = in.number(2);
  if (!in.is_good() || hours > 23 || minutes > 59) {
    return std::nullopt;
  }
  return sign * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
}

}  // namespace

std::optional<UnixTime> parse_http_date(std::string_view text) {
  if (const auto time = parse_imf_fixdate(text)) {
    return time;
  }
  const auto time = parse_rfc850(text);
  return time ? time : parse_asctime(text);
}

std::optional<sys_time<microseconds>> parse_iso8601(std::string_view text) {
  Scanner in(text);
  const int year = in.number(4);
  in.skip("-");
  const int month = in.number(2);
  in.skip("-");
  const int day = in.number(2);
  if (!in.skip_if(' ')) {
    in.skip("T");
  }
  const Clock clock = read_clock(in);
  const int fraction = in.skip_if('.') ? in.millionths(9) : 0;
  const auto offset = read_offset(in);
  const auto time = time_of(year, month, day, clock);
  if (!in.is_at_end() || !offset || !time) {
    return std::nullopt;
  }
  return *time - *offset + microseconds(fraction);
}

seconds clock_offset(UnixTime server, UnixTime sent, UnixTime received) noexcept {
  // Times beyond 30 million years cannot be meant, and could overflow.
  constexpr UnixTime least{seconds{-1'000'000'000'000'000}}, most{seconds{1'000'000'000'000'000}};
  sent = std::clamp(sent, least, most);
  received = std::clamp(received, least, most);
  return std::clamp(server, least, most) - (sent + (received - sent) / 2);
}

}  // namespace snapseal

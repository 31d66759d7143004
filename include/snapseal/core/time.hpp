// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string_view>

#include <snapseal/export.hpp>

namespace snapseal {

/// Seconds since 1970-01-01 00:00 UTC, as the API's `timestamp`.
using UnixTime = std::chrono::sys_seconds;

/// A time that a caller passes: any time of `std::chrono::system_clock` that counts in whole
/// numbers, cut to whole seconds. A time beyond `UnixTime` becomes the last one that it holds.
/// The library reads no clock: pass `std::chrono::system_clock::now()`.
class SystemTime {
 public:
  template <std::integral Rep, typename Period>
  // NOLINTNEXTLINE(google-explicit-constructor): a time is a time
  constexpr SystemTime(std::chrono::sys_time<std::chrono::duration<Rep, Period>> time) noexcept
      : seconds_(seconds_of<Period>(time.time_since_epoch())) {}

  // NOLINTNEXTLINE(google-explicit-constructor)
  [[nodiscard]] constexpr operator UnixTime() const noexcept { return seconds_; }
  [[nodiscard]] friend constexpr bool operator==(SystemTime, SystemTime) noexcept = default;

 private:
  template <typename Period, typename Duration>
  static constexpr std::chrono::seconds seconds_of(Duration time) noexcept {
    using std::chrono::seconds;
    if constexpr (std::ratio_greater_v<Period, std::ratio<1>>) {
      using Long = std::chrono::duration<std::int64_t, Period>;
      return std::clamp<Long>(time, std::chrono::duration_cast<Long>(seconds::min()),
                              std::chrono::duration_cast<Long>(seconds::max()));
    } else {
      return std::chrono::floor<seconds>(time);
    }
  }

  UnixTime seconds_;
};

/// The time of an HTTP `Date` header (RFC 9110 section 5.6.7, its three forms), or of the API's own
/// ISO 8601 times ("2026-11-22T10:00:00.123456Z", with an offset or Z). `nullopt` if it is neither.
[[nodiscard]] SNAPSEAL_API std::optional<UnixTime> parse_http_date(std::string_view text);
[[nodiscard]] SNAPSEAL_API std::optional<std::chrono::sys_time<std::chrono::microseconds>>
parse_iso8601(std::string_view text);

/// How far the server's clock is ahead of this one. `server` is what a reply said; `sent` and
/// `received` are the times of this clock at which the request went and the reply came.
[[nodiscard]] SNAPSEAL_API std::chrono::seconds clock_offset(UnixTime server, UnixTime sent,
                                                             UnixTime received) noexcept;

}  // namespace snapseal

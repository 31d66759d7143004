// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace sandbox {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

/// The sandbox's clock: the system's, and an offset for who wants to see what skew does.
class Clock {
 public:
  explicit Clock(std::chrono::seconds offset) : offset_(offset) {}
  [[nodiscard]] Time now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now() + offset_);
  }

 private:
  std::chrono::seconds offset_;
};

[[nodiscard]] inline std::chrono::sys_seconds whole_seconds(Time time) {
  return std::chrono::floor<std::chrono::seconds>(time);
}
/// "2026-11-22T10:00:00.123456+00:00", as the API writes times.
[[nodiscard]] std::string iso8601(Time time);
/// "Sun, 22 Nov 2026 10:00:00 GMT", for the Date header (RFC 9110 section 5.6.7).
[[nodiscard]] std::string http_date(Time time);

}  // namespace sandbox

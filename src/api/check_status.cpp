// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>
#include <snapseal/api/check_status.hpp>
#include <snapseal/core/time.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

namespace {

using Microseconds = std::chrono::microseconds;
using Moment = std::chrono::sys_time<Microseconds>;

/// A number that fills the text.
template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

/// Seconds or milliseconds since 1970. They cannot be taken for each other: between the year 2001
/// and the year 5000, the one are 10 digits or 11, the other 12 or more.
std::optional<Moment> unix_time_in(std::string_view text) {
  constexpr double year_2001 = 1e9, year_5000 = 1e11, thousand = 1e3, million = 1e6;
  const auto number = number_in<double>(text);
  if (!number || !(*number >= year_2001) || !(*number < year_5000 * thousand)) {
    return std::nullopt;
  }
  const double microseconds = *number * (*number < year_5000 ? million : thousand);
  return Moment(Microseconds(static_cast<std::int64_t>(std::floor(microseconds))));
}

}  // namespace

Request<Anonymous> check_status() {
  return request<Anonymous>(Method::get, "/");
}

ApiStatus parse_check_status(const Reply& reply, const Limits& limits) {
  const ReplyMembers members = read_success(reply, limits, {"version", "online", "timestamp"});
  ApiStatus status{number_in<std::int64_t>(members.text_or_empty("version")),
                   members.is_true("online"),
                   members.text_or_empty("timestamp"),
                   std::nullopt,
                   reply.sent,
                   reply.received};
  status.server_time = parse_iso8601(status.timestamp);
  if (!status.server_time) {
    status.server_time = unix_time_in(status.timestamp);
  }
  if (!status.server_time) {
    status.server_time = time_of(reply);
  }
  return status;
}

}  // namespace snapseal::api

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/server_clock.hpp>

namespace snapseal::api {

bool ServerClock::learn(const Reply& reply, UnixTime sent, UnixTime received) {
  const auto date = reply.header("Date");
  const auto time = date ? parse_http_date(*date) : std::nullopt;
  if (!time || reply.header("Age") || received < sent) {
    return false;
  }
  offset_ = clock_offset(*time, sent, received);
  return true;
}

bool ServerClock::learn(const ApiStatus& status, UnixTime sent, UnixTime received) {
  if (!status.server_time || received < sent) {
    return false;
  }
  offset_ =
      clock_offset(std::chrono::floor<std::chrono::seconds>(*status.server_time), sent, received);
  return true;
}

}  // namespace snapseal::api

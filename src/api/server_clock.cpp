// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/api/server_clock.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

bool ServerClock::learn(const Reply& reply, UnixTime sent, UnixTime received) {
  const auto time = time_of(reply);
  if (!time || received < sent) {
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

UnixTime ServerClock::at(UnixTime now) const noexcept {
  constexpr std::chrono::seconds room{4'000'000'000'000'000};  // more than any offset
  return std::clamp(now, UnixTime::min() + room, UnixTime::max() - room) + offset_;
}

}  // namespace snapseal::api

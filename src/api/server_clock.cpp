// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/api/server_clock.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

bool ServerClock::learn(const Reply& reply) {
  return learn(time_of(reply), reply.sent, reply.received);
}

bool ServerClock::learn(const ApiStatus& status) {
  return learn(status.server_time, status.sent, status.received);
}

bool ServerClock::learn(std::optional<SystemTime> server, std::optional<SystemTime> sent,
                        std::optional<SystemTime> received) {
  if (!server || !sent || !received || UnixTime(*received) < UnixTime(*sent)) {
    return false;
  }
  offset_ = clock_offset(*server, *sent, *received);
  return true;
}

UnixTime ServerClock::at(SystemTime now) const noexcept {
  constexpr std::chrono::seconds room{4'000'000'000'000'000};  // more than any offset
  return std::clamp<UnixTime>(now, UnixTime::min() + room, UnixTime::max() - room) + offset_;
}

}  // namespace snapseal::api

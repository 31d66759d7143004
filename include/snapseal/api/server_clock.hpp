// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

#include <snapseal/api/check_status.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/core/time.hpp>

namespace snapseal::api {

/// The server's clock as replies tell it, for devices whose own clock is wrong: a request with a
/// wrong `timestamp` is refused. Reads no clock itself. A value: copy it, or guard it.
///
///     clock.learn(reply);
///     partner.sign(request, clock.at(now));
class SNAPSEAL_API ServerClock {
 public:
  /// From the `Date` header of any reply, also of a refusal. False, and nothing is learned, if
  /// there is no such header, if it is not a date, if the reply comes out of a cache (`Age`), or if
  /// `Reply::sent` or `received` is absent, or the latter is before the former.
  bool learn(const Reply& reply);
  /// From the reply to `check_status`, whose time is finer. False if that was not understood; and
  /// as above for `ApiStatus::sent` and `received`.
  bool learn(const ApiStatus& status);

  /// How far the server's clock is ahead; 0 before anything is learned. It is wrong by at most half
  /// of the time that the reply took, and a second.
  [[nodiscard]] std::chrono::seconds offset() const noexcept { return offset_; }
  /// The server's time when this device's clock says `now`.
  [[nodiscard]] UnixTime at(SystemTime now) const noexcept;

 private:
  bool learn(std::optional<SystemTime> server, std::optional<SystemTime> sent,
             std::optional<SystemTime> received);

  std::chrono::seconds offset_{0};
};

}  // namespace snapseal::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include <snapseal/api/check_status.hpp>
#include <snapseal/api/types.hpp>
#include <snapseal/signing/partner.hpp>

namespace snapseal::api {

/// The server's clock as replies tell it, for devices whose own clock is wrong: a request with a
/// wrong `timestamp` is refused. Reads no clock itself. A value: copy it, or guard it.
///
///     clock.learn(reply, sent, received);
///     partner.sign(request, clock.at(now));
class SNAPSEAL_API ServerClock {
 public:
  /// From the `Date` header of any reply (also of a refusal), where `sent` and `received` are this
  /// device's times. False, and nothing is learned, if there is no such header, if it is no date,
  /// if the reply comes out of a cache (`Age`), or if `received` is before `sent`.
  bool learn(const Reply& reply, UnixTime sent, UnixTime received);
  /// From `check_status`. False if its time was not understood, or `received` is before `sent`.
  bool learn(const ApiStatus& status, UnixTime sent, UnixTime received);

  /// How far the server's clock is ahead; 0 before anything is learned. It is wrong by at most half
  /// of the time that the reply took, and a second.
  [[nodiscard]] std::chrono::seconds offset() const noexcept { return offset_; }
  /// The server's time when this device's clock says `now`.
  [[nodiscard]] UnixTime at(UnixTime now) const noexcept { return now + offset_; }

 private:
  std::chrono::seconds offset_{0};
};

}  // namespace snapseal::api

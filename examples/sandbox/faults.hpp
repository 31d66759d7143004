// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "exchange.hpp"

namespace sandbox {

/// What can go wrong on request: the header `X-Sandbox-Fault` of one request, or --fault for all.
enum class Fault {
  none,
  too_many_requests,  ///< "429": refused, to be tried again in 7 seconds.
  server_error,       ///< "500": no body.
  slow,               ///< "slow": the answer comes late.
  truncated,          ///< "truncated": the connection ends in the middle of the answer.
  wrong_tag,          ///< "wrong-tag": the tag of an encrypted answer does not hold.
};
[[nodiscard]] std::optional<Fault> fault_named(std::string_view name);

/// The answer in place of which nothing is done: for 429 and 500; else nothing.
[[nodiscard]] std::optional<Answer> answer_of(Fault fault);

/// An encrypted response whose tag has one bit changed. Anything else stays as it is.
void damage_tag(Answer& answer);

/// A wait that ends early when the sandbox ends.
class Delay {
 public:
  void wait(std::chrono::milliseconds time);
  void end();

 private:
  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
};

}  // namespace sandbox

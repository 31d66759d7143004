// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <snapseal/signing/credentials.hpp>
#include <string>
#include <string_view>

#include "clock.hpp"

namespace sandbox {

/// Access tokens (RFC 7519, HS256) that only this run of the sandbox issues and accepts.
class Tokens {
 public:
  explicit Tokens(std::chrono::seconds life);

  [[nodiscard]] std::string issue(const std::string& client_id, const std::string& user_id,
                                  Time now) const;
  /// Whose token it is; nothing if it was not issued here, or is not good any more.
  [[nodiscard]] std::optional<std::string> user_of(std::string_view token, Time now) const;

 private:
  std::chrono::seconds life_;
  snapseal::ConsumerKey key_;
};

}  // namespace sandbox

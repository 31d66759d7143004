// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// The names under which the sandbox answers: those of the loopback interface, and what
/// --allow-host adds. A web page can have its own name resolve to 127.0.0.1 (DNS rebinding) and
/// then read answers as if they were its own; its requests carry that name in `Host`.
class Hosts {
 public:
  explicit Hosts(const std::vector<std::string>& allowed);

  /// Whether a Host header names one of them, with any port or none.
  [[nodiscard]] bool allows(std::string_view host) const;

  /// Whether the text is a name or an address alone: no scheme, port or path. An IPv6 address may
  /// be in brackets.
  [[nodiscard]] static bool is_name(std::string_view text);

 private:
  std::vector<std::string> names_;
};

}  // namespace sandbox

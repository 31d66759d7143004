// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

/// A query string in its parts, which are views into it.
namespace snapseal::explain {

/// What stands between the ampersands.
[[nodiscard]] inline std::vector<std::string_view> parameters(std::string_view query) {
  std::vector<std::string_view> found;
  for (;;) {
    const std::size_t at = query.find('&');
    found.push_back(query.substr(0, at));
    if (at == std::string_view::npos) {
      return found;
    }
    query.remove_prefix(at + 1);
  }
}

[[nodiscard]] inline std::string_view name_of(std::string_view parameter) noexcept {
  return parameter.substr(0, parameter.find('='));
}

/// Empty if there is none.
[[nodiscard]] inline std::string_view value_of(std::string_view parameter) noexcept {
  return parameter.substr(std::min(parameter.size(), name_of(parameter).size() + 1));
}

}  // namespace snapseal::explain

// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"

#include <algorithm>

namespace sandbox {
namespace {

/// The path without the prefix that the API's base had until 2026.
std::string_view without_prefix(std::string_view path) {
  static constexpr std::string_view prefix = "/api/v1";
  if (path == prefix) {
    return "/";
  }
  if (path.starts_with(prefix)) {
    path.remove_prefix(prefix.size());
  }
  return path;
}

template <typename Condition>
const Route* find(const Condition& condition) {
  const auto* const found = std::find_if(routes.begin(), routes.end(), condition);
  return found == routes.end() ? nullptr : found;
}

}  // namespace

const Route* route_of(const Call& call) {
  return find([&, path = without_prefix(call.path)](const Route& route) {
    return route.path == path && route.method == call.method;
  });
}

const Route* route_with_path_of(const Call& call) {
  return find(
      [path = without_prefix(call.path)](const Route& route) { return route.path == path; });
}

}  // namespace sandbox

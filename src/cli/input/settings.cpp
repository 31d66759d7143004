// SPDX-License-Identifier: Apache-2.0
#include "input/settings.hpp"

#include <cstdlib>

namespace snapseal::cli {

std::string_view setting(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread sets one
  return value == nullptr ? std::string_view() : value;
}

void prefer_setting(const char* name, const char* value) {
  static_cast<void>(::setenv(name, value, 0));
}

}  // namespace snapseal::cli

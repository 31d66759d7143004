// SPDX-License-Identifier: Apache-2.0
#include "input/settings.hpp"

#include <cstdlib>

namespace snapseal::cli {

void prefer_setting(const char* name, const char* value) {
  static_cast<void>(::setenv(name, value, 0));
}

}  // namespace snapseal::cli

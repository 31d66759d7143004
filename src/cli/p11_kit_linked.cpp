// SPDX-License-Identifier: Apache-2.0
// p11-kit is linked as ever, or not built in.
#include "p11_kit.hpp"

namespace snapseal::cli {

void load_p11_kit() {}

}  // namespace snapseal::cli

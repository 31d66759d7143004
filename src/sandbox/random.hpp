// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandbox {

/// A random UUID (RFC 9562, version 4), as the API makes user secrets and IDs.
[[nodiscard]] std::string new_uuid();
/// 32 random characters out of 64.
[[nodiscard]] std::string new_secret();

}  // namespace sandbox

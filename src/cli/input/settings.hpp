// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace snapseal::cli {

/// How many threads Botan starts for the halves of an RSA operation, or "none", which Botan 3
/// knows. It is read at the first such operation.
inline constexpr const char* botan_threads = "BOTAN_THREAD_POOL_SIZE";

/// An environment variable; empty if it is not set.
[[nodiscard]] std::string_view setting(const char* name);

/// Sets an environment variable for a library, unless the user has set it.
void prefer_setting(const char* name, const char* value);

}  // namespace snapseal::cli

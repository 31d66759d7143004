// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/references.hpp>
#include <snapseal/keys/private_key.hpp>

namespace snapseal {

/// 1 to 16 private keys that a response may have been made for, while one takes the place of
/// another: a key, `{new_key, old_key}`, or a `std::vector<PrivateKey>`. A view; see `References`.
using KeyRing = References<PrivateKey, 16>;

}  // namespace snapseal

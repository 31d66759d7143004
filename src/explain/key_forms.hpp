// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/core/secret.hpp>
#include <snapseal/explain/deviation.hpp>
#include <string_view>
#include <vector>

namespace snapseal::explain {

/// A consumer key as a foreign program uses it.
struct KeyForm {
  Deviation deviation;
  SecretString key;
};

/// All that are known and are not the key itself, in the order of `Deviation`. None has more bytes
/// than an HMAC key may have.
[[nodiscard]] std::vector<KeyForm> key_forms(std::string_view key);

}  // namespace snapseal::explain

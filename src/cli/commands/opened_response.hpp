// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/snapseal.hpp>
#include <string>
#include <vector>

namespace snapseal::cli {

/// Decrypts a response with the keys that `--key` gave by these names. Notes which of several keys
/// opened it, and an old nonce; a failure says how the keys do not fit.
[[nodiscard]] DecryptedResponse open_response(const std::vector<std::string>& names,
                                              const std::vector<PrivateKey>& keys,
                                              const EncryptedResponse& response,
                                              bool try_legacy_nonce);

}  // namespace snapseal::cli

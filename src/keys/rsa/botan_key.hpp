// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/rsa.h>

#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// The key as Botan has it. The numbers have passed `check`.
[[nodiscard]] Botan::RSA_PrivateKey to_botan_key(const RsaPrivateNumbers& numbers);

[[nodiscard]] RsaPrivateNumbers to_numbers(const Botan::RSA_PrivateKey& key);

}  // namespace snapseal::keys

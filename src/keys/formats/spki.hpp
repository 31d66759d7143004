// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// SubjectPublicKeyInfo (RFC 5280 section 4.1, RFC 3279 section 2.3.1), DER, of an RSA key. The
/// numbers are not checked. Throws `Errc::malformed_key`, `unsupported_key_algorithm`.
[[nodiscard]] RsaPublicNumbers read_spki(std::span<const std::uint8_t> der);

[[nodiscard]] std::vector<std::uint8_t> write_spki(const RsaPublicNumbers& key);

}  // namespace snapseal::keys

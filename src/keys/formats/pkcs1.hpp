// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/secmem.h>

#include <cstdint>
#include <span>

#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// RSAPrivateKey of RFC 8017 appendix A.1.2, DER. The numbers are not checked. Throws
/// `Errc::malformed_key`, and `unsupported_key_algorithm` for more than two primes.
[[nodiscard]] RsaPrivateNumbers read_pkcs1_private_key(std::span<const std::uint8_t> der);

/// RSAPrivateKey, DER.
[[nodiscard]] Botan::secure_vector<std::uint8_t> write_pkcs1_private_key(
    const RsaPrivateNumbers& key);

/// RSAPublicKey of RFC 8017 appendix A.1.1, DER. Throws `Errc::malformed_key`.
[[nodiscard]] RsaPublicNumbers read_pkcs1_public_key(std::span<const std::uint8_t> der);

}  // namespace snapseal::keys

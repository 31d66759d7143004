// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/error.hpp>

namespace Botan {
class AlgorithmIdentifier;
}

namespace snapseal::keys {

/// For `Errc::unsupported_key_algorithm`.
inline constexpr Literal more_than_two_primes =
    "an RSA key with more than two primes: make a new key with two";

/// Throws unless it is rsaEncryption with NULL (or, as some tools write it, no) parameters:
/// `Errc::unsupported_key_algorithm` naming what it is instead, `malformed_key`.
void require_rsa_encryption(const Botan::AlgorithmIdentifier& algorithm);

}  // namespace snapseal::keys

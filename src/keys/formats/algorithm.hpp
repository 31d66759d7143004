// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace Botan {
class AlgorithmIdentifier;
}

namespace snapseal::keys {

/// Throws unless it is rsaEncryption with NULL (or, as some tools write it, no) parameters:
/// `Errc::unsupported_key_algorithm` naming what it is instead, `malformed_key`.
void require_rsa_encryption(const Botan::AlgorithmIdentifier& algorithm);

}  // namespace snapseal::keys

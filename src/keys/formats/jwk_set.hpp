// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/json/document.hpp"

namespace snapseal::keys {

/// Which half of a key is wanted.
enum class KeyHalf { private_key, public_key };

/// The one RSA key of a JWK Set (RFC 7517 section 5), whose "keys" are at the node `set`: for the
/// private half, the one that has "d". Throws `Errc::unsupported_key_format` if there is more than
/// one, `unsupported_key_algorithm` if there is none, `not_a_private_key` if there are public ones
/// only, `malformed_key` if "keys" is not an array of objects.
[[nodiscard]] json::Document::Index only_rsa_key_of(const json::Document& document,
                                                    json::Document::Index set, KeyHalf half);

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace snapseal::keys {

/// Which half of a key is wanted.
enum class KeyHalf { private_key, public_key };

/// The text of the one RSA key of a JWK Set (RFC 7517 section 5): for the private half, of the one
/// that has "d". `text` is valid JSON, an object without a name that stands twice. Throws
/// `Errc::unsupported_key_format` if there is more than one, `unsupported_key_algorithm` if there
/// is none, `not_a_private_key` if there are public ones only, `malformed_key` if "keys" is no
/// array of objects.
[[nodiscard]] std::string_view only_rsa_key_of(std::string_view text, KeyHalf half);

}  // namespace snapseal::keys

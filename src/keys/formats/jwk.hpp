// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include <snapseal/core/secret.hpp>

#include "keys/formats/jwk_set.hpp"
#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

inline constexpr std::size_t jwk_depth_limit = 16;  // "x5c" and "key_ops" are arrays

/// Whether the text is a JSON object that may be a JWK. `text` has no leading spaces.
[[nodiscard]] bool looks_like_jwk(std::string_view text);

/// A JWK (RFC 7517) of kty "RSA" (RFC 7518 section 6.3), private if it has "d". Without p, q, dp,
/// dq and qi the primes are recovered. "use", "alg" and "key_ops" do not count: the API itself has
/// people use keys that were made for SSH. A member that is null counts as not there. Of a JWK Set
/// the only RSA key that has the wanted half. Apart from that the numbers are not checked. Throws
/// `Errc::malformed_key`, `unrecognized_key_format` (no "kty"), `unsupported_key_algorithm`,
/// `unsupported_key_encryption` (a JWE), and what `only_rsa_key_of` and `recover_primes` throw.
[[nodiscard]] std::variant<RsaPublicNumbers, RsaPrivateNumbers> read_jwk(std::string_view text,
                                                                         KeyHalf wanted);

/// One line of JSON, without spaces.
[[nodiscard]] SecretString write_private_jwk(const RsaPrivateNumbers& key);
/// The same with the members that RFC 7638 hashes alone, and in its order: e, kty, n.
[[nodiscard]] std::string write_public_jwk(const RsaPublicNumbers& key);

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace bench {

/// The nearest standard to the API's responses: a JWE (RFC 7516, compact) with RSA-OAEP and
/// A256GCM. For the peers that know only standards.
[[nodiscard]] std::string make_jwe(std::string_view private_key_pem, std::string_view plaintext);

}  // namespace bench

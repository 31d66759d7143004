// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include <snapseal/core/secret.hpp>

/// Finds the JWT in a text as people have it: out of a header, a JSON object, quotation marks.
namespace snapseal::api {

/// The three parts of a JWT between its dots; nothing unless they are base64url and not empty.
[[nodiscard]] std::optional<std::array<std::string_view, 3>> jwt_parts(std::string_view jwt);

/// The JWT alone, without padding. Throws `Errc::malformed_token` with what the text looks like
/// instead, and for a JSON object codes 102 to 106.
[[nodiscard]] SecretString find_jwt(std::string_view text, std::size_t depth_max);

}  // namespace snapseal::api

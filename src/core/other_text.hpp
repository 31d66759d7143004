// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <snapseal/core/error.hpp>

/// Names what people give by mistake in place of a JSON text.
namespace snapseal {

/// What the name is written for.
enum class OtherTextOf {
  response,   ///< "the response is ..."
  json_text,  ///< "not valid JSON: it is ..."
};

/// For a text that is not JSON: what it is, if that can be told.
[[nodiscard]] std::optional<Literal> name_of_other_text(std::string_view text,
                                                        OtherTextOf of) noexcept;

/// Three parts with dots between, the first of which begins like a JSON object in base64url.
[[nodiscard]] bool is_jwt(std::string_view text) noexcept;

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <snapseal/api/types.hpp>
#include <snapseal/core/limits.hpp>

#include "core/json_members.hpp"

/// What the parsers of replies have in common.
namespace snapseal::api {

/// The members of a reply's body. Throws `ApiError` unless the reply is a success, then
/// `Errc::input_too_large` and what `json::Members` throws.
[[nodiscard]] json::Members read_success(const Reply& reply, const Limits& limits);
void check_length(std::string_view body, const Limits& limits);

/// Members that are strings, and not empty: else `Errc::wrong_member_type`.
[[nodiscard]] UserId read_user_id(const json::Members& members);
[[nodiscard]] User read_user(const json::Members& members);

}  // namespace snapseal::api

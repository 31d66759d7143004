// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/api/types.hpp>
#include <snapseal/core/limits.hpp>

#include "signing/members.hpp"

/// What the parsers of replies have in common.
namespace snapseal::api {

/// The members of a reply's body, which must outlive them. Throws `ApiError` unless the reply is a
/// success, then what `signing::Document` and `signing::Members` throw.
[[nodiscard]] signing::Members read_success(const Reply& reply, const Limits& limits);

/// Members that are strings, and not empty: else `Errc::wrong_member_type`.
[[nodiscard]] UserId read_user_id(const signing::Members& members);
[[nodiscard]] User read_user(const signing::Members& members);

}  // namespace snapseal::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/time.hpp>

#include "api/reply_members.hpp"

/// What the parsers of replies have in common.
namespace snapseal::api {

/// A whole number, and nothing else.
[[nodiscard]] std::optional<std::uint32_t> whole_number(std::string_view text);

/// Throws `Errc::input_too_large`.
void check_length(std::string_view body, const Limits& limits);

/// The members of a reply's body. Throws `ApiError` unless the reply is a success, then
/// `Errc::input_too_large` and what `ReplyMembers` throws.
[[nodiscard]] ReplyMembers read_success(const Reply& reply, const Limits& limits,
                                        std::initializer_list<Literal> names);

/// `userId`, be it a string or a number; `requested` if the reply does not tell.
[[nodiscard]] UserId read_user_id(const ReplyMembers& members, const UserId& requested);

/// A user with a secret that is told this once: `userSecret` is needed, and nothing else. Throws
/// `ApiError`, and else errors whose field is `userSecret`, whatever the fault was.
[[nodiscard]] User read_new_secret(const Reply& reply, const UserId& requested,
                                   const Limits& limits);

/// When the server made the reply, as its `Date` says; `nullopt` if it came out of a cache.
[[nodiscard]] std::optional<UnixTime> time_of(const Reply& reply);

/// The id, for a request. Throws `Errc::invalid_argument` if it is not known.
[[nodiscard]] const std::string& required(const UserId& id);
/// The secret, for a request. Throws `Errc::invalid_argument` if it was moved from.
[[nodiscard]] std::string_view required(const UserSecret& secret);

}  // namespace snapseal::api

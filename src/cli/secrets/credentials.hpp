// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>

#include "input/inputs.hpp"

/// Where credentials come from: options, or variables of the environment, which name files or hold
/// the client's id, never a secret.
namespace snapseal::cli {

/// Adds the files that `load_consumer_key` and `load_user_secret` read.
void add_consumer_key(Inputs& inputs, const std::optional<std::string>& path);
void add_user_secret(Inputs& inputs, const std::optional<std::string>& path);

/// The first line of the file, or of the one that SNAPSEAL_CONSUMER_KEY_FILE names. Tells what
/// looks wrong about it.
[[nodiscard]] ConsumerKey load_consumer_key(const std::optional<std::string>& path);

/// Likewise, with SNAPSEAL_USER_SECRET_FILE.
[[nodiscard]] api::UserSecret load_user_secret(const std::optional<std::string>& path);

/// The value, or that of SNAPSEAL_CLIENT_ID.
[[nodiscard]] ClientId client_id_of(const std::optional<std::string>& value);

/// The value of a variable; `nullopt` if it is not set, or empty.
[[nodiscard]] std::optional<std::string> environment(const char* name);

/// What was given, or what the clock says.
[[nodiscard]] UnixTime time_of(const std::optional<std::int64_t>& seconds);

}  // namespace snapseal::cli

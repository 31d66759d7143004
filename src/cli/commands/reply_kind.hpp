// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "commands/signing_commands.hpp"

namespace snapseal::cli {

/// The command that reads a body like this one, by the members that it has: "login-user". Empty if
/// they are those of no known reply, or of a reply to `operation`.
[[nodiscard]] std::string_view other_operation(std::string_view body, Operation operation);

}  // namespace snapseal::cli

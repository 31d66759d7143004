// SPDX-License-Identifier: Apache-2.0
// What help and manual pages say in the same words.
#pragma once

#include <string>
#include <vector>

#include "arguments/grammar.hpp"

namespace snapseal::cli {

[[nodiscard]] std::string comma_separated(const std::vector<std::string>& parts);

/// The description, and what else there is to know: "(required; may be given several times)".
[[nodiscard]] std::string text_of(const ArgumentGrammar& argument);

/// What follows the command's name: " --key KEY [--key KEY]... [OPTIONS] [RESPONSE]".
[[nodiscard]] std::string usage_after_name(const CommandGrammar& command);

/// The headings in the order in which they first come, "Options" last, which is for what has no
/// other.
[[nodiscard]] std::vector<std::string> groups_of(const std::vector<ArgumentGrammar>& options);
[[nodiscard]] std::vector<std::string> groups_of(const std::vector<CommandGrammar>& commands);

}  // namespace snapseal::cli

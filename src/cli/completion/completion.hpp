// SPDX-License-Identifier: Apache-2.0
// Scripts that complete the command line in a shell, made of its grammar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arguments/grammar.hpp"

namespace snapseal::cli {

/// Each is the text of a script for that shell.
[[nodiscard]] std::string bash_completion(const CommandGrammar& program);
[[nodiscard]] std::string fish_completion(const CommandGrammar& program);
[[nodiscard]] std::string zsh_completion(const CommandGrammar& program);

/// A command by the words that name it, "key generate"; the program itself has none.
struct CommandPlace {
  std::string path;
  const CommandGrammar* command;
};

/// The program, and all commands below it.
[[nodiscard]] std::vector<CommandPlace> command_places(const CommandGrammar& program);

/// What follows the path: "key" and "generate" give "key generate".
[[nodiscard]] std::string path_below(const std::string& path, const std::string& name);

/// The description, cut to what fits in a list: its first clause.
[[nodiscard]] std::string brief(std::string_view text);

/// The words with a space between them.
[[nodiscard]] std::string spaced(const std::vector<std::string>& words);
[[nodiscard]] std::vector<std::string> names_of(const std::vector<CommandGrammar>& commands);

/// Whether the command's words name another command, as those of `help` do.
[[nodiscard]] bool takes_command(const CommandGrammar& command);

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
// The command line as plain data, read from what CLI11 was told: help, manual pages and completions
// are made of it, so that they cannot differ from what the program takes.
#pragma once

#include <string>
#include <vector>

namespace snapseal::cli {

/// An option, or a word that stands by its place (then `names` is empty).
struct ArgumentGrammar {
  std::vector<std::string> names;    ///< "-k", "--key"
  std::string value;                 ///< "FILE"; empty for a flag
  std::string fallback;              ///< What holds if it is left out, "json"; empty if not said.
  std::vector<std::string> choices;  ///< All that it can be; empty if that is not a short list.
  std::string text;
  std::string group;  ///< The heading that it stands under.
  bool is_file = false;
  bool is_required = false;
  bool is_repeatable = false;
  std::vector<std::string> excluded;  ///< Options that cannot be given with it.
};

struct CommandGrammar {
  std::string name;  ///< "generate"
  std::string group;
  std::string text;
  std::string footer;  ///< Prose and examples, as they are printed.
  std::vector<ArgumentGrammar> options;
  std::vector<ArgumentGrammar> positionals;
  std::vector<CommandGrammar> commands;
};

/// The whole grammar of the program.
[[nodiscard]] CommandGrammar program_grammar();

}  // namespace snapseal::cli

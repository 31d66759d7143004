// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "arguments/parts.hpp"

namespace snapseal::cli {

namespace {

struct HelpOptions {
  std::vector<std::string> command;
};

void help(const HelpOptions& options) {
  const auto program = make_program({});
  const CLI::App* command = program.get();
  std::string command_name;
  for (const std::string& word : options.command) {
    command_name += (command_name.empty() ? "" : " ") + command->get_name();
    std::string name = word;
    std::replace(name.begin(), name.end(), '_', '-');
    const CLI::App* found = find_subcommand(*command, name);
    if (found == nullptr) {
      std::vector<std::string> words{"help"};
      words.insert(words.end(), options.command.begin(), options.command.end());
      throw unknown_command(command_name, word, words);
    }
    command = found;
  }
  write_raw_output(command->help(command_name));
}

}  // namespace

void add_help(CLI::App& program) {
  std::shared_ptr<HelpOptions> options;
  CLI::App& command = add_command(program, "help", "Print the help of a command", help, options);
  command.add_option("COMMAND", options->command, "The command, such as decrypt or key generate")
      ->type_name("");
  command.footer(R"(
Examples:
  snapseal help decrypt
  snapseal help key generate
)");
}

}  // namespace snapseal::cli

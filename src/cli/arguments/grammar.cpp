// SPDX-License-Identifier: Apache-2.0
#include "arguments/grammar.hpp"

#include <algorithm>
#include <array>

#include "arguments/parts.hpp"

namespace snapseal::cli {

namespace {

/// Names of values and words that are files, or can be.
constexpr std::array<std::string_view, 7> file_names{"FILE",      "KEY",  "PUBLICKEY", "RESPONSE",
                                                     "PLAINTEXT", "BODY", "JSON"};

/// What CLI11 tells of a list of choices: "TEXT:{json,curl}".
std::vector<std::string> choices_in(const std::string& type_name) {
  const std::size_t begin = type_name.find('{');
  const std::size_t end = type_name.find('}', std::min(begin, type_name.size()));
  if (begin == std::string::npos || end == std::string::npos) {
    return {};
  }
  return CLI::detail::split(type_name.substr(begin + 1, end - begin - 1), ',');
}

/// "N (0)" is a value N, and 0 if it is left out.
void set_value(ArgumentGrammar& argument, const CLI::Option& option) {
  const std::string type_name = option.get_type_name();
  argument.value = type_name.substr(0, type_name.find(':'));
  if (const std::string& shown = option.get_option_text(); !shown.empty()) {
    argument.value = shown.substr(0, shown.find(' '));
    const std::size_t begin = shown.find('(');
    if (begin != std::string::npos) {
      argument.fallback = shown.substr(begin + 1, shown.rfind(')') - begin - 1);
    }
  }
}

ArgumentGrammar describe(const CLI::Option& option) {
  ArgumentGrammar argument;
  for (const std::string& name : option.get_snames()) {
    argument.names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    argument.names.push_back("--" + name);
  }
  if (option.get_items_expected_max() > 0) {
    set_value(argument, option);
    argument.choices = choices_in(option.get_type_name());
  }
  argument.text = option.get_description();
  argument.group = option.get_group();
  argument.is_required = option.get_required();
  argument.is_repeatable = option.get_items_expected_max() > 1;
  for (const CLI::Option* excluded : option.get_excludes()) {
    argument.excluded.push_back(excluded->get_name());
  }
  return argument;
}

bool is_file_name(const std::string& name) {
  return std::find(file_names.begin(), file_names.end(), name) != file_names.end();
}

}  // namespace

CommandGrammar describe(const CLI::App& command) {
  CommandGrammar described{command.get_name(),
                           command.get_group(),
                           command.get_description(),
                           command.get_footer(),
                           {},
                           {},
                           {}};
  for (const CLI::Option* option : command.get_options()) {
    ArgumentGrammar argument = describe(*option);
    if (option->get_positional()) {
      ArgumentGrammar positional = argument;
      positional.names.clear();
      positional.value = option->get_name(true);
      positional.is_file = is_file_name(positional.value);
      described.positionals.push_back(std::move(positional));
    }
    if (option->nonpositional()) {
      argument.is_file = is_file_name(argument.value);
      described.options.push_back(std::move(argument));
    }
  }
  for (const CLI::App* subcommand : subcommands_of(command)) {
    described.commands.push_back(describe(*subcommand));
  }
  return described;
}

void put_under(CLI::App& command, const char* heading, std::initializer_list<const char*> options) {
  for (const char* option : options) {
    command.get_option(option)->group(heading);
  }
}

CommandGrammar program_grammar() {
  return describe(*make_program({}));
}

}  // namespace snapseal::cli

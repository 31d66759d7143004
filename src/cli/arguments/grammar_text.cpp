// SPDX-License-Identifier: Apache-2.0
#include "arguments/grammar_text.hpp"

#include <algorithm>

namespace snapseal::cli {

namespace {

constexpr std::string_view other_options = "Options";  // CLI11's name of the group without a name

template <typename Members>
std::vector<std::string> headings_of(const Members& members) {
  std::vector<std::string> groups;
  for (const auto& member : members) {
    if (std::find(groups.begin(), groups.end(), member.group) == groups.end()) {
      groups.push_back(member.group);
    }
  }
  std::stable_partition(groups.begin(), groups.end(),
                        [](const std::string& group) { return group != other_options; });
  return groups;
}

}  // namespace

std::string comma_separated(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

std::string text_of(const ArgumentGrammar& argument) {
  std::string more;
  const auto add = [&more](const std::string& fact) { more += (more.empty() ? "" : "; ") + fact; };
  if (argument.is_required && !argument.names.empty()) {
    add("required");
  }
  if (argument.is_repeatable && !argument.names.empty()) {
    add("may be given several times");
  }
  if (!argument.fallback.empty()) {
    add("default: " + argument.fallback);
  }
  if (!argument.excluded.empty()) {
    add("not with " + comma_separated(argument.excluded));
  }
  return argument.text + (more.empty() ? "" : " (" + more + ")");
}

std::string usage_after_name(const CommandGrammar& command) {
  std::string line;
  for (const ArgumentGrammar& option : command.options) {
    const bool is_positional_too =
        std::any_of(command.positionals.begin(), command.positionals.end(),
                    [&option](const ArgumentGrammar& one) { return one.text == option.text; });
    if (option.is_required && !is_positional_too) {
      const std::string one = option.names.back() + " " + option.value;
      line.append(" ").append(one);
      if (option.is_repeatable) {
        line.append(" [").append(one).append("]...");
      }
    }
  }
  line += " [OPTIONS]";
  for (const ArgumentGrammar& word : command.positionals) {
    line.append(word.is_required ? " " : " [").append(word.value);
    line.append(word.is_required ? "" : "]").append(word.is_repeatable ? "..." : "");
  }
  return line + (command.commands.empty() ? "" : " COMMAND");
}

std::vector<std::string> groups_of(const std::vector<ArgumentGrammar>& options) {
  return headings_of(options);
}

std::vector<std::string> groups_of(const std::vector<CommandGrammar>& commands) {
  return headings_of(commands);
}

}  // namespace snapseal::cli

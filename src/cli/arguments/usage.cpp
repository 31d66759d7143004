// SPDX-License-Identifier: Apache-2.0
// How help looks: no line is longer than 100 columns, options and commands stand in groups, and
// headings are bold on a terminal.
#include <unistd.h>

#include <algorithm>

#include "arguments/grammar.hpp"
#include "arguments/parts.hpp"
#include "output/style.hpp"
#include "output/wrapped.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t text_column = 30;
constexpr std::string_view other_options = "Options";  // CLI11's name of the group without a name

/// A name, and what it is beside it or below.
std::string entry(const std::string& name, const std::string& text) {
  std::string line = "  " + name;
  if (text.empty()) {
    return line + "\n";
  }
  const bool is_beside = line.size() + 2 <= text_column;
  if (is_beside) {
    line.resize(text_column, ' ');
  } else {
    line.append("\n").append(text_column, ' ');
  }
  return line + wrapped(text, text_column, columns) + "\n";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

/// The description, and what else there is to know of it.
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
    add("not with " + joined(argument.excluded));
  }
  return argument.text + (more.empty() ? "" : " (" + more + ")");
}

std::string option_entry(const ArgumentGrammar& option) {
  // A column for the letters: "-h, --help", "    --raw".
  const bool is_long_only = option.names.front().starts_with("--");
  std::string name = is_long_only ? "    " : "";
  name += joined(option.names);
  if (!option.value.empty()) {
    name.append(" ").append(option.value);
  }
  return entry(name, text_of(option));
}

/// The groups in the order in which they first come, that without a name last.
template <typename Members>
std::vector<std::string> groups_of(const Members& members) {
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

/// "Usage: snapseal decrypt --key KEY [--key KEY]... [OPTIONS] [RESPONSE]"
std::string usage_line(const CommandGrammar& command, const std::string& name) {
  std::string line = name;
  for (const ArgumentGrammar& option : command.options) {
    const bool is_positional_too =
        std::any_of(command.positionals.begin(), command.positionals.end(),
                    [&option](const ArgumentGrammar& one) { return one.text == option.text; });
    if (option.is_required && !is_positional_too) {
      const std::string one = option.names.back() + " " + option.value;
      line += " " + one + (option.is_repeatable ? " [" + one + "]..." : "");
    }
  }
  line += " [OPTIONS]";
  for (const ArgumentGrammar& word : command.positionals) {
    const std::string one = word.value + (word.is_repeatable ? "..." : "");
    line += " " + (word.is_required ? one : "[" + one + "]");
  }
  line += command.commands.empty() ? "" : " COMMAND";
  constexpr std::string_view title = "Usage: ";
  return wrapped(line, title.size(), columns);
}

/// With its headings set off: lines at the margin that end with a colon.
std::string styled_footer(std::string_view footer, const Style& style) {
  std::string text;
  while (!footer.empty()) {
    const std::string_view line = footer.substr(0, footer.find('\n'));
    footer.remove_prefix(std::min(line.size() + 1, footer.size()));
    const bool is_heading = line.ends_with(':') && !line.starts_with(' ');
    text += (is_heading ? style.heading(line) : std::string(line)) + "\n";
  }
  return text;
}

std::string help_text(const CommandGrammar& command, const std::string& name, const Style& style) {
  std::string text = wrapped(command.text, 0, columns) + "\n" + style.heading("Usage:") + " " +
                     usage_line(command, name) + "\n";
  if (!command.positionals.empty()) {
    text += "\n" + style.heading("Arguments:") + "\n";
    for (const ArgumentGrammar& word : command.positionals) {
      text += entry(word.value, text_of(word));
    }
  }
  for (const std::string& group : groups_of(command.commands)) {
    text += "\n" + style.heading(group + ":") + "\n";
    for (const CommandGrammar& one : command.commands) {
      text += one.group == group ? entry(one.name, one.text) : "";
    }
  }
  for (const std::string& group : groups_of(command.options)) {
    text += "\n" + style.heading(group + ":") + "\n";
    for (const ArgumentGrammar& option : command.options) {
      text += option.group == group ? option_entry(option) : "";
    }
  }
  return text + styled_footer(command.footer, style);
}

}  // namespace

std::string UsageFormatter::make_help(const CLI::App* command, std::string name,
                                      CLI::AppFormatMode /*mode*/) const {
  return help_text(describe(*command), name, Style::of(STDOUT_FILENO));
}

}  // namespace snapseal::cli

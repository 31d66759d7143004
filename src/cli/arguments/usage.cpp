// SPDX-License-Identifier: Apache-2.0
// How help looks: no line is longer than 100 columns, options and commands stand in groups, and
// headings are bold on a terminal.
#include <unistd.h>

#include <algorithm>

#include "arguments/grammar.hpp"
#include "arguments/grammar_text.hpp"
#include "arguments/parts.hpp"
#include "output/style.hpp"
#include "output/wrapped.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t text_column = 30;
constexpr std::size_t usage_column = 7;  // after "Usage: "

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

std::string option_entry(const ArgumentGrammar& option) {
  // A column for the letters: "-h, --help", "    --raw".
  const bool is_long_only = option.names.front().starts_with("--");
  std::string name = is_long_only ? "    " : "";
  name += comma_separated(option.names);
  if (!option.value.empty()) {
    name.append(" ").append(option.value);
  }
  return entry(name, text_of(option));
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
                     wrapped(name + usage_after_name(command), usage_column, columns) + "\n";
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

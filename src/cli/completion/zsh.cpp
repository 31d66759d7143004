// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <sstream>

#include "completion/completion.hpp"
#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* head = R"(#compdef snapseal
# Completes the command line of snapseal in zsh. Made by: snapseal completion zsh
)";

// Found in a folder of $fpath it is the function itself; read by a person's .zshrc it has to be
// named.
constexpr const char* foot = R"(
if [ "$funcstack[1]" = _snapseal ]; then
    _snapseal "$@"
else
    compdef _snapseal snapseal
fi
)";

/// "_snapseal_key_generate"
std::string function_of(std::string path) {
  std::replace(path.begin(), path.end(), ' ', '_');
  return path.empty() ? "_snapseal" : std::string("_snapseal_").append(path);
}

/// With a backslash before what has a meaning in a specification of _arguments.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    safe.append(std::string_view(":[]\\").find(c) != std::string_view::npos ? 1 : 0, '\\');
    safe += c;
  }
  return safe;
}

/// ":KEY:_files"
std::string value_of(const ArgumentGrammar& argument) {
  std::ostringstream text;
  text << ':' << escaped(argument.value) << ':';
  if (!argument.choices.empty()) {
    text << '(' << spaced(argument.choices) << ')';
  } else {
    text << (argument.is_file ? "_files" : " ");
  }
  return text.str();
}

/// What can no longer come after the option: its own names, and those of options that exclude it.
std::vector<std::string> shut_out(const CommandGrammar& command, const ArgumentGrammar& option) {
  if (option.names.back() == "--help" || option.names.back() == "--version") {
    return {"-", "*"};
  }
  std::vector<std::string> names = option.is_repeatable ? std::vector<std::string>() : option.names;
  for (const ArgumentGrammar& other : command.options) {
    const bool excluded =
        std::any_of(other.names.begin(), other.names.end(), [&option](const std::string& name) {
          return std::find(option.excluded.begin(), option.excluded.end(), name) !=
                 option.excluded.end();
        });
    if (excluded) {
      names.insert(names.end(), other.names.begin(), other.names.end());
    }
  }
  return names;
}

class Script {
 public:
  Script() { text_ << head; }

  void add(const CommandGrammar& program, const CommandPlace& place) {
    const CommandGrammar& command = *place.command;
    const std::string name = function_of(place.path);
    const bool is_help = takes_command(command);
    if (!command.commands.empty()) {
      add_list_of_commands(name, command.commands);
    }
    text_ << '\n' << name << "() {\n";
    if (!is_help && command.commands.empty()) {
      text_ << "    _arguments -s -S";
      add_options(command);
      for (const ArgumentGrammar& word : command.positionals) {
        add_word(std::string(word.is_required ? "" : ":").append(value_of(word)));
      }
      text_ << "\n}\n";
      return;
    }
    text_ << "    local context state state_descr line\n    typeset -A opt_args\n"
             "    _arguments -C -s -S";
    add_options(command);
    add_word(
        std::string("1:command:").append(is_help ? function_of({}) : name).append("_commands"));
    add_word("*::argument:->rest");
    text_ << "\n    [ \"$state\" = rest ] || return\n    case $line[1] in\n";
    for (const CommandGrammar& below : is_help ? program.commands : command.commands) {
      if (!is_help) {
        text_ << "        " << below.name << ") " << name << '_' << below.name << " ;;\n";
      } else if (!below.commands.empty()) {
        text_ << "        " << below.name << ") " << function_of(below.name) << "_commands ;;\n";
      }
    }
    text_ << "    esac\n}\n";
  }

  [[nodiscard]] std::string text() const { return text_.str().append(foot); }

 private:
  void add_word(const std::string& specification) {
    text_ << " \\\n        " << in_quotes(specification);
  }

  /// One specification for each name.
  void add_options(const CommandGrammar& command) {
    for (const ArgumentGrammar& option : command.options) {
      const std::vector<std::string> names = shut_out(command, option);
      for (const std::string& name : option.names) {
        std::ostringstream word;
        word << (names.empty() ? "" : "(") << spaced(names) << (names.empty() ? "" : ")")
             << (option.is_repeatable ? "*" : "") << name;
        if (!option.value.empty()) {  // "-k+" also takes "-kFILE", "--key=" also "--key=FILE"
          word << (name.starts_with("--") ? '=' : '+');
        }
        word << '[' << escaped(brief(option.text)) << ']'
             << (option.value.empty() ? "" : value_of(option));
        add_word(word.str());
      }
    }
  }

  void add_list_of_commands(const std::string& name, const std::vector<CommandGrammar>& commands) {
    text_ << '\n' << name << "_commands() {\n    local -a commands=(";
    for (const CommandGrammar& command : commands) {
      text_ << "\n        " << in_quotes(command.name + ":" + escaped(brief(command.text)));
    }
    text_ << "\n    )\n    _describe -t commands command commands\n}\n";
  }

  std::ostringstream text_;
};

}  // namespace

std::string zsh_completion(const CommandGrammar& program) {
  Script script;
  for (const CommandPlace& place : command_places(program)) {
    script.add(program, place);
  }
  return script.text();
}

}  // namespace snapseal::cli

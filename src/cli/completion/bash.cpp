// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "completion/completion.hpp"
#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* head =
    R"(# Completes the command line of snapseal in bash. Made by: snapseal completion bash

# Sets, of a command: the commands below it, its options, and what its words are.
_snapseal_command() {
    case $1 in
)";

constexpr const char* between = R"(    esac
}

# Sets what the value of an option is: file, none if it is a flag, word for any, or else all that it can be.
_snapseal_value() {
    case $1 in
)";

// What is not completed here is left to readline, which completes files.
constexpr const char* foot = R"(        *) value=none ;;
    esac
}

_snapseal_offer() {
    local word
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(compgen -W "$1" -- "$current")
}

_snapseal() {
    local current=${COMP_WORDS[COMP_CWORD]} option= path= help= commands= options= words= value= i word
    COMPREPLY=()
    _snapseal_command ''
    for ((i = 1; i < COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        if [ "$word" = -- ]; then
            return
        fi
        if [[ " $commands " == *" $word "* ]]; then
            path=${path:+$path }$word
            _snapseal_command "$path"
            if [ "$words" = command ]; then # help: the command that comes is another's name
                help=$options path=
                _snapseal_command ''
            fi
        fi
    done

    # A value stands after a space, or after =, which is a word of its own to bash.
    option=${COMP_WORDS[COMP_CWORD - 1]}
    if [ "$current" = = ]; then
        current=
    elif [ "$option" = = ] && [ "$COMP_CWORD" -gt 2 ]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    _snapseal_value "$path $option"
    if [ "$value" = none ] && [[ $current == -* ]]; then
        value=${help:-$options}
    elif [ "$value" = none ]; then
        value=${commands:-${help:+word}}
        value=${value:-$words}
    fi
    case $value in
        file) ;;
        word) compopt +o default +o bashdefault 2> /dev/null ;;
        *) compopt +o default +o bashdefault 2> /dev/null; _snapseal_offer "$value" ;;
    esac
}

complete -o bashdefault -o default -F _snapseal snapseal
)";

std::string value_of(const ArgumentGrammar& argument) {
  if (!argument.choices.empty()) {
    return spaced(argument.choices);
  }
  return argument.is_file ? "file" : "word";
}

/// Of the last of the command's words, which are files if any is.
std::string words_of(const CommandGrammar& command) {
  if (takes_command(command)) {
    return "command";
  }
  return command.positionals.empty() ? "word" : value_of(command.positionals.front());
}

std::string options_of(const CommandGrammar& command) {
  std::vector<std::string> names;
  for (const ArgumentGrammar& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return spaced(names);
}

std::string assignment(const char* name, const std::string& value) {
  return std::string(" ") + name + "=" + in_quotes(value);
}

}  // namespace

std::string bash_completion(const CommandGrammar& program) {
  std::string text = head;
  const auto places = command_places(program);
  for (const CommandPlace& place : places) {
    text += "        " + in_quotes(place.path) + ")" +
            assignment("commands", spaced(names_of(place.command->commands))) +
            assignment("options", options_of(*place.command)) +
            assignment("words", words_of(*place.command)) + " ;;\n";
  }
  text += between;
  for (const CommandPlace& place : places) {
    for (const ArgumentGrammar& option : place.command->options) {
      if (option.value.empty()) {
        continue;
      }
      std::string patterns;
      for (const std::string& name : option.names) {
        patterns += (patterns.empty() ? "" : " | ") + in_quotes(place.path + " " + name);
      }
      text += "        " + patterns + ")" + assignment("value", value_of(option)) + " ;;\n";
    }
  }
  return text + foot;
}

}  // namespace snapseal::cli

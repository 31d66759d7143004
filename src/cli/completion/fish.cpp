// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "completion/completion.hpp"
#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* head =
    R"(# Completes the command line of snapseal in fish. Made by: snapseal completion fish

# Whether the command that stands before the cursor is this one.
function __snapseal_at
    set -l path
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; and continue
        set -l longer (string join ' ' $path $word)
        contains -- $longer $__snapseal_commands; or break
        set path $longer
    end
    test "$path" = "$argv"
end

)";

/// In single quotes, where fish knows two escapes.
std::string quoted(std::string_view text) {
  std::string inside = "'";
  for (const char c : text) {
    inside.append(c == '\'' || c == '\\' ? 1 : 0, '\\').append(1, c);
  }
  return inside.append("'");
}

class Script {
 public:
  /// What `complete` is told where this command stands before the cursor.
  std::ostream& at(const std::string& path) {
    return lines_ << "complete -c snapseal -n "
                  << quoted(std::string("__snapseal_at ").append(path));
  }
  void add_path(const std::string& path) {
    paths_ << (path.empty() ? "" : " ") << (path.empty() ? "" : quoted(path));
  }
  void add_commands(const std::string& path, const std::vector<CommandGrammar>& commands) {
    for (const CommandGrammar& command : commands) {
      at(path) << " -a " << quoted(command.name) << " -d " << quoted(brief(command.text)) << '\n';
    }
  }
  void add_option(const std::string& path, const ArgumentGrammar& option) {
    std::ostream& line = at(path);
    for (const std::string& name : option.names) {
      line << (name.starts_with("--") ? " -l " : " -s ")
           << name.substr(name.find_first_not_of('-'));
    }
    if (!option.choices.empty()) {
      line << " -x -a " << quoted(spaced(option.choices));
    } else if (!option.value.empty()) {
      line << (option.is_file ? " -r -F" : " -x");
    }
    line << " -d " << quoted(brief(option.text)) << '\n';
  }
  void add_words(const std::string& path, const ArgumentGrammar& word) {
    if (!word.choices.empty()) {
      at(path) << " -a " << quoted(spaced(word.choices)) << '\n';
    } else if (word.is_file) {
      at(path) << " -F\n";
    }
  }
  [[nodiscard]] std::string text() const {
    return std::string(head)
        .append("set -g __snapseal_commands")
        .append(paths_.str())
        .append("\n\ncomplete -c snapseal -f\n")
        .append(lines_.str());
  }

 private:
  std::ostringstream paths_;
  std::ostringstream lines_;
};

}  // namespace

std::string fish_completion(const CommandGrammar& program) {
  Script script;
  for (const CommandPlace& place : command_places(program)) {
    script.add_path(place.path);
    script.add_commands(place.path, place.command->commands);
    for (const ArgumentGrammar& option : place.command->options) {
      script.add_option(place.path, option);
    }
    if (takes_command(*place.command)) {
      for (const CommandPlace& named : command_places(program)) {
        const std::string path = path_below(place.path, named.path);
        script.add_path(named.path.empty() ? "" : path);
        script.add_commands(path, named.command->commands);
      }
    } else if (!place.command->positionals.empty()) {
      script.add_words(place.path, place.command->positionals.front());
    }
  }
  return script.text();
}

}  // namespace snapseal::cli

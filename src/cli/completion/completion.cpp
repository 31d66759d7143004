// SPDX-License-Identifier: Apache-2.0
#include "completion/completion.hpp"

#include <algorithm>

namespace snapseal::cli {

namespace {

void add_places(const CommandGrammar& command, const std::string& path,
                std::vector<CommandPlace>& places) {
  places.push_back({path, &command});
  for (const CommandGrammar& below : command.commands) {
    add_places(below, path_below(path, below.name), places);
  }
}

}  // namespace

std::vector<CommandPlace> command_places(const CommandGrammar& program) {
  std::vector<CommandPlace> places;
  add_places(program, {}, places);
  return places;
}

std::string path_below(const std::string& path, const std::string& name) {
  return path.empty() || name.empty() ? path + name : path + " " + name;
}

std::string brief(std::string_view text) {
  for (const std::string_view end : {": ", "; ", ". ", " ("}) {
    text = text.substr(0, text.find(end));
  }
  return std::string(text);
}

std::string spaced(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::vector<std::string> names_of(const std::vector<CommandGrammar>& commands) {
  std::vector<std::string> names;
  for (const CommandGrammar& command : commands) {
    names.push_back(command.name);
  }
  return names;
}

bool takes_command(const CommandGrammar& command) {
  return std::any_of(command.positionals.begin(), command.positionals.end(),
                     [](const ArgumentGrammar& word) { return word.value == "COMMAND"; });
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
// Writes the source of a manual page, for scdoc: a text of docs/man, in which these lines become
// what the program's grammar says.
//   @synopsis COMMAND       how the command is written
//   @options COMMAND        its options, under their headings
//   @all-options COMMAND    the options of all commands below it, each once, with the commands that
//   have it
//   @commands               the commands of the program
//   snapseal_manual PAGE.scd | scdoc | snapseal_manual --tidy > PAGE
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <snapseal/version.hpp>
#include <sstream>
#include <stdexcept>

#include "arguments/grammar.hpp"
#include "arguments/grammar_text.hpp"
#include "manual/tidy_roff.hpp"

namespace {

using namespace snapseal::cli;

struct BadPage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Without meaning to scdoc.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    escaped.append(std::string_view("\\*_`#<>[]").find(c) != std::string_view::npos ? 1 : 0, '\\');
    escaped += c;
  }
  return escaped;
}

const CommandGrammar& command_at(const CommandGrammar& program, const std::string& path) {
  const CommandGrammar* command = &program;
  std::istringstream words(path);
  for (std::string word; words >> word;) {
    const auto found =
        std::find_if(command->commands.begin(), command->commands.end(),
                     [&word](const CommandGrammar& one) { return one.name == word; });
    if (found == command->commands.end()) {
      throw BadPage("there is no command " + path);
    }
    command = &*found;
  }
  return *command;
}

/// "*-k*, *--key* _KEY_"
void write_names(std::ostream& page, const ArgumentGrammar& argument) {
  for (std::size_t i = 0; i < argument.names.size(); ++i) {
    page << (i == 0 ? "" : ", ") << '*' << plain(argument.names[i]) << '*';
  }
  if (!argument.value.empty()) {
    page << (argument.names.empty() ? "" : " ") << '_' << plain(argument.value) << '_';
  }
}

void write_argument(std::ostream& page, const ArgumentGrammar& argument,
                    const std::string& note = {}) {
  write_names(page, argument);
  page << "\n\t" << plain(text_of(argument)) << plain(note) << "\n\n";
}

void write_synopsis(std::ostream& page, const CommandGrammar& command, const std::string& path) {
  page << "*snapseal " << path << "*" << plain(usage_after_name(command)) << "\n";
}

void write_options(std::ostream& page, const CommandGrammar& command) {
  for (const ArgumentGrammar& word : command.positionals) {
    write_argument(page, word);
  }
  const auto groups = groups_of(command.options);
  for (const std::string& group : groups) {
    if (groups.size() > 1) {
      page << "*" << plain(group) << "*\n\n";
    }
    for (const ArgumentGrammar& option : command.options) {
      if (option.group == group) {
        write_argument(page, option);
      }
    }
  }
}

void write_all_options(std::ostream& page, const CommandGrammar& parent) {
  std::vector<const ArgumentGrammar*> options;
  std::map<std::string, std::vector<std::string>> commands_with;
  for (const CommandGrammar& command : parent.commands) {
    for (const ArgumentGrammar& option : command.options) {
      std::vector<std::string>& commands = commands_with[option.names.back()];
      if (commands.empty()) {
        options.push_back(&option);
      }
      commands.push_back(command.name);
    }
  }
  std::stable_sort(options.begin(), options.end(),
                   [](const ArgumentGrammar* a, const ArgumentGrammar* b) {
                     return a->names.back() < b->names.back();
                   });
  for (const ArgumentGrammar* option : options) {
    const std::vector<std::string>& commands = commands_with[option->names.back()];
    std::string note;
    if (commands.size() < parent.commands.size()) {
      for (const std::string& command : commands) {
        note += (note.empty() ? ". For " : ", ") + command;
      }
    }
    write_argument(page, *option, note);
  }
}

void write_commands(std::ostream& page, const CommandGrammar& program) {
  for (const std::string& group : groups_of(program.commands)) {
    page << "*" << plain(group) << "*\n\n";
    for (const CommandGrammar& command : program.commands) {
      if (command.group == group) {
        page << "*" << plain(command.name) << "*\n\t" << plain(command.text) << "\n\n";
      }
    }
  }
}

void write_page(std::istream& source, std::ostream& page) {
  const CommandGrammar program = program_grammar();
  bool is_literal = false;
  for (std::string line; std::getline(source, line);) {
    const std::string word = line.substr(0, line.find(' '));
    const std::string path = word.size() < line.size() ? line.substr(word.size() + 1) : "";
    if (word == "@synopsis") {
      write_synopsis(page, command_at(program, path), path);
    } else if (word == "@options") {
      write_options(page, command_at(program, path));
    } else if (word == "@all-options") {
      write_all_options(page, command_at(program, path));
    } else if (word == "@commands") {
      write_commands(page, program);
    } else if (line.starts_with('@')) {
      throw BadPage("there is no " + word);
    } else {
      if (line == "```") {
        is_literal = !is_literal;
      } else if (is_literal) {
        line = plain(line);
      }
      const std::string version_mark = "@VERSION@";
      if (const std::size_t at = line.find(version_mark); at != std::string::npos) {
        line.replace(at, version_mark.size(), SNAPSEAL_VERSION);
      }
      page << line << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 2 && std::string_view(argv[1]) == "--tidy") {
      tidy_roff(std::cin, std::cout);
    } else {
      std::ifstream source(argc == 2 ? argv[1] : "");
      if (!source) {
        throw BadPage("usage: snapseal_manual PAGE.scd, or --tidy");
      }
      write_page(source, std::cout);
    }
    std::cout.flush();
    return std::cout ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << (argc > 1 ? argv[1] : "snapseal_manual") << ": " << error.what() << '\n';
    return 1;
  }
}

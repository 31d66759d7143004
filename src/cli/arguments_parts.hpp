// SPDX-License-Identifier: Apache-2.0
// What the files arguments_* share.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "characters.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "inputs.hpp"

namespace snapseal::cli {

/// A command by its first word, and what adds it to the grammar.
struct Command {
  std::string_view name;
  void (*add)(CLI::App& program);
};

/// sign, explain, request, webhook verify, canonical and token.
[[nodiscard]] std::span<const Command> signing_commands();

/// `help COMMAND`.
void add_help(CLI::App& program);

/// The grammar of one command, or of all if the word names none.
[[nodiscard]] std::unique_ptr<CLI::App> make_program(std::string_view first_word);

/// What to say about a command line that `program` refused. `words` are those behind "snapseal".
/// A word that is not known is told first, with the nearest one that is; nothing that can be a
/// secret is repeated.
[[nodiscard]] Failure explain_usage(const CLI::App& program, const CLI::ParseError& error,
                                    std::span<const std::string> words);

/// The same for a word that is not a command. `command_name` is what stands before it: "snapseal
/// key".
[[nodiscard]] Failure unknown_command(const std::string& command_name, const std::string& word,
                                      std::span<const std::string> words);

/// Throws a usage failure for a flag that is given a value, such as --raw=x.
void check_flags(const CLI::App& program, std::span<const std::string> words);

/// What to say if an option of `command` is given too often, or without its value. Empty for
/// another error.
[[nodiscard]] std::string mismatch_message(const CLI::App& command, const CLI::ParseError& error,
                                           std::span<const std::string> words);

/// All subcommands, called or not.
[[nodiscard]] std::vector<const CLI::App*> subcommands_of(const CLI::App& command);

template <typename Path>
void add_file(CLI::App& command, const std::string& flags, Path& path, const char* text,
              bool required = false) {
  command.add_option(flags, path, text)->type_name("FILE")->required(required);
}

/// A file, standard input if it is left out.
inline void add_positional(CLI::App& command, const std::string& name, std::string& path,
                           const char* text) {
  command.add_option(name, path, text)
      ->type_name("")
      ->option_text(" ")
      ->default_str(std::string(standard_stream));
}

/// Fails if a file that is left out would be standard input, and this is for something else.
inline void check_left_out(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() && option->count() == 0 &&
        option->get_default_str() == standard_stream) {
      check_unasked_standard_input(option->get_name());
    }
  }
}

/// A text that is sent: in JSON or in a query.
template <typename Value>
CLI::Option* add_text(CLI::App& command, const std::string& flags, Value& value, const char* text) {
  const auto check = [](const std::string& given) -> std::string {
    return is_utf8(given) ? "" : "must be UTF-8 text";
  };
  return command.add_option(flags, value, text)->check(check, "");
}

/// A command whose options live as long as the program, and which runs when all are read.
template <typename Options>
CLI::App& add_command(CLI::App& program, const char* name, const char* text,
                      void (*command)(const Options&), std::shared_ptr<Options>& options) {
  options = std::make_shared<Options>();
  CLI::App* added = program.add_subcommand(name, text);
  added->callback([command, options, added] {
    check_left_out(*added);
    command(*options);
  });
  return *added;
}

/// Seconds since 1970, or a number of seconds: digits, not so many that it could be milliseconds.
template <typename Seconds>
CLI::Option* add_seconds(CLI::App& command, const std::string& flags, Seconds& seconds,
                         const char* text) {
  const auto check = [](const std::string& value) -> std::string {
    constexpr std::size_t digits_max = 11;
    const bool digits = value.find_first_not_of("0123456789") == std::string::npos;
    const bool plain = value.size() == 1 || (!value.empty() && value.front() != '0');
    if (digits && value.size() > digits_max) {
      return "must be a number of seconds, of 11 digits at most: are these milliseconds?";
    }
    return digits && plain ? "" : "must be a number of seconds";
  };
  return command.add_option(flags, seconds, text)->check(check, "")->type_name("SECONDS");
}

constexpr const char* consumer_key_text =
    "A file whose first line is the consumer key; SNAPSEAL_CONSUMER_KEY_FILE can name it too";

}  // namespace snapseal::cli

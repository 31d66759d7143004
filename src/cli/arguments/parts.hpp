// SPDX-License-Identifier: Apache-2.0
// What the files arguments_* share.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arguments/grammar.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "input/inputs.hpp"
#include "output/characters.hpp"

namespace snapseal::cli {

/// A command by its first word, what adds it to the grammar, and the heading that it stands under
/// in the help.
struct Command {
  std::string_view name;
  void (*add)(CLI::App& program);
  const char* heading;
};

/// request, reply, sign, canonical, explain and webhook verify.
[[nodiscard]] std::span<const Command> signing_commands();

/// `token`.
void add_token(CLI::App& program);

/// `completion SHELL` and `help COMMAND`.
void add_completion(CLI::App& program);
void add_help(CLI::App& program);

/// `key generate`, `key public`, `key inspect`, `key convert`, and short forms of the first two.
void add_key_commands(CLI::App& program);
void add_keygen(CLI::App& program);
void add_pubkey(CLI::App& program);

/// `request OPERATION` and `reply OPERATION`.
void add_request(CLI::App& program);
void add_reply(CLI::App& program);

/// The grammar of a command and those below it, as plain data.
[[nodiscard]] CommandGrammar describe(const CLI::App& command);

/// Prints help as this program has it, whatever the version of CLI11.
class UsageFormatter : public CLI::Formatter {
 public:
  [[nodiscard]] std::string make_help(const CLI::App* command, std::string name,
                                      CLI::AppFormatMode mode) const override;
};

/// Fails if a word is an option as openssl writes them (-in), which would be read as another
/// (-i n). `words` are those after "snapseal".
void refuse_single_hyphens(std::span<const std::string> words);

/// What stands for this letter in other programs, or stood for it in others of these commands:
/// names of options ("--format"), of which a command may have one.
[[nodiscard]] std::vector<std::string_view> options_meant_by(std::string_view letter);

/// What to say of an option that `command` ("snapseal key generate") has not, and a program like it
/// has; empty if it is not known.
[[nodiscard]] std::string_view instead_of_option(std::string_view command, std::string_view option);

/// The command that this word stands for where people know it from the API's documents or another
/// program: "login-user" for "loginSnapTradeUser"; empty if it is not known.
[[nodiscard]] std::string_view command_meant_by(std::string_view word);

/// The grammar of one command, or of all if the word names none.
[[nodiscard]] std::unique_ptr<CLI::App> make_program(std::string_view first_word);

/// What to say about a command line that `program` refused. `words` are those after "snapseal".
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
/// The one of that name; null if there is none.
[[nodiscard]] const CLI::App* find_subcommand(const CLI::App& command, std::string_view name);

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

/// A body that may be left out, BODY, and --no-body.
void add_body(CLI::App& command, std::optional<std::string>& body, bool& no_body);

/// The options that stand under a heading of their own in the help.
void put_under(CLI::App& command, const char* heading, std::initializer_list<const char*> options);

constexpr const char* passphrase_text =
    "A file whose first line is the key's passphrase or the token's PIN; without it, the program "
    "asks on the terminal if it needs one";

/// `positional`: ",KEY" if the key may also be given without an option.
template <typename Keys>
CLI::Option* add_key(CLI::App& command, Keys& keys, const std::string& positional = {}) {
  return command
      .add_option(
          "-k,-i,--key" + positional, keys,
          "The private key: a file as OpenSSH, OpenSSL, PyCryptodome or PuTTY write it, or a JWK; "
          "- for standard input; or the PKCS#11 URI, pkcs11:token=NAME;object=NAME, of a key on a "
          "token")
      ->type_name("KEY")
      ->required();
}

/// Several `--key KEY`.
inline CLI::Option* add_keys(CLI::App& command, std::vector<std::string>& keys) {
  return add_key(command, keys)
      ->allow_extra_args(false)
      ->take_all()
      ->option_text("KEY [--key KEY]...");
}

inline CLI::Option* add_out(CLI::App& command, std::optional<std::string>& out) {
  return command
      .add_option("-o,--out", out,
                  "The file for the result, written whole or not at all (mode 0600 if it may be "
                  "secret). It replaces a file of that name, but never the input")
      ->type_name("FILE");
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

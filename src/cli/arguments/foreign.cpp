// SPDX-License-Identifier: Apache-2.0
// Options as openssl, ssh-keygen and age have them, for those who type them out of habit.
#include <algorithm>
#include <array>

#include "arguments/parts.hpp"

namespace snapseal::cli {

namespace {

struct ForeignWord {
  std::string_view word;
  std::string_view instead;
};

constexpr std::array foreign_words{
    ForeignWord{"-in", "name the file as the last word, or a key with --key KEY"},
    ForeignWord{"-out", "did you mean --out?"},
    ForeignWord{"-key", "did you mean --key?"},
    ForeignWord{"-inkey", "did you mean --key?"},
    ForeignWord{"-to", "did you mean --to?"},
    ForeignWord{"-bits", "did you mean --bits?"},
    ForeignWord{"-type", "did you mean --type?"},
    ForeignWord{"-format", "did you mean --format?"},
    ForeignWord{"-comment", "did you mean --comment?"},
    ForeignWord{"-passin", "did you mean --passphrase-file?"},
    ForeignWord{"-passout", "did you mean --passphrase-file or --new-passphrase-file?"},
    ForeignWord{"-inform", "what a key file is, is found out; no option is needed"},
    ForeignWord{"-outform", "--der writes DER; without it, PEM is written"},
    ForeignWord{"-pubin", "what a key file is, is found out; no option is needed"},
    ForeignWord{"-pubout", "snapseal key public prints the public key"},
    ForeignWord{"-noout", "snapseal key inspect tells what a key file is"},
};

/// Of one command: what its like in another program has, or what is mixed up.
struct ForeignOption {
  std::string_view command;  ///< How the command's name ends, without "snapseal".
  std::string_view option;
  std::string_view instead;
};

constexpr std::string_view change_passphrase =
    "snapseal key convert --new-passphrase-file writes a key with another passphrase";
constexpr std::string_view print_public = "snapseal key public prints the public key";

constexpr std::array foreign_options{
    ForeignOption{"keygen", "-p", change_passphrase},
    ForeignOption{"generate", "-p", change_passphrase},
    ForeignOption{"keygen", "-y", print_public},
    ForeignOption{"generate", "-y", print_public},
    ForeignOption{"keygen", "-e", print_public},
    ForeignOption{"generate", "-e", print_public},
    ForeignOption{"keygen", "-l", "snapseal key inspect tells the fingerprint"},
    ForeignOption{"generate", "-l", "snapseal key inspect tells the fingerprint"},
    ForeignOption{"encrypt", "--key", "did you mean --to? It takes the public key"},
    ForeignOption{"encrypt", "-k", "did you mean --to? It takes the public key"},
    ForeignOption{"encrypt", "-i", "did you mean --to? It takes the public key"},
    ForeignOption{"decrypt", "-d", "snapseal decrypt decrypts without it"},
    ForeignOption{"encrypt", "-e", "snapseal encrypt encrypts without it"},
    ForeignOption{"", "-d", "did you mean snapseal decrypt?"},
    ForeignOption{"", "--decrypt", "did you mean snapseal decrypt?"},
    ForeignOption{"", "-e", "did you mean snapseal encrypt?"},
    ForeignOption{"", "-v", "did you mean --version?"},
};

struct ForeignLetter {
  std::string_view letter;
  std::string_view option;
};

/// Words that stand in the place of a command, and the command that is meant there.
struct ForeignCommand {
  std::string_view word;
  std::string_view command;
};

// The API's own names of the operations, and other programs' commands.
constexpr std::array foreign_commands{
    ForeignCommand{"checkStatus", "check-status"},
    ForeignCommand{"check", "check-status"},
    ForeignCommand{"status", "check-status"},
    ForeignCommand{"listSnapTradeUsers", "list-users"},
    ForeignCommand{"listUsers", "list-users"},
    ForeignCommand{"registerSnapTradeUser", "register-user"},
    ForeignCommand{"registerUser", "register-user"},
    ForeignCommand{"deleteSnapTradeUser", "delete-user"},
    ForeignCommand{"deleteUser", "delete-user"},
    ForeignCommand{"loginSnapTradeUser", "login-user"},
    ForeignCommand{"loginUser", "login-user"},
    ForeignCommand{"encryptedJWT", "get-user-jwt"},
    ForeignCommand{"encrypted-jwt", "get-user-jwt"},
    ForeignCommand{"getUserJWT", "get-user-jwt"},
    ForeignCommand{"resetSnapTradeUserSecret", "reset-user-secret"},
    ForeignCommand{"resetUserSecret", "reset-user-secret"},
    ForeignCommand{"version", "--version"},
    ForeignCommand{"genrsa", "key generate"},
    ForeignCommand{"genpkey", "key generate"},
};

// One line for each that may be meant; a command has at most one or two of them.
constexpr std::array foreign_letters{
    ForeignLetter{"-f", "--format"},
    ForeignLetter{"-t", "--to"},
    ForeignLetter{"-r", "--to"},
    ForeignLetter{"-i", "--client-id"},
    ForeignLetter{"-q", "--quiet"},
    ForeignLetter{"-p", "--passphrase-file"},
    ForeignLetter{"-P", "--passphrase-file"},
    ForeignLetter{"-N", "--new-passphrase-file"},
    ForeignLetter{"-d", "--der"},
};

}  // namespace

void refuse_single_hyphens(std::span<const std::string> words) {
  for (const std::string& word : words) {
    if (word == "--") {
      return;
    }
    const auto* const found =
        std::find_if(foreign_words.begin(), foreign_words.end(),
                     [&word](const ForeignWord& foreign) { return foreign.word == word; });
    if (found != foreign_words.end()) {
      throw usage_failure("snapseal has no option " + word, std::string(found->instead));
    }
  }
}

std::string_view instead_of_option(std::string_view command, std::string_view option) {
  const auto* const of_command = std::find_if(
      foreign_options.begin(), foreign_options.end(), [&](const ForeignOption& foreign) {
        return foreign.option == option &&
               (foreign.command.empty() ? command == "snapseal"
                                        : command.ends_with(foreign.command));
      });
  if (of_command != foreign_options.end()) {
    return of_command->instead;
  }
  // "--passin", which openssl writes with one hyphen.
  const auto* const found = std::find_if(
      foreign_words.begin(), foreign_words.end(), [option](const ForeignWord& foreign) {
        return option.starts_with("--") && foreign.word == option.substr(1);
      });
  return found == foreign_words.end() ? std::string_view() : found->instead;
}

std::string_view command_meant_by(std::string_view word) {
  const auto* const found =
      std::find_if(foreign_commands.begin(), foreign_commands.end(),
                   [word](const ForeignCommand& foreign) { return foreign.word == word; });
  return found == foreign_commands.end() ? std::string_view() : found->command;
}

std::vector<std::string_view> options_meant_by(std::string_view letter) {
  std::vector<std::string_view> options;
  for (const ForeignLetter& foreign : foreign_letters) {
    if (foreign.letter == letter) {
      options.push_back(foreign.option);
    }
  }
  return options;
}

}  // namespace snapseal::cli

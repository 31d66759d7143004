// SPDX-License-Identifier: Apache-2.0
// Options as openssl, ssh-keygen and age have them, for those who type them out of habit.
#include <algorithm>
#include <array>

#include "arguments_parts.hpp"

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

struct ForeignLetter {
  std::string_view letter;
  std::string_view option;
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

// SPDX-License-Identifier: Apache-2.0
#include "secrets/new_passphrase.hpp"

#include <unistd.h>

#include "failure.hpp"
#include "output/terminal.hpp"
#include "secrets/secret_file.hpp"

namespace snapseal::cli {

SecretString read_new_passphrase(const FileName& name) {
  return read_secret_line(name, passphrase_secret, SecretUse::make).text;
}

std::optional<SecretString> ask_new_passphrase(std::string_view shown) {
  if (!is_terminal(STDIN_FILENO)) {
    return std::nullopt;
  }
  constexpr int tries = 3;
  for (int i = 0; i < tries; ++i) {
    const std::string prompt = "Passphrase for " + std::string(shown);
    auto first = ask_passphrase(prompt + " (empty for none): ");
    if (!first || first->empty()) {
      return std::nullopt;
    }
    const auto second = ask_passphrase(prompt + ", once more: ");
    if (second && *second == *first) {
      return first;
    }
    note("the two are not the same");
  }
  throw Failure{exit_unusable_key, std::string(to_string(Errc::invalid_argument)),
                "the two passphrases were not the same, three times", "nothing was written"};
}

}  // namespace snapseal::cli

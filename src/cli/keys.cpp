// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include "failure.hpp"
#include "files.hpp"
#include "terminal.hpp"
#include "tokens.hpp"

namespace snapseal::cli {

namespace {

std::string hint_for(const Error& error, const std::optional<std::string>& passphrase_file) {
  if (error.code() == Errc::passphrase_required) {
    return "give --passphrase-file FILE, or run snapseal in a terminal";
  }
  if (error.code() == Errc::wrong_passphrase && passphrase_file) {
    return "the passphrase is the first line of " + *passphrase_file + ", without its line end";
  }
  return {};
}

}  // namespace

SecretString read_first_line(const std::string& path, std::string_view what) {
  const SecretString file = read_input(path, Limits{}.key_file_bytes, what);
  const std::string_view text = file.expose();
  return SecretString::copy_of(text.substr(0, text.find_first_of("\r\n")));
}

SecretString read_passphrase_file(const std::string& path) {
  return read_first_line(path, "passphrase");
}

void warn_if_others_can_use(const std::string& path, std::string_view what) {
  if (path != standard_stream && others_can_use(path)) {
    note(path + " is " + std::string(what) + " that others can read: chmod 600 " + path);
  }
}

PrivateKey load_private_key(const std::string& path,
                            const std::optional<std::string>& passphrase_file) {
  if (is_token_uri(path)) {
    return open_token_key(path, passphrase_file);
  }
  const SecretString file = read_input(path, Limits{}.key_file_bytes, "private key");
  const std::optional<SecretString> given =
      passphrase_file ? std::optional(read_passphrase_file(*passphrase_file)) : std::nullopt;
  const PassphraseSource passphrase = [&](const KeyFileReport& report) {
    return given ? std::optional(given->clone())
                 : ask_passphrase("Passphrase of " + path + " (" +
                                  std::string(to_string(report.format)) + "): ");
  };
  try {
    PrivateKey key = PrivateKey::parse(file.expose(), passphrase);
    warn_if_others_can_use(path);
    return key;
  } catch (const Error& error) {
    throw about_file(path, error, hint_for(error, passphrase_file));
  }
}

}  // namespace snapseal::cli

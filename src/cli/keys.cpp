// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include "failure.hpp"
#include "files.hpp"
#include "terminal.hpp"
#include "tokens.hpp"

namespace snapseal::cli {

SecretString read_first_line(const std::string& path, std::string_view what) {
  const SecretString file = read_input(path, Limits{}.key_file_bytes, what);
  const std::string_view text = file.expose();
  return SecretString::copy_of(text.substr(0, text.find_first_of("\r\n")));
}

SecretString read_passphrase_file(const std::string& path) {
  return read_first_line(path, "passphrase");
}

GivenPassphrase::GivenPassphrase(const std::optional<std::string>& path) {
  if (path) {
    path_ = *path;
    text_ = read_passphrase_file(*path);
  }
}

std::string passphrase_hint(const Error& error, const GivenPassphrase& given) {
  if (error.code() == Errc::passphrase_required) {
    return "give --passphrase-file FILE, or run snapseal in a terminal";
  }
  if (error.code() == Errc::wrong_passphrase && !given.path().empty()) {
    return "the passphrase is the first line of " + given.path() + ", without its line end";
  }
  if (error.code() == Errc::key_encryption_too_costly) {
    return "encrypt the key anew with fewer rounds, with the program that made it";
  }
  return {};
}

void warn_if_others_can_use(const std::string& path, std::string_view what) {
  if (path != standard_stream && others_can_use(path)) {
    note(path + " is " + std::string(what) + " that others can use: chmod 600 " +
         quoted_for_shell(path));
  }
}

PrivateKey load_private_key(const std::string& path, const GivenPassphrase& given) {
  if (is_token_uri(path)) {
    return open_token_key(path, given);
  }
  const SecretString file = read_input(path, Limits{}.key_file_bytes, "private key");
  const PassphraseSource passphrase = [&](const KeyFileReport& report) {
    std::optional<SecretString> text = given.get();
    return text ? std::move(text)
                : ask_passphrase("Passphrase of " + path + " (" +
                                 std::string(to_string(report.format)) + "): ");
  };
  try {
    PrivateKey key = PrivateKey::parse(file.expose(), passphrase);
    warn_if_others_can_use(path);
    return key;
  } catch (const Error& error) {
    throw about_file(path, error, passphrase_hint(error, given));
  }
}

void add_private_keys(Inputs& inputs, const std::vector<std::string>& keys,
                      const std::optional<std::string>& passphrase_file) {
  for (const std::string& key : keys) {
    if (!is_token_uri(key)) {
      inputs.add("--key", key, "private key");
    }
  }
  inputs.add("--passphrase-file", passphrase_file, "passphrase");
}

std::vector<PrivateKey> load_private_keys(const std::vector<std::string>& paths,
                                          const std::optional<std::string>& passphrase_file) {
  const GivenPassphrase given(passphrase_file);
  std::vector<PrivateKey> keys;
  for (const std::string& path : paths) {
    // One PIN shown to several tokens would cost each a try.
    const bool other_pins = paths.size() > 1 && is_token_uri(path);
    keys.push_back(other_pins ? load_private_key(path, GivenPassphrase())
                              : load_private_key(path, given));
  }
  return keys;
}

}  // namespace snapseal::cli

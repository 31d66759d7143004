// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include "failure.hpp"
#include "files.hpp"
#include "terminal.hpp"
#include "tokens.hpp"

namespace snapseal::cli {

namespace {

PrivateKey parse_with(const SecretString& passphrase, const SecretString& file,
                      const std::string& path, std::string hint) {
  try {
    return PrivateKey::parse(file.expose(), passphrase.expose());
  } catch (const Error& error) {
    throw about_file(path, error,
                     error.code() == Errc::wrong_passphrase ? std::move(hint) : std::string());
  }
}

}  // namespace

SecretString read_passphrase_file(const std::string& path) {
  const SecretString file = read_input(path, Limits{}.key_file_bytes, "passphrase");
  const std::string_view text = file.expose();
  return SecretString::copy_of(text.substr(0, text.find_first_of("\r\n")));
}

PrivateKey load_private_key(const std::string& path,
                            const std::optional<std::string>& passphrase_file) {
  if (is_token_uri(path)) {
    return open_token_key(path, passphrase_file);
  }
  const SecretString file = read_input(path, Limits{}.key_file_bytes, "private key");
  if (passphrase_file) {
    return parse_with(
        read_passphrase_file(*passphrase_file), file, path,
        "the passphrase is the first line of " + *passphrase_file + ", without its line end");
  }
  try {
    return PrivateKey::parse(file.expose());
  } catch (const Error& error) {
    if (error.code() != Errc::passphrase_required) {
      throw about_file(path, error);
    }
    const auto passphrase = ask_passphrase("Passphrase of " + path + ": ");
    if (!passphrase) {
      throw about_file(path, error, "give --passphrase-file FILE, or run snapseal in a terminal");
    }
    return parse_with(*passphrase, file, path, "");
  }
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include "failure.hpp"
#include "files.hpp"
#include "secret_file.hpp"
#include "secret_text.hpp"
#include "terminal.hpp"
#include "tokens.hpp"

namespace snapseal::cli {

GivenPassphrase::GivenPassphrase(const std::optional<std::string>& path) {
  if (path) {
    const FileName name(*path, "--passphrase-file");
    FirstLine line = read_secret_line(name, passphrase_secret);
    file_ = name.shown();
    text_ = std::move(line.text);
    line_end_ = line.end;
  }
}

std::optional<SecretString> GivenPassphrase::with_line_end() const {
  if (!text_ || line_end_.empty()) {
    return std::nullopt;
  }
  SecretText text;
  text.append(text_->expose());
  text.append(line_end_);
  return SecretString::copy_of(text.view());
}

PrivateKey parse_private_key(const FileName& name, const SecretString& file,
                             const GivenPassphrase& given, const PassphraseSource& source) {
  try {
    return PrivateKey::parse(file.expose(), source);
  } catch (const Error& error) {
    const auto whole = given.with_line_end();
    if (error.code() != Errc::wrong_passphrase || !whole) {
      throw;
    }
    try {
      PrivateKey key = PrivateKey::parse(file.expose(), whole->expose());
      note(name.shown() + " was encrypted with the line end of " + given.file() +
           " as a part of its passphrase: other programs may not open it so; encrypt it anew");
      return key;
    } catch (const Error&) {
      throw error;
    }
  }
}

std::string passphrase_hint(const Error& error, const GivenPassphrase& given) {
  if (error.code() == Errc::passphrase_required) {
    return "give --passphrase-file FILE, or run snapseal in a terminal";
  }
  if (error.code() == Errc::wrong_passphrase && given.is_empty()) {
    return "the first line of " + given.file() + " is empty, and should be the passphrase";
  }
  if (error.code() == Errc::wrong_passphrase && !given.file().empty()) {
    return "the passphrase is the first line of " + given.file() + ", without its line end";
  }
  if (error.code() == Errc::key_encryption_too_costly) {
    return "encrypt the key anew with fewer rounds, with the program that made it";
  }
  return {};
}

PrivateKey load_private_key(const std::string& path, const GivenPassphrase& given) {
  if (is_token_uri(path)) {
    return open_token_key(path, given);
  }
  const FileName name(path, "--key");
  const SecretString file = read_input(name, Limits{}.key_file_bytes, "private key");
  const PassphraseSource passphrase = [&](const KeyFileReport& report) {
    std::optional<SecretString> text = given.get();
    return text ? std::move(text)
                : ask_passphrase("Passphrase of " + name.shown() + " (" +
                                 std::string(to_string(report.format)) + "): ");
  };
  try {
    PrivateKey key = parse_private_key(name, file, given, passphrase);
    warn_if_others_can_use(name);
    return key;
  } catch (const Error& error) {
    throw about_file(name.shown(), error, passphrase_hint(error, given));
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

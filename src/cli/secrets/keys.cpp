// SPDX-License-Identifier: Apache-2.0
#include "secrets/keys.hpp"

#include "failure.hpp"
#include "files.hpp"
#include "output/terminal.hpp"
#include "secrets/secret_file.hpp"
#include "secrets/secret_text.hpp"
#include "secrets/tokens.hpp"

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

namespace {

SecretString read_key_file(const std::string& path) {
  return read_input(FileName(path, "--key"), Limits{}.key_file_bytes, "private key");
}

/// `nullopt` if a person must be asked for the passphrase and `may_ask` is false.
std::optional<PrivateKey> load_key_file(const std::string& path, const SecretString& file,
                                        const GivenPassphrase& given, bool may_ask) {
  const FileName name(path, "--key");
  bool is_left = false;
  const PassphraseSource passphrase = [&](const KeyFileReport& report) {
    std::optional<SecretString> text = given.get();
    is_left = !text && !may_ask;
    return text || is_left ? std::move(text)
                           : ask_passphrase("Passphrase of " + name.shown() + " (" +
                                            std::string(to_string(report.format)) + "): ");
  };
  try {
    PrivateKey key = parse_private_key(name, file, given, passphrase);
    warn_if_others_can_use(name);
    return key;
  } catch (const Error& error) {
    if (is_left && error.code() == Errc::passphrase_required) {
      return std::nullopt;
    }
    throw about_file(name.shown(), error, passphrase_hint(error, given));
  }
}

}  // namespace

PrivateKey load_private_key(const std::string& path, const GivenPassphrase& given) {
  return is_token_uri(path) ? open_token_key(path, given)
                            : *load_key_file(path, read_key_file(path), given, true);
}

namespace {

/// Not of another kind, such as EC.
bool is_readable_private_key(std::string_view text) {
  try {
    static_cast<void>(inspect_key_file(text));
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

PublicKey load_public_key(const std::string& path, std::string_view giver) {
  const FileName name(path, giver);
  const SecretString file = read_input(name, Limits{}.key_file_bytes, "public key");
  try {
    return PublicKey::parse(file.expose());
  } catch (const Error& error) {
    throw about_file(name.shown(), error,
                     is_readable_private_key(file.expose())
                         ? "snapseal key public prints the public half of a private key"
                         : "");
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

KeyLoading::KeyLoading(const std::vector<std::string>& paths,
                       std::optional<std::string> passphrase_file)
    : passphrase_file_(std::move(passphrase_file)) {
  for (const std::string& path : paths) {
    keys_.push_back({path, std::nullopt, std::nullopt});
  }
}

void KeyLoading::read_passphrase() {
  if (!given_) {
    given_.emplace(passphrase_file_);
  }
}

void KeyLoading::begin() {
  read_passphrase();
  for (Key& key : keys_) {
    if (!is_token_uri(key.path)) {
      key.file = read_key_file(key.path);
      key.key = load_key_file(key.path, *key.file, *given_, false);
    }
  }
}

std::vector<PrivateKey> KeyLoading::finish() {
  read_passphrase();
  const GivenPassphrase none;
  std::vector<PrivateKey> loaded;
  for (Key& key : keys_) {
    if (key.key) {
      loaded.push_back(std::move(*key.key));
    } else if (key.file) {
      loaded.push_back(*load_key_file(key.path, *key.file, *given_, true));
    } else {
      // One PIN shown to several tokens would cost each a try.
      const bool other_pins = keys_.size() > 1 && is_token_uri(key.path);
      loaded.push_back(load_private_key(key.path, other_pins ? none : *given_));
    }
  }
  return loaded;
}

}  // namespace snapseal::cli

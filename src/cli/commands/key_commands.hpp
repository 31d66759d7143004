// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "files.hpp"
#include "secrets/keys.hpp"

/// The commands about key files, as commands.hpp has the others.
namespace snapseal::cli {

struct KeygenOptions {
  std::string out;
  std::size_t bits = 3072;
  std::string format = "pkcs8";
  std::optional<std::string> passphrase_file;
  bool no_passphrase = false;
  std::string comment;
};
void keygen(const KeygenOptions& options);

struct PubkeyOptions {
  std::string key;
  std::optional<std::string> passphrase_file;
  std::string format = "openssh";
  bool der = false;
  std::string comment;
  std::optional<std::string> out;
};
void pubkey(const PubkeyOptions& options);

struct KeyConvertOptions {
  std::string key;
  std::optional<std::string> passphrase_file;
  std::optional<std::string> format;  ///< "pkcs8" for a private key, "spki" for a public one.
  bool der = false;
  std::optional<std::string> new_passphrase_file;
  bool no_passphrase = false;
  std::string comment;
  std::optional<std::string> out;
};
void key_convert(const KeyConvertOptions& options);

struct KeyInspectOptions {
  std::optional<std::string> passphrase_file;
  bool json = false;
  std::string file = std::string(standard_stream);
};
void key_inspect(const KeyInspectOptions& options);
/// The report on a file that has been read.
void tell_key(const FileName& name, const SecretString& file, const GivenPassphrase& given,
              bool json);

/// A public key as --format, --der and --comment want it: "openssh", "spki" or "jwk".
struct PublicKeyForm {
  std::string_view format;
  bool der;
  std::string_view comment;
};
[[nodiscard]] std::string write_public_key(const PublicKey& key, const PublicKeyForm& form);
/// A usage failure if they do not go together.
void check_public_key_form(const PublicKeyForm& form);

}  // namespace snapseal::cli

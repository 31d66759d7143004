// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cerrno>

#include "commands/key_commands.hpp"
#include "failure.hpp"
#include "output/output_file.hpp"
#include "output/terminal.hpp"
#include "secrets/new_passphrase.hpp"
#include "secrets/tokens.hpp"

namespace snapseal::cli {

namespace {

/// A private key's file, read.
struct ReadKey {
  PrivateKey key;
  bool was_encrypted;
};

std::string_view format_of(const KeyConvertOptions& options, std::string_view preset) {
  return options.format ? std::string_view(*options.format) : preset;
}

bool can_be_encrypted(std::string_view format) {
  return format == "pkcs8" || format == "openssh";
}

/// What does not go together, whatever the key is.
void check_format(const KeyConvertOptions& options) {
  const std::string_view format = format_of(options, "pkcs8");
  if (options.new_passphrase_file && options.no_passphrase) {
    throw usage_failure("--new-passphrase-file excludes --no-passphrase");
  }
  if (options.new_passphrase_file && !can_be_encrypted(format)) {
    throw usage_failure("a key is not written encrypted as " + std::string(format),
                        "--format pkcs8 and --format openssh can be encrypted");
  }
  if (options.der && (format == "openssh" || format == "jwk")) {
    throw usage_failure("--der goes with --format pkcs8, pkcs1 or spki only");
  }
  if (!options.comment.empty() && format != "openssh") {
    throw usage_failure("--comment goes with --format openssh only");
  }
}

std::optional<ReadKey> read_private(const FileName& name, const SecretString& file,
                                    const GivenPassphrase& given) {
  bool was_encrypted = false;
  const PassphraseSource source = [&](const KeyFileReport& report) {
    was_encrypted = true;
    auto text = given.get();
    return text ? std::move(text)
                : ask_passphrase("Passphrase of " + name.shown() + " (" +
                                 std::string(to_string(report.format)) + "): ");
  };
  try {
    PrivateKey key = parse_private_key(name, file, given, source);
    return ReadKey{std::move(key), was_encrypted};
  } catch (const Error& error) {
    if (error.code() == Errc::not_a_private_key) {
      return std::nullopt;
    }
    throw about_file(name.shown(), error, passphrase_hint(error, given));
  }
}

PublicKey read_public(const FileName& name, const SecretString& file) {
  try {
    return PublicKey::parse(file.expose());
  } catch (const Error& error) {
    throw about_file(name.shown(), error);
  }
}

/// What was encrypted is written so, too, unless its user says otherwise.
std::optional<SecretString> passphrase_for(const KeyConvertOptions& options, const FileName& name,
                                           bool was_encrypted) {
  if (options.new_passphrase_file) {
    return read_new_passphrase(FileName(*options.new_passphrase_file, "--new-passphrase-file"));
  }
  if (options.no_passphrase || !was_encrypted) {
    return std::nullopt;
  }
  const std::string_view format = format_of(options, "pkcs8");
  if (!can_be_encrypted(format)) {
    throw usage_failure("the key in " + name.shown() +
                            " is encrypted, and a key is not written "
                            "encrypted as " +
                            std::string(format),
                        "--no-passphrase writes it so; --format pkcs8 can be encrypted");
  }
  if (!is_terminal(STDIN_FILENO)) {
    throw usage_failure("the key in " + name.shown() + " is encrypted: is the new file to be?",
                        "--new-passphrase-file FILE encrypts it, --no-passphrase does not");
  }
  return ask_new_passphrase("the new file");
}

SecretString text_of(SecretBytes der) {
  return SecretString(std::move(der));
}

SecretString write_private(const PrivateKey& key, const KeyConvertOptions& options,
                           const std::optional<SecretString>& passphrase) {
  const std::string_view format = format_of(options, "pkcs8");
  if (format == "pkcs1") {
    return options.der ? text_of(key.to_pkcs1_der()) : key.to_pkcs1_pem();
  }
  if (format == "openssh") {
    return passphrase ? key.to_encrypted_openssh_pem(passphrase->expose(), options.comment)
                      : key.to_openssh_pem(options.comment);
  }
  if (format == "jwk") {
    return key.to_jwk();
  }
  if (options.der) {
    return text_of(passphrase ? key.to_encrypted_pkcs8_der(passphrase->expose())
                              : key.to_pkcs8_der());
  }
  return passphrase ? key.to_encrypted_pkcs8_pem(passphrase->expose()) : key.to_pkcs8_pem();
}

void convert_public(const PublicKey& key, const KeyConvertOptions& options, const OutputFile& out) {
  const PublicKeyForm form{format_of(options, "spki"), options.der, options.comment};
  if (form.format == "pkcs8" || form.format == "pkcs1") {
    throw usage_failure("the file has a public key: --format is openssh, spki or jwk");
  }
  if (options.new_passphrase_file) {
    throw usage_failure("the file has a public key, which is not encrypted");
  }
  check_public_key_form(form);
  out.write(write_public_key(key, form));
}

void convert_private(const ReadKey& read, const FileName& name, const KeyConvertOptions& options,
                     const OutputFile& out) {
  if (format_of(options, "pkcs8") == "spki") {
    throw usage_failure("--format spki is for public keys, and the file has a private one",
                        "snapseal key public --format spki");
  }
  if (!out.is_file() && is_terminal(STDOUT_FILENO)) {
    throw usage_failure("a private key is not shown on a terminal", "give --out FILE");
  }
  const auto passphrase = passphrase_for(options, name, read.was_encrypted);
  out.write(write_private(read.key, options, passphrase).expose());
  if (!passphrase && read.was_encrypted) {
    note("the new file is not encrypted");
  }
}

}  // namespace

void key_convert(const KeyConvertOptions& options) {
  if (is_token_uri(options.key)) {
    throw usage_failure("a key on a token stays there", "snapseal key public --key URI");
  }
  check_format(options);
  const OutputFile out(options.out);
  Inputs inputs;
  inputs.add("--key", options.key, "key")
      .add("--passphrase-file", options.passphrase_file, "passphrase")
      .add("--new-passphrase-file", options.new_passphrase_file, "passphrase")
      .check();
  out.check(inputs);
  if (out.is_file() && exists(*options.out)) {
    throw FileName(*options.out, "--out").failure("create", EEXIST);
  }
  const GivenPassphrase given(options.passphrase_file);
  const FileName name(options.key, "--key");
  const SecretString file = read_input(name, Limits{}.key_file_bytes, "key");
  const auto read = read_private(name, file, given);
  if (read) {
    convert_private(*read, name, options, out);
  } else {
    convert_public(read_public(name, file), options, out);
  }
}

}  // namespace snapseal::cli

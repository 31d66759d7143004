// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "commands/key_commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "output/json_writer.hpp"
#include "output/terminal.hpp"
#include "secrets/secret_file.hpp"
#include "secrets/tokens.hpp"

namespace snapseal::cli {

namespace {

struct Report {
  bool is_private = true;
  std::string format;
  std::string encryption;
  std::optional<PublicKey> public_key;
};

/// What a person types to learn what the file does not tell; nothing if it is not needed, if nobody
/// can be asked, or if nothing is typed.
std::optional<SecretString> ask_for_more(const FileName& name, const KeyFileReport& found) {
  if (found.encryption.empty() || found.public_key) {
    return std::nullopt;
  }
  auto typed =
      ask_passphrase("Passphrase of " + name.shown() + " (" + std::string(to_string(found.format)) +
                     ") for size and fingerprint, or nothing: ");
  return typed && !typed->empty() ? std::move(typed) : std::nullopt;
}

/// With the passphrase, if one is given and needed: what it alone tells, and that it is right.
Report report_on_private(const FileName& name, const SecretString& file,
                         const GivenPassphrase& given) {
  const KeyFileReport found = inspect_key_file(file.expose());
  Report report{true, std::string(to_string(found.format)), found.encryption, found.public_key};
  auto passphrase = given.get();
  if (!passphrase) {
    passphrase = ask_for_more(name, found);
  }
  if (passphrase && !found.encryption.empty()) {
    const PassphraseSource source = [&passphrase](const KeyFileReport&) {
      return std::optional(passphrase->clone());
    };
    report.public_key = parse_private_key(name, file, given, source).public_key();
  }
  warn_if_others_can_use(name);
  return report;
}

Report report_on_public(const FileName& name, const SecretString& file,
                        const Error& no_private_key) {
  try {
    return {false, "", "", PublicKey::parse(file.expose())};
  } catch (const Error& error) {
    const bool tells_less =
        error.code() == Errc::unrecognized_key_format || error.code() == Errc::not_a_public_key;
    throw about_file(name.shown(), tells_less ? no_private_key : error);
  }
}

Report report_on(const FileName& name, const SecretString& file, const GivenPassphrase& given) {
  try {
    return report_on_private(name, file, given);
  } catch (const Error& error) {
    if (error.code() == Errc::not_a_private_key) {
      return report_on_public(name, file, error);
    }
    throw about_file(name.shown(), error, passphrase_hint(error, given));
  }
}

std::string to_text(const Report& report) {
  std::ostringstream text;
  if (report.is_private) {
    text << "private key, " << report.format << '\n'
         << "encrypted:   " << (report.encryption.empty() ? "no" : report.encryption) << '\n';
  } else {
    text << "public key\n";
  }
  if (report.public_key) {
    text << "size:        " << report.public_key->modulus_bits() << " bits\n"
         << "fingerprint: " << report.public_key->fingerprint_sha256() << '\n'
         << "thumbprint:  " << report.public_key->jwk_thumbprint_sha256() << " (RFC 7638)\n";
  } else {
    text << "size, fingerprint: encrypted too; --passphrase-file FILE tells them\n";
  }
  return text.str();
}

JsonWriter to_json(const Report& report) {
  const auto text = [](const std::string& text_or_none) {
    return text_or_none.empty() ? std::nullopt : std::optional(text_or_none);
  };
  std::optional<std::size_t> bits;
  std::optional<std::string> fingerprint;
  std::optional<std::string> thumbprint;
  if (report.public_key) {
    bits = report.public_key->modulus_bits();
    fingerprint = report.public_key->fingerprint_sha256();
    thumbprint = report.public_key->jwk_thumbprint_sha256();
  }
  JsonWriter json;
  json.open_object()
      .member("kind", report.is_private ? "private" : "public")
      .member("format", text(report.format))
      .member("encryption", text(report.encryption))
      .member("modulus_bits", bits)
      .member("fingerprint_sha256", fingerprint)
      .member("jwk_thumbprint_sha256", thumbprint)
      .close_object()
      .end_line();
  return json;
}

}  // namespace

void tell_key(const FileName& name, const SecretString& file, const GivenPassphrase& given,
              bool json) {
  const Report report = report_on(name, file, given);
  json ? write_output(to_json(report).view()) : write_output(to_text(report));
}

void key_inspect(const KeyInspectOptions& options) {
  if (is_token_uri(options.file)) {
    throw usage_failure("a key on a token is not a file", "snapseal key public --key URI");
  }
  Inputs()
      .add("--passphrase-file", options.passphrase_file, "passphrase")
      .add("FILE", options.file, "key file")
      .check();
  const GivenPassphrase given(options.passphrase_file);
  const FileName name(options.file, "FILE");
  tell_key(name, read_input(name, Limits{}.key_file_bytes, "key file"), given, options.json);
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

namespace {

struct Options {
  std::string to;
  bool legacy_nonce = false;
  std::string plaintext = std::string(standard_stream);
};

PublicKey load_public_key(const std::string& path) {
  const SecretString file = read_input(path, Limits{}.key_file_bytes, "public key");
  try {
    return PublicKey::parse(file.expose());
  } catch (const Error& error) {
    throw about_file(path, error);
  }
}

void encrypt(const Options& options) {
  const PublicKey key = load_public_key(options.to);
  // So that base64 of it still fits into a response that `decrypt` takes.
  const SecretString plaintext =
      read_input(options.plaintext, Limits{}.response_bytes / 4 * 3 - 4096, "plaintext");
  const EncryptedResponse response = encrypt_response(
      key, plaintext.expose(),
      {.nonce_form = options.legacy_nonce ? NonceForm::legacy15 : NonceForm::rfc7253});
  write_output(response.to_json() + "\n");
}

}  // namespace

void add_encrypt(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "encrypt", "Make an encrypted response as the API does, for mocks and tests");
  command
      ->add_option("-t,--to", options->to,
                   "The public key: an ssh-rsa line, or \"PUBLIC KEY\" in PEM or DER")
      ->required()
      ->type_name("PUBLICKEY");
  command->add_flag("--legacy-nonce", options->legacy_nonce,
                    "Use the nonce as PyCryptodome before 3.17.0 does: 14 of its 15 bytes");
  command
      ->add_option("PLAINTEXT", options->plaintext,
                   "A file with the plaintext; standard input if it is - or left out")
      ->type_name("");
  command->footer(R"(
Example:
  printf '%s' "$JWT" | snapseal encrypt --to me.pem.pub > response.json
)");
  command->callback([options] { encrypt(*options); });
}

}  // namespace snapseal::cli

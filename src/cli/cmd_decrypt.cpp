// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "terminal.hpp"

namespace snapseal::cli {

namespace {

struct Options {
  std::string key;
  std::string passphrase_file;
  bool no_legacy_nonce = false;
  std::string response = std::string(standard_stream);
};

std::string hint_for(const Error& error, const Options& options, const PrivateKey& key,
                     const EncryptedResponse& response) {
  switch (error.code()) {
    case Errc::invalid_encrypted_shared_key_length:
      return "the response was made for a key of " +
             std::to_string(response.encrypted_shared_key().size() * 8) + " bits, " + options.key +
             " has " + std::to_string(key.public_key().modulus_bits());
    case Errc::decryption_failed:
      return "is this the key whose public half was registered? It is " +
             key.public_key().fingerprint_sha256();
    default: return {};
  }
}

DecryptedResponse open(const Options& options, const PrivateKey& key,
                       const EncryptedResponse& response) {
  try {
    return decrypt_response(key, response, {.try_legacy_nonce = !options.no_legacy_nonce});
  } catch (const Error& error) {
    throw to_failure(error, hint_for(error, options, key, response));
  }
}

EncryptedResponse read_response(const std::string& path) {
  const SecretString json = read_input(path, Limits{}.response_bytes, "response");
  try {
    return EncryptedResponse::parse(json.expose());
  } catch (const Error& error) {
    throw to_failure(error, error.field().empty()
                                ? std::string()
                                : "snapseal inspect lists all that is wrong with a response");
  }
}

void decrypt(const Options& options) {
  const EncryptedResponse response = read_response(options.response);
  const PrivateKey key = load_private_key(options.key, options.passphrase_file);
  const DecryptedResponse opened = open(options, key, response);
  if (opened.nonce_form == NonceForm::legacy15) {
    note(
        "the response uses its 15-byte nonce as PyCryptodome before 3.17.0 does (14 bytes of it), "
        "not as RFC 7253 says");
  }
  write_output(opened.text.expose());
  if (is_terminal(STDOUT_FILENO) && !opened.text.expose().ends_with('\n')) {
    write_output("\n");
  }
}

}  // namespace

void add_decrypt(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "decrypt", "Open an encrypted response and print its plaintext, byte for byte");
  command
      ->add_option("-k,--key", options->key,
                   "The private key: PKCS#8 or PKCS#1, PEM or DER; - for standard input")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--passphrase-file", options->passphrase_file,
                   "A file whose first line is the key's passphrase; without it an encrypted key's "
                   "passphrase is asked for on the terminal")
      ->type_name("FILE");
  command->add_flag("--no-legacy-nonce", options->no_legacy_nonce,
                    "Accept a 15-byte nonce only as RFC 7253 reads it, not as PyCryptodome before "
                    "3.17.0 writes it");
  command
      ->add_option("RESPONSE", options->response,
                   "The response, JSON; standard input if it is - or left out")
      ->type_name("");
  command->footer(R"(
Nothing is printed unless the response is authentic. A line feed is added on a terminal only.

Examples:
  snapseal decrypt --key me.pem response.json
  curl ... | snapseal decrypt --key me.pem --passphrase-file pass.txt | jq -r .redirectURI
)");
  command->callback([options] { decrypt(*options); });
}

}  // namespace snapseal::cli

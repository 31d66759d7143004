// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "terminal.hpp"
#include "tokens.hpp"

namespace snapseal::cli {

namespace {

std::string hint_for(const Error& error, const DecryptOptions& options, const PrivateKey& key,
                     const EncryptedResponse& response) {
  switch (error.code()) {
    case Errc::invalid_encrypted_shared_key_length:
      return "the response was made for a key of " +
             std::to_string(response.encrypted_shared_key().size() * 8) + " bits, " +
             name_of_key(options.key) + " has " + std::to_string(key.public_key().modulus_bits());
    case Errc::decryption_failed:
      return "is this the key whose public half was registered? It is " +
             key.public_key().fingerprint_sha256();
    default: return {};
  }
}

DecryptedResponse open(const DecryptOptions& options, const PrivateKey& key,
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

}  // namespace

void decrypt(const DecryptOptions& options) {
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

}  // namespace snapseal::cli

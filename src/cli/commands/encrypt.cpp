// SPDX-License-Identifier: Apache-2.0

#include "commands/commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "output/output_file.hpp"
#include "secrets/keys.hpp"

namespace snapseal::cli {

void encrypt(const EncryptOptions& options) {
  const OutputFile out(options.out);
  Inputs inputs;
  inputs.add("--to", options.to, "public key")
      .add("PLAINTEXT", options.plaintext, "plaintext")
      .check();
  out.check(inputs);
  const PublicKey key = load_public_key(options.to, "--to");
  // So that base64 of it still fits into a response that `decrypt` takes.
  const SecretString plaintext = read_input(FileName(options.plaintext, "PLAINTEXT"),
                                            Limits{}.response_bytes / 4 * 3 - 4096, "plaintext");
  const EncryptedResponse response = encrypt_response(
      key, plaintext.expose(),
      {.nonce_form = options.legacy_nonce ? NonceForm::legacy15 : NonceForm::rfc7253,
       .nonce_bytes = options.nonce_bytes});
  out.write(response.to_json() + "\n");
}

}  // namespace snapseal::cli

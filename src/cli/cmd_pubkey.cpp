// SPDX-License-Identifier: Apache-2.0

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

void pubkey(const PubkeyOptions& options) {
  if (options.format != "openssh" && !options.comment.empty()) {
    throw usage_failure("--comment goes with --format openssh only");
  }
  Inputs inputs;
  add_private_keys(inputs, {options.key}, options.passphrase_file);
  inputs.check();
  const PrivateKey key = load_private_key(options.key, GivenPassphrase(options.passphrase_file));
  const PublicKey& public_key = key.public_key();
  write_output(options.format == "spki"  ? public_key.to_spki_pem()
               : options.format == "jwk" ? public_key.to_jwk() + "\n"
                                         : public_key.to_openssh(options.comment) + "\n");
}

}  // namespace snapseal::cli

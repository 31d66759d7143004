// SPDX-License-Identifier: Apache-2.0

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

void pubkey(const PubkeyOptions& options) {
  const bool spki = options.format == "spki";
  if (spki && !options.comment.empty()) {
    throw usage_failure("--comment goes with --format openssh only");
  }
  const PrivateKey key = load_private_key(options.key, options.passphrase_file);
  write_output(spki ? key.public_key().to_spki_pem()
                    : key.public_key().to_openssh(options.comment) + "\n");
}

}  // namespace snapseal::cli

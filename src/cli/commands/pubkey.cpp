// SPDX-License-Identifier: Apache-2.0

#include "commands/key_commands.hpp"
#include "failure.hpp"
#include "output/output_file.hpp"

namespace snapseal::cli {

void check_public_key_form(const PublicKeyForm& form) {
  if (form.format != "openssh" && !form.comment.empty()) {
    throw usage_failure("--comment goes with --format openssh only");
  }
  if (form.format != "spki" && form.der) {
    throw usage_failure("--der goes with --format spki only, for a public key");
  }
}

std::string write_public_key(const PublicKey& key, const PublicKeyForm& form) {
  if (form.der) {
    const auto der = key.to_spki_der();
    return {der.begin(), der.end()};
  }
  return form.format == "spki"  ? key.to_spki_pem()
         : form.format == "jwk" ? key.to_jwk() + "\n"
                                : key.to_openssh(form.comment) + "\n";
}

void pubkey(const PubkeyOptions& options) {
  const PublicKeyForm form{options.format, options.der, options.comment};
  check_public_key_form(form);
  const OutputFile out(options.out, 0644);
  Inputs inputs;
  add_private_keys(inputs, {options.key}, options.passphrase_file);
  inputs.check();
  out.check(inputs);
  const PrivateKey key = load_private_key(options.key, GivenPassphrase(options.passphrase_file));
  out.write(write_public_key(key.public_key(), form));
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include <cerrno>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

void keygen(const KeygenOptions& options) {
  const std::string public_path = options.out + ".pub";
  if (options.out.empty() || options.out == standard_stream) {
    throw usage_failure("--out needs the name of a file: two files are made");
  }
  // Said before the work; what counts is that the files are made anew below.
  for (const std::string& path : {options.out, public_path}) {
    if (exists(path)) {
      throw system_failure("cannot create", path, EEXIST);
    }
  }
  const bool encrypted = options.passphrase_file.has_value();
  const SecretString passphrase =
      encrypted ? read_passphrase_file(*options.passphrase_file) : SecretString();

  const PrivateKey key = PrivateKey::generate(options.bits);
  const std::string public_line = key.public_key().to_openssh(options.comment) + "\n";
  const SecretString pem =
      options.format == "openssh"
          ? (encrypted ? key.to_encrypted_openssh_pem(passphrase.expose(), options.comment)
                       : key.to_openssh_pem(options.comment))
          : (encrypted ? key.to_encrypted_pkcs8_pem(passphrase.expose()) : key.to_pkcs8_pem());

  NewFiles files;
  files.write(options.out, pem.expose(), 0600);
  files.write(public_path, public_line, 0644);
  files.keep();

  note(options.out + ": " + std::to_string(options.bits) + "-bit RSA key, " +
       key.public_key().fingerprint_sha256());
  note(public_path + ": its public half, to register as rsaPublicKey");
  if (!encrypted) {
    note(options.out + " is not encrypted; --passphrase-file encrypts it");
  }
}

}  // namespace snapseal::cli

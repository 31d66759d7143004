// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <snapseal/snapseal.hpp>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "secret_file.hpp"

namespace snapseal::cli {

void keygen(const KeygenOptions& options) {
  const FileName private_name(options.out, "--out");
  const FileName public_name(options.out + ".pub", "--out");
  if (options.out.empty() || options.out == standard_stream) {
    throw usage_failure("--out needs the name of a file: two files are made");
  }
  // Said before the work; what counts is that the files are made anew below.
  if (is_plainly_content(options.out)) {
    throw private_name.failure("create", EINVAL);
  }
  for (const FileName& name : {private_name, public_name}) {
    if (exists(name.path())) {
      throw name.failure("create", EEXIST);
    }
  }
  if (const int error_number = why_not_in_folder_of(options.out); error_number != 0) {
    throw private_name.failure("create", error_number);
  }
  const bool encrypted = options.passphrase_file.has_value();
  const SecretString passphrase =
      encrypted ? read_secret_line(FileName(*options.passphrase_file, "--passphrase-file"),
                                   passphrase_secret, SecretUse::make)
                      .text
                : SecretString();

  const PrivateKey key = PrivateKey::generate(options.bits);
  const std::string public_line = key.public_key().to_openssh(options.comment) + "\n";
  const SecretString pem =
      options.format == "openssh"
          ? (encrypted ? key.to_encrypted_openssh_pem(passphrase.expose(), options.comment)
                       : key.to_openssh_pem(options.comment))
          : (encrypted ? key.to_encrypted_pkcs8_pem(passphrase.expose()) : key.to_pkcs8_pem());

  NewFiles files;
  files.write(private_name, pem.expose(), 0600);
  files.write(public_name, public_line, 0644);
  files.keep();

  note(options.out + ": " + std::to_string(options.bits) + "-bit RSA key, " +
       key.public_key().fingerprint_sha256());
  note(public_name.path() + ": its public half, to register as rsaPublicKey");
  if (!encrypted) {
    note(options.out + " is not encrypted; --passphrase-file encrypts it");
  }
}

}  // namespace snapseal::cli

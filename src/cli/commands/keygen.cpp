// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <snapseal/snapseal.hpp>

#include "commands/key_commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "secrets/new_passphrase.hpp"

namespace snapseal::cli {

namespace {

/// Both names can be made. What counts is that the files are made anew, after the work.
void check_names(const KeygenOptions& options, const FileName& private_name,
                 const FileName& public_name) {
  if (options.out.empty() || options.out == standard_stream) {
    throw usage_failure("--out needs the name of a file: two files are made");
  }
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
}

std::optional<SecretString> passphrase_of(const KeygenOptions& options,
                                          const FileName& private_name) {
  if (options.passphrase_file) {
    return read_new_passphrase(FileName(*options.passphrase_file, "--passphrase-file"));
  }
  return options.no_passphrase ? std::nullopt : ask_new_passphrase(private_name.shown());
}

SecretString write_key(const PrivateKey& key, const KeygenOptions& options,
                       const std::optional<SecretString>& passphrase) {
  if (options.format == "openssh") {
    return passphrase ? key.to_encrypted_openssh_pem(passphrase->expose(), options.comment)
                      : key.to_openssh_pem(options.comment);
  }
  return passphrase ? key.to_encrypted_pkcs8_pem(passphrase->expose()) : key.to_pkcs8_pem();
}

}  // namespace

void keygen(const KeygenOptions& options) {
  const FileName private_name(options.out, "--out");
  const FileName public_name(options.out + ".pub", "--out");
  check_names(options, private_name, public_name);
  const std::optional<SecretString> passphrase = passphrase_of(options, private_name);

  const PrivateKey key = PrivateKey::generate(options.bits);
  const std::string public_line = key.public_key().to_openssh(options.comment) + "\n";
  const SecretString pem = write_key(key, options, passphrase);

  NewFiles files;
  files.write(private_name, pem.expose(), 0600);
  files.write(public_name, public_line, 0644);
  files.keep();

  note(options.out + ": " + std::to_string(options.bits) + "-bit RSA key, " +
       key.public_key().fingerprint_sha256());
  note(public_name.path() + ": its public half, to register as rsaPublicKey");
  if (!passphrase) {
    note(options.out +
         " is not encrypted; snapseal key convert with --new-passphrase-file FILE writes one that "
         "is");
  }
}

}  // namespace snapseal::cli

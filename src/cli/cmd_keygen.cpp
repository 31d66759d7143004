// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

namespace {

struct Options {
  std::string out;
  std::size_t bits = 3072;
  std::string passphrase_file;
  std::string comment;
};

void keygen(const Options& options) {
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
  const bool encrypted = !options.passphrase_file.empty();
  const SecretString passphrase =
      encrypted ? read_passphrase_file(options.passphrase_file) : SecretString();

  const PrivateKey key = PrivateKey::generate(options.bits);
  const std::string public_line = key.public_key().to_openssh(options.comment) + "\n";
  const SecretString pem =
      encrypted ? key.to_encrypted_pkcs8_pem(passphrase.expose()) : key.to_pkcs8_pem();

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

}  // namespace

void add_keygen(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("keygen", "Make an RSA key pair");
  command
      ->add_option("-o,--out", options->out,
                   "The file for the private key (PKCS#8 PEM, mode 0600); the public key, an "
                   "ssh-rsa line, goes to FILE.pub. Neither may exist")
      ->required()
      ->type_name("FILE");
  command->add_option("-b,--bits", options->bits, "The length of the modulus, 2048 to 16384")
      ->capture_default_str()
      ->check(CLI::Range(PrivateKey::generate_bits_min, PrivateKey::generate_bits_max))
      ->type_name("N");
  command
      ->add_option("--passphrase-file", options->passphrase_file,
                   "Encrypt the private key with the passphrase in the file's first line")
      ->type_name("FILE");
  command->add_option("-C,--comment", options->comment, "A comment for the end of the ssh-rsa line")
      ->type_name("C");
  command->footer(R"(
The fingerprint is told on standard error, as ssh-keygen -l prints it.

Example:
  snapseal keygen --out me.pem --comment me@laptop
)");
  command->callback([options] { keygen(*options); });
}

}  // namespace snapseal::cli

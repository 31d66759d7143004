// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"

namespace snapseal::cli {

namespace {

struct Options {
  std::string key;
  std::string passphrase_file;
  std::string format = "openssh";
  std::string comment;
};

void pubkey(const Options& options) {
  const bool spki = options.format == "spki";
  if (spki && !options.comment.empty()) {
    throw usage_failure("--comment goes with --format openssh only");
  }
  const PrivateKey key = load_private_key(options.key, options.passphrase_file);
  write_output(spki ? key.public_key().to_spki_pem()
                    : key.public_key().to_openssh(options.comment) + "\n");
}

}  // namespace

void add_pubkey(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("pubkey", "Print the public key that belongs to a private key");
  command->add_option("-k,--key", options->key, "The private key; - for standard input")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--passphrase-file", options->passphrase_file,
                   "A file whose first line is the key's passphrase")
      ->type_name("FILE");
  command
      ->add_option("-f,--format", options->format,
                   "openssh: an ssh-rsa line, which the API takes; spki: \"PUBLIC KEY\" in PEM")
      ->capture_default_str()
      ->check(CLI::IsMember({"openssh", "spki"}))
      ->type_name("FORMAT");
  command->add_option("-C,--comment", options->comment, "A comment for the end of the ssh-rsa line")
      ->type_name("C");
  command->footer(R"(
Example:
  snapseal pubkey --key me.pem > me.pem.pub
)");
  command->callback([options] { pubkey(*options); });
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/keys/private_key.hpp>

#include "arguments/parts.hpp"
#include "commands/key_commands.hpp"

namespace snapseal::cli {

namespace {

/// For people who know -m from ssh-keygen.
std::string check_format(std::string& value) {
  const std::string format = CLI::detail::to_lower(value);
  return format == "pem"   ? "must be a format: PEM is how each is written, unless --der is given"
         : format == "der" ? "must be a format: --der writes DER"
                           : "";
}

CLI::Option* add_format(CLI::App& command, std::string& format,
                        const std::vector<std::string>& names, const char* text) {
  return command.add_option("-m,--format", format, text)
      ->transform(CLI::IsMember(names, CLI::ignore_case))
      ->transform(CLI::Validator(check_format, ""));
}

void add_comment(CLI::App& command, std::string& comment) {
  command.add_option("-C,--comment", comment, "A comment for the OpenSSH format")->type_name("C");
}

/// What ssh-keygen has and is no choice here.
void add_ssh_keygen_options(CLI::App& command, bool& no_passphrase) {
  const auto only_rsa = [](const std::string& value) -> std::string {
    return CLI::detail::to_lower(value) == "rsa"
               ? ""
               : "only rsa: responses are encrypted for RSA keys, and for no others";
  };
  command
      .add_option_function<std::string>(
          "-t,--type", [](const std::string&) {}, "The kind of the key: only rsa")
      ->check(only_rsa, "")
      ->option_text("rsa");
  const auto only_empty = [](const std::string& value) -> std::string {
    return value.empty() ? ""
                         : "a passphrase must not stand in a command line, where others can see "
                           "it: give --passphrase-file FILE, or type it on a terminal";
  };
  command
      .add_option_function<std::string>(
          "-N", [&no_passphrase](const std::string&) { no_passphrase = true; },
          "'' is the same as --no-passphrase; a passphrase is not taken from the command line")
      ->check(only_empty, "")
      ->option_text("''");
}

void add_generate(CLI::App& parent, const char* name, const char* text, const char* footer) {
  std::shared_ptr<KeygenOptions> options;
  CLI::App& command = add_command(parent, name, text, keygen, options);
  add_file(command, "-o,-f,--out", options->out,
           "The file for the private key (mode 0600); the public key, an ssh-rsa line, goes to "
           "FILE.pub. Neither file may exist yet",
           true);
  add_ssh_keygen_options(command, options->no_passphrase);
  command.add_option("-b,--bits", options->bits, "The length of the modulus, 2048 to 16384")
      ->check(CLI::Range(PrivateKey::generate_bits_min, PrivateKey::generate_bits_max))
      ->option_text("N (3072)");
  add_format(command, options->format, {"pkcs8", "openssh"},
             "pkcs8: as OpenSSL writes it; openssh: as ssh-keygen writes it")
      ->option_text("FORMAT (pkcs8)");
  CLI::Option* file =
      command.add_option("--passphrase-file", options->passphrase_file,
                         "Encrypt the private key with the passphrase in the file's first line");
  file->type_name("FILE");
  command
      .add_flag("--no-passphrase", options->no_passphrase,
                "Do not encrypt it, and do not ask on a terminal")
      ->excludes(file);
  add_comment(command, options->comment);
  put_under(command, "Key", {"--bits", "--type", "--format", "--comment", "--out"});
  put_under(command, "Passphrase", {"-N", "--passphrase-file", "--no-passphrase"});
  command.footer(footer);
}

void add_public(CLI::App& parent, const char* name, const char* text, const char* footer) {
  std::shared_ptr<PubkeyOptions> options;
  CLI::App& command = add_command(parent, name, text, pubkey, options);
  add_key(command, options->key, ",KEY");
  add_file(command, "--passphrase-file", options->passphrase_file, passphrase_text);
  add_format(command, options->format, {"openssh", "spki", "jwk"},
             "openssh: an ssh-rsa line, which the API takes; spki: \"PUBLIC KEY\" in PEM; jwk: "
             "RFC 7517")
      ->option_text("FORMAT (openssh)");
  command.add_flag("--der", options->der, "With --format spki: DER, not PEM");
  add_comment(command, options->comment);
  add_out(command, options->out);
  put_under(command, "Key", {"--key", "--passphrase-file"});
  put_under(command, "Output", {"--format", "--der", "--comment", "--out"});
  command.footer(footer);
}

void add_convert(CLI::App& parent) {
  std::shared_ptr<KeyConvertOptions> options;
  CLI::App& command =
      add_command(parent, "convert", "Write a key file in another format", key_convert, options);
  command
      .add_option("-k,-i,--key,KEY", options->key,
                  "The key file, private or public; - for standard input")
      ->type_name("KEY")
      ->required();
  add_file(command, "--passphrase-file", options->passphrase_file, passphrase_text);
  command
      .add_option("-m,--format", options->format,
                  "A private key: pkcs8, which nearly all programs read; pkcs1; openssh; jwk. A "
                  "public key: spki, openssh, jwk")
      ->transform(CLI::IsMember({"pkcs8", "pkcs1", "openssh", "jwk", "spki"}, CLI::ignore_case))
      ->transform(CLI::Validator(check_format, ""))
      ->option_text("FORMAT (pkcs8; of a public key spki)");
  command.add_flag("--der", options->der, "With pkcs8, pkcs1 and spki: DER, not PEM");
  CLI::Option* file = command.add_option(
      "--new-passphrase-file", options->new_passphrase_file,
      "Encrypt the new file, pkcs8 or openssh, with the passphrase in this file's first line");
  file->type_name("FILE");
  command
      .add_flag("--no-passphrase", options->no_passphrase,
                "Do not encrypt the new file, even if the old one is encrypted")
      ->excludes(file);
  add_comment(command, options->comment);
  add_file(command, "-o,--out", options->out,
           "The new file (mode 0600), which must not exist yet; without it, standard output");
  put_under(command, "Key", {"--key", "--passphrase-file"});
  put_under(
      command, "New file",
      {"--format", "--der", "--new-passphrase-file", "--no-passphrase", "--comment", "--out"});
  command.footer(R"(
A key that was encrypted is written encrypted. The program asks for the new passphrase on a
terminal, unless --new-passphrase-file or --no-passphrase is given. pkcs8 is encrypted with
PBES2, openssh as ssh-keygen does it; pkcs1 and jwk are never written encrypted.

Examples:
  snapseal key convert ~/.ssh/id_rsa --out key.pem
  snapseal key convert me.pem --format jwk --out me.jwk
)");
}

void add_inspect_key(CLI::App& parent) {
  std::shared_ptr<KeyInspectOptions> options;
  CLI::App& command = add_command(
      parent, "inspect", "Tell what a key file is, and whose key it holds", key_inspect, options);
  add_file(
      command, "--passphrase-file", options->passphrase_file,
      "A file whose first line is the key's passphrase, if the file tells the size only with it");
  command.add_flag("--json", options->json, "Print the report as JSON");
  command
      .add_option("-k,-i,--key,FILE", options->file,
                  "The key file, private or public; standard input if it is - or left out")
      ->type_name("")
      ->option_text(" ")
      ->default_str(std::string(standard_stream));
  command.footer(R"(
The size and fingerprint of an encrypted PKCS#8 or PKCS#1 file need its passphrase: give
--passphrase-file, or the program asks on a terminal.

Examples:
  snapseal key inspect ~/.ssh/id_rsa
  snapseal key inspect --json me.pem | jq -r .fingerprint_sha256
)");
}

}  // namespace

void add_key_commands(CLI::App& program) {
  CLI::App* key = program.add_subcommand("key", "Make, convert and inspect keys");
  key->require_subcommand(1);
  key->footer(R"(
Examples:
  snapseal key generate --out me.pem
  snapseal key inspect me.pem
)");
  add_generate(*key, "generate", "Make an RSA key pair", R"(
snapseal keygen is the short form. On a terminal, the program asks for a passphrase twice, unless
--passphrase-file or --no-passphrase is given. It prints the fingerprint to standard error, as
ssh-keygen -l does.

Examples:
  snapseal key generate --out me.pem --comment me@laptop
  snapseal key generate --out work.pem --bits 4096 --format openssh --passphrase-file pass.txt
)");
  add_public(*key, "public", "Print the public key that belongs to a private key", R"(
snapseal pubkey is the short form.

Examples:
  snapseal key public --key me.pem --out me.pub
  snapseal key public --key me.pem --format jwk
)");
  add_inspect_key(*key);
  add_convert(*key);
}

void add_keygen(CLI::App& program) {
  add_generate(program, "keygen", "Make an RSA key pair: short for key generate", R"(
On a terminal, the program asks for a passphrase twice, unless --passphrase-file or --no-passphrase
is given. It prints the fingerprint to standard error, as ssh-keygen -l does.

Examples:
  snapseal keygen --out me.pem --comment me@laptop
  snapseal keygen --out work.pem --bits 4096 --format openssh --passphrase-file pass.txt
)");
}

void add_pubkey(CLI::App& program) {
  add_public(program, "pubkey", "Print the public key of a private one: short for key public", R"(
Examples:
  snapseal pubkey --key me.pem --out me.pub
  snapseal pubkey --key me.pem --format spki
)");
}

}  // namespace snapseal::cli

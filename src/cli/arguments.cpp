// SPDX-License-Identifier: Apache-2.0
// The grammar of the command line. This and the other files arguments_* are all that know CLI11.
#include "arguments.hpp"

#include <algorithm>
#include <array>
#include <snapseal/keys/private_key.hpp>
#include <snapseal/version.hpp>

#include "arguments_parts.hpp"
#include "commands.hpp"
#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr const char* program_footer = R"(
Exit status:
  0  done
  2  the command line is wrong
  3  the input is malformed
  4  the key cannot be used: not a key, not supported, passphrase needed or wrong
  5  the response cannot be decrypted with this key
  6  a file cannot be read or written, or the system is in trouble
  7  a signature or webhook does not hold; with token --fail-expired, a token has expired
  8  with decrypt --ndjson, some responses could not be opened

A command reads standard input where its file is left out. A shell's loop (while read ...) has its list
there: in a loop name the file, or write --no-body, or < /dev/null after the command.

Example:
  snapseal keygen --out me.pem
  snapseal decrypt --key me.pem response.json
  snapseal sign --consumer-key-file key.txt --path /snapTrade/listUsers --query "$QUERY"
)";

constexpr const char* passphrase_text =
    "A file whose first line is the key's passphrase or the token's PIN; without it, what is "
    "needed is asked for on the terminal";
constexpr const char* response_text = "The response, JSON; standard input if it is - or left out";

template <typename Keys>
CLI::Option* add_key(CLI::App& command, Keys& keys) {
  return command
      .add_option(
          "-k,--key", keys,
          "The private key: a file as OpenSSH, OpenSSL, PyCryptodome or PuTTY write it, or a JWK; "
          "- "
          "for standard input; or the PKCS#11 URI, pkcs11:token=NAME;object=NAME, of a key on a "
          "token")
      ->type_name("KEY")
      ->required();
}

void add_skip_whitespace(CLI::App& command, bool& flag) {
  command.add_flag("--skip-whitespace-in-base64", flag,
                   "Pass over line feeds, carriage returns, spaces and tabs inside base64");
}

void add_decrypt(CLI::App& program) {
  std::shared_ptr<DecryptOptions> options;
  CLI::App& command = add_command(
      program, "decrypt", "Open an encrypted response and print its plaintext, byte for byte",
      decrypt, options);
  add_key(command, options->keys)->allow_extra_args(false)->take_all();
  add_file(command, "--passphrase-file", options->passphrase_file, passphrase_text);
  command.add_flag("--no-legacy-nonce", options->no_legacy_nonce,
                   "Accept a 15-byte nonce only as RFC 7253 reads it, not as PyCryptodome before "
                   "3.17.0 writes it");
  add_skip_whitespace(command, options->skip_whitespace_in_base64);
  CLI::Option* ndjson = command.add_flag(
      "--ndjson", options->ndjson,
      "RESPONSE has a response on each line, and a line of JSON is printed for each");
  command
      .add_option("--threads", options->threads,
                  "With --ndjson: how many responses to open at a time; 0: as many as processors")
      ->check(CLI::Range(0, 1024))
      ->option_text("N (0)")
      ->needs(ndjson);
  command.add_flag("-q,--quiet", options->quiet, "With --ndjson: tell no progress on a terminal")
      ->needs(ndjson);
  command
      .add_flag("--raw", options->raw,
                "On a terminal, print the plaintext byte for byte, with what controls the terminal")
      ->excludes(ndjson);
  add_positional(command, "RESPONSE", options->response, response_text);
  command.footer(R"(
Nothing is printed unless the tag of the response holds. A terminal is shown control characters as
escapes (\x1b), unless --raw is given, and a line feed at the end; a pipe or a file gets all bytes as
they are.
Several --key, up to 16, are all tried, and which one opened the response is told. Then
--passphrase-file is for the files among them; the PIN of a token is asked for, or the URI's
pin-source=file:/path names its file.

With --ndjson a line is {"line":1,"plaintext":"...","nonce_form":"rfc7253","key_index":0}, or has
"plaintext_base64" if the plaintext is not UTF-8. Where a response cannot be opened, it is
{"line":2,"error":{"code":"decryption_failed","field":"","message":"..."}}, with "offset" if known;
the rest goes on, and the exit status is 8. Order is kept, and lines are printed as soon as no
further input waits. Blank lines are counted and passed over.

Examples:
  snapseal decrypt --key ~/.ssh/id_rsa response.json
  snapseal decrypt --key new.pem --key old.pem response.json
  curl ... | snapseal decrypt --key me.pem --passphrase-file pass.txt | jq -r .redirectURI
  snapseal decrypt --key me.pem --ndjson responses.ndjson | jq -r 'select(.plaintext).plaintext'
)");
}

void add_encrypt(CLI::App& program) {
  std::shared_ptr<EncryptOptions> options;
  CLI::App& command = add_command(program, "encrypt",
                                  "Make an encrypted response as the API does, for mocks and tests",
                                  encrypt, options);
  command
      .add_option("-t,--to", options->to,
                  "The public key: an ssh-rsa line, \"PUBLIC KEY\" in PEM or DER, or a JWK")
      ->type_name("PUBLICKEY")
      ->required();
  command.add_flag("--legacy-nonce", options->legacy_nonce,
                   "Use the nonce as PyCryptodome before 3.17.0 does: 14 of its 15 bytes");
  add_positional(command, "PLAINTEXT", options->plaintext,
                 "A file with the plaintext; standard input if it is - or left out");
  command.footer(R"(
Example:
  printf '%s' "$JWT" | snapseal encrypt --to me.pem.pub > response.json
)");
}

void add_keygen(CLI::App& program) {
  std::shared_ptr<KeygenOptions> options;
  CLI::App& command = add_command(program, "keygen", "Make an RSA key pair", keygen, options);
  add_file(command, "-o,--out", options->out,
           "The file for the private key (mode 0600); the public key, an ssh-rsa line, goes to "
           "FILE.pub. Neither may exist",
           true);
  command.add_option("-b,--bits", options->bits, "The length of the modulus, 2048 to 16384")
      ->check(CLI::Range(PrivateKey::generate_bits_min, PrivateKey::generate_bits_max))
      ->option_text("N (3072)");
  command
      .add_option("-f,--format", options->format,
                  "pkcs8: as OpenSSL writes it; openssh: as ssh-keygen writes it")
      ->check(CLI::IsMember({"pkcs8", "openssh"}))
      ->option_text("FORMAT (pkcs8)");
  add_file(command, "--passphrase-file", options->passphrase_file,
           "Encrypt the private key with the passphrase in the file's first line");
  command.add_option("-C,--comment", options->comment, "A comment for the end of the ssh-rsa line")
      ->type_name("C");
  command.footer(R"(
The fingerprint is told on standard error, as ssh-keygen -l prints it.

Example:
  snapseal keygen --out me.pem --comment me@laptop
)");
}

void add_pubkey(CLI::App& program) {
  std::shared_ptr<PubkeyOptions> options;
  CLI::App& command = add_command(
      program, "pubkey", "Print the public key that belongs to a private key", pubkey, options);
  add_key(command, options->key);
  add_file(command, "--passphrase-file", options->passphrase_file, passphrase_text);
  command
      .add_option(
          "-f,--format", options->format,
          "openssh: an ssh-rsa line, which the API takes; spki: \"PUBLIC KEY\" in PEM; jwk: "
          "RFC 7517")
      ->check(CLI::IsMember({"openssh", "spki", "jwk"}))
      ->option_text("FORMAT (openssh)");
  command.add_option("-C,--comment", options->comment, "A comment for the end of the ssh-rsa line")
      ->type_name("C");
  command.footer(R"(
Example:
  snapseal pubkey --key me.pem > me.pem.pub
)");
}

void add_key_inspect(CLI::App& program) {
  CLI::App* key = program.add_subcommand("key", "Work with key files");
  key->require_subcommand(1);
  std::shared_ptr<KeyInspectOptions> options;
  CLI::App& command = add_command(
      *key, "inspect", "Tell what a key file is, and whose key it holds", key_inspect, options);
  add_file(command, "--passphrase-file", options->passphrase_file,
           "A file whose first line is the key's passphrase, for what the file does not tell "
           "without it");
  command.add_flag("--json", options->json, "Print the report as JSON");
  add_positional(command, "FILE", options->file,
                 "The key file, private or public; standard input if it is - or left out");
  command.footer(R"(
Nobody is asked for a passphrase: where PKCS#8 and PKCS#1 are encrypted, size and fingerprint need
--passphrase-file.

Example:
  snapseal key inspect ~/.ssh/id_rsa
)");
}

void add_inspect(CLI::App& program) {
  std::shared_ptr<InspectOptions> options;
  CLI::App& command = add_command(program, "inspect",
                                  "Tell shape and sizes of an encrypted response, without any key",
                                  inspect, options);
  add_skip_whitespace(command, options->skip_whitespace_in_base64);
  command.add_flag("--json", options->json, "Print the report as JSON");
  add_positional(command, "RESPONSE", options->response, response_text);
  command.footer(R"(
The report never shows content. If a field is wrong, the whole report is printed all the same, and
the exit status is 3.

Example:
  snapseal inspect response.json
)");
}

constexpr std::array commands{
    Command{"decrypt", add_decrypt}, Command{"encrypt", add_encrypt},
    Command{"keygen", add_keygen},   Command{"pubkey", add_pubkey},
    Command{"key", add_key_inspect}, Command{"inspect", add_inspect},
    Command{"help", add_help},
};

/// The one command that the first word names; if it names none, all, for their help. Each costs as
/// long as a tenth of a decryption.
void add_commands(CLI::App& program, std::string_view first_word) {
  const auto is_named = [first_word](const Command& command) { return command.name == first_word; };
  const std::array<std::span<const Command>, 2> groups{commands, signing_commands()};
  const bool all = std::none_of(groups.begin(), groups.end(), [&](std::span<const Command> group) {
    return std::any_of(group.begin(), group.end(), is_named);
  });
  for (const auto group : groups) {
    for (const Command& command : group) {
      if (all || is_named(command)) {
        command.add(program);
      }
    }
  }
}

}  // namespace

std::unique_ptr<CLI::App> make_program(std::string_view first_word) {
  auto program = std::make_unique<CLI::App>(
      "Opens the encrypted responses of SnapTrade's API on your own device, and signs its "
      "requests.",
      "snapseal");
  program->set_version_flag("--version", "snapseal " SNAPSEAL_VERSION, "Print the version");
  program->set_help_flag("-h,--help", "Print this help");
  program->require_subcommand(0, 1);  // none is told below, in better words than CLI11's
  program->footer(program_footer);
  add_commands(*program, first_word);
  return program;
}

void run(int argc, char** argv) {
  const auto program = make_program(argc > 1 ? argv[1] : "");
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  check_flags(*program, words);
  try {
    program->parse(argc, argv);
    if (program->get_subcommands().empty()) {
      throw usage_failure("a command is needed", "snapseal --help");
    }
  } catch (const CLI::CallForVersion& version) {
    write_output(std::string(version.what()) + "\n");
  } catch (const CLI::Success&) {
    const auto chosen = program->get_subcommands();
    write_output(chosen.empty() ? program->help() : chosen.front()->help(program->get_name()));
  } catch (const CLI::ParseError& error) {
    throw explain_usage(*program, error, words);
  }
}

}  // namespace snapseal::cli

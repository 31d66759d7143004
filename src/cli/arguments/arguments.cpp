// SPDX-License-Identifier: Apache-2.0
// The grammar of the command line. Nothing outside this folder knows CLI11.
#include "arguments/arguments.hpp"

#include <algorithm>
#include <array>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/version.hpp>

#include "arguments/parts.hpp"
#include "commands/commands.hpp"
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
  7  a signature or webhook does not hold, or the API refused the request; with token
     --fail-expired, a token has expired
  8  with --ndjson, some lines could not be opened, signed or verified

A command reads standard input if you leave its file out. In a shell loop (while read ...), standard
input is the loop's list: name the file there, or write --no-body, or < /dev/null after the command.

Examples:
  snapseal key generate --out me.pem
  echo secret | snapseal encrypt --to me.pem.pub --out response.json
  snapseal decrypt --key me.pem response.json
)";

constexpr const char* response_text = "The response, JSON; standard input if it is - or left out";

void add_skip_whitespace(CLI::App& command, bool& flag) {
  command.add_flag("--skip-whitespace-in-base64", flag,
                   "Pass over line feeds, carriage returns, spaces and tabs inside base64");
}

void add_decrypt(CLI::App& program) {
  std::shared_ptr<DecryptCommand> options;
  CLI::App& command = add_command(
      program, "decrypt", "Open an encrypted response and print its plaintext, byte for byte",
      decrypt, options);
  add_keys(command, options->keys);
  add_file(command, "--passphrase-file", options->passphrase_file, passphrase_text);
  command.add_flag("--no-legacy-nonce", options->no_legacy_nonce,
                   "Accept a 15-byte nonce only as RFC 7253 reads it, not as PyCryptodome before "
                   "3.17.0 writes it");
  add_skip_whitespace(command, options->skip_whitespace_in_base64);
  CLI::Option* ndjson = command.add_flag(
      "--ndjson", options->ndjson,
      "RESPONSE has one response on each line; one line of JSON is printed for each");
  command
      .add_option("--threads", options->threads,
                  "With --ndjson: how many responses to open at a time; 0: as many as processors")
      ->check(CLI::Range(0, 1024))
      ->option_text("N (0)")
      ->needs(ndjson);
  command.add_flag("--quiet", options->quiet, "With --ndjson: print no progress on a terminal")
      ->needs(ndjson);
  CLI::Option* out = add_out(command, options->out)->excludes(ndjson);
  command
      .add_flag("--raw", options->raw,
                "On a terminal, print the plaintext byte for byte, with its control characters")
      ->excludes(ndjson)
      ->excludes(out);
  add_positional(command, "RESPONSE", options->response, response_text);
  put_under(command, "Key", {"--key", "--passphrase-file"});
  put_under(command, "Response", {"--no-legacy-nonce", "--skip-whitespace-in-base64"});
  put_under(command, "Output", {"--out", "--raw"});
  put_under(command, "Many responses", {"--ndjson", "--threads", "--quiet"});
  command.footer(R"(
The plaintext is printed only if the tag of the response is right. On a terminal, control characters
are printed as escapes (\x1b), unless --raw is given, and a line feed is added. A pipe or a file
gets all bytes as they are.
You can give up to 16 --key. All are tried, and a message says which one opened the response. Then
--passphrase-file is for the key files; the PIN of a token is asked for, unless its URI names a file
with pin-source=file:/path.

With --ndjson a line is {"line":1,"plaintext":"...","nonce_form":"rfc7253","key_index":0}, or has
"plaintext_base64" if the plaintext is not UTF-8. If a response cannot be opened, the line is
{"line":2,"error":{"code":"decryption_failed","field":"","message":"..."}}, with "offset" if known;
the others are still opened, and the exit status is 8. The order is kept. Lines are printed as soon
as no more input is waiting. Empty lines are counted and passed over. If a response has a member
"id", its line has it too, as in {"line":1,"id":"a1","plaintext":"...", ...}: it tells which is
which when a file is split between processes, each of which counts its lines from 1.

Examples:
  snapseal decrypt --key ~/.ssh/id_rsa response.json
  snapseal decrypt --key new.pem --key old.pem response.json
  snapseal decrypt --key me.pem --passphrase-file pass.txt response.json --out plaintext.txt
  snapseal decrypt --key me.pem --ndjson responses.ndjson | jq -r 'select(.plaintext).plaintext'
)");
}

void add_encrypt(CLI::App& program) {
  std::shared_ptr<EncryptOptions> options;
  CLI::App& command = add_command(program, "encrypt",
                                  "Make an encrypted response as the API does, for mocks and tests",
                                  encrypt, options);
  command
      .add_option("-R,--to", options->to,
                  "The public key: an ssh-rsa line, \"PUBLIC KEY\" in PEM or DER, or a JWK")
      ->type_name("PUBLICKEY")
      ->required();
  CLI::Option* legacy =
      command.add_flag("--legacy-nonce", options->legacy_nonce,
                       "Use the nonce as PyCryptodome before 3.17.0 does: 14 of its 15 bytes");
  command
      .add_option("--nonce-bytes", options->nonce_bytes,
                  "The length of the nonce, 1 to 15; every PyCryptodome reads 12 alike")
      ->check(CLI::Range(std::size_t{1}, EncryptedMessage::nonce_bytes_max))
      ->option_text("N (15)")
      ->excludes(legacy);
  add_out(command, options->out);
  add_positional(command, "PLAINTEXT", options->plaintext,
                 "A file with the plaintext; standard input if it is - or left out");
  command.footer(R"(
Examples:
  echo secret | snapseal encrypt --to me.pem.pub --out response.json
  snapseal encrypt --to ~/.ssh/id_rsa.pub --legacy-nonce plaintext.txt | snapseal inspect
)");
}

void add_inspect(CLI::App& program) {
  std::shared_ptr<InspectOptions> options;
  CLI::App& command =
      add_command(program, "inspect",
                  "Tell what a file is (encrypted response, key or access token) and describe it",
                  inspect, options);
  add_skip_whitespace(command, options->skip_whitespace_in_base64);
  add_file(command, "--passphrase-file", options->passphrase_file,
           "A file whose first line is the passphrase, if it is a key");
  command.add_flag("--json", options->json, "Print the report as JSON");
  add_positional(command, "FILE", options->file, "The file; standard input if it is - or left out");
  command.footer(R"(
A report on a response needs no key, and no report shows a secret. If a field of a response is
wrong, the whole report is still printed, and the exit status is 3.

Examples:
  snapseal inspect response.json
  snapseal inspect --json response.json | jq .nonce_bytes
)");
}

constexpr std::array commands{
    Command{"decrypt", add_decrypt, "Encrypted responses"},
    Command{"encrypt", add_encrypt, "Encrypted responses"},
    Command{"inspect", add_inspect, "Encrypted responses"},
    Command{"token", add_token, "Encrypted responses"},
    Command{"key", add_key_commands, "Keys"},
    Command{"keygen", add_keygen, "Keys"},
    Command{"pubkey", add_pubkey, "Keys"},
};

constexpr std::array other_commands{
    Command{"completion", add_completion, "This program"},
    Command{"help", add_help, "This program"},
};

/// The one command that the first word names; if it names none, all, for their help. Each costs as
/// long as a tenth of a decryption.
void add_commands(CLI::App& program, std::string_view first_word) {
  const auto is_named = [first_word](const Command& command) { return command.name == first_word; };
  const std::array<std::span<const Command>, 3> groups{commands, signing_commands(),
                                                       other_commands};
  const bool all = std::none_of(groups.begin(), groups.end(), [&](std::span<const Command> group) {
    return std::any_of(group.begin(), group.end(), is_named);
  });
  for (const auto group : groups) {
    for (const Command& command : group) {
      if (all || is_named(command)) {
        command.add(program);
        program.get_subcommand(std::string(command.name))->group(command.heading);
      }
    }
  }
}

/// The API's name of an operation, login_user, for that of the command, login-user.
void accept_underscores(const CLI::App& program, std::vector<std::string>& words) {
  if (words.size() < 2) {
    return;
  }
  std::string name = words[1];
  std::replace(name.begin(), name.end(), '_', '-');
  for (const CLI::App* command : subcommands_of(program)) {
    if (command->get_name() == words[0] && find_subcommand(*command, name) != nullptr) {
      words[1] = name;
    }
  }
}

}  // namespace

std::unique_ptr<CLI::App> make_program(std::string_view first_word) {
  auto program = std::make_unique<CLI::App>(
      "Opens the encrypted responses of SnapTrade's API on your own device, and signs its "
      "requests.",
      "snapseal");
  program->set_version_flag("-V,--version", "snapseal " SNAPSEAL_VERSION, "Print the version");
  program->set_help_flag("-h,--help", "Print this help");
  program->formatter(std::make_shared<UsageFormatter>());
  program->require_subcommand(0, 1);  // none is told below, in better words than CLI11's
  program->footer(program_footer);
  add_commands(*program, first_word);
  return program;
}

void run(int argc, char** argv) {
  const auto program = make_program(argc > 1 ? argv[1] : "");
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  refuse_single_hyphens(words);
  accept_underscores(*program, words);
  check_flags(*program, words);
  try {
    program->parse(std::vector<std::string>(words.rbegin(), words.rend()));
    if (program->get_subcommands().empty()) {
      throw usage_failure("a command is needed", "snapseal --help");
    }
  } catch (const CLI::CallForVersion& version) {
    write_output(std::string(version.what()) + "\n");
  } catch (const CLI::Success&) {
    const auto chosen = program->get_subcommands();
    write_raw_output(chosen.empty() ? program->help() : chosen.front()->help(program->get_name()));
  } catch (const CLI::ParseError& error) {
    throw explain_usage(*program, error, words);
  }
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include "arguments/parts.hpp"
#include "commands/reply_commands.hpp"

namespace snapseal::cli {

namespace {

/// `example` is what stands after the operation's name.
std::shared_ptr<ReplyOptions> add_operation(CLI::App& reply, const char* name, const char* text,
                                            Operation operation, CLI::App*& command,
                                            const char* example = " reply.txt") {
  std::shared_ptr<ReplyOptions> options;
  command = &add_command(reply, name, text, read_reply, options);
  options->operation = operation;
  const std::string line = std::string("snapseal reply ") + name + example;
  const std::string from_curl = line.substr(0, line.rfind(' ')) + " -";  // in place of reply.txt
  command->footer("\nsnapseal reply --help tells the rest.\n\nExamples:\n  " + line +
                  "\n  cat reply.txt | " + from_curl + "\n");
  add_positional(*command, "FILE", options->file,
                 "The reply: what curl --include prints, or the body alone; standard input if it "
                 "is - or left out");
  return options;
}

CLI::Option* add_secret_out(CLI::App& command, ReplyOptions& options, const char* text) {
  return command.add_option("--secret-out", options.secret_out, text)->type_name("FILE");
}

void add_opening(CLI::App& command, ReplyOptions& options) {
  add_keys(command, options.keys)->required(false);
  add_file(command, "--passphrase-file", options.passphrase_file, passphrase_text);
  command.add_flag("--no-legacy-nonce", options.no_legacy_nonce,
                   "Accept a 15-byte nonce only as RFC 7253 reads it");
  put_under(command, "If the reply is encrypted",
            {"--key", "--passphrase-file", "--no-legacy-nonce"});
}

void add_plain_operations(CLI::App& reply) {
  CLI::App* command = nullptr;
  const auto options = add_operation(reply, "check-status", "Whether the API is up, and its clock",
                                     Operation::check_status, command);
  add_seconds(*command, "--now", options->now,
              "The time, in seconds since 1970, in place of the clock's");
  command->footer(R"(
clock_offset is how many seconds the API's clock is ahead of this one: for request --clock-offset.
It is null for a reply in a file, unless --now says when that came.

Examples:
  snapseal reply check-status reply.txt
  snapseal reply check-status --now 1795314669 reply.txt | jq .clock_offset
)");
  add_operation(reply, "list-users", "The users' ids", Operation::list_users, command);
  add_operation(reply, "delete-user", "What became of the user", Operation::delete_user, command);
}

void add_secret_operations(CLI::App& reply) {
  CLI::App* command = nullptr;
  auto options =
      add_operation(reply, "register-user", "The user's id; the secret goes to a file",
                    Operation::register_user, command, " --secret-out user-secret.txt reply.txt");
  add_secret_out(*command, *options, "The file for the user's secret (mode 0600), made anew")
      ->required();
  options = add_operation(
      reply, "reset-user-secret", "The user's id; the new secret goes to a file",
      Operation::reset_user_secret, command, " --secret-out user-secret.txt reply.txt");
  add_secret_out(*command, *options, "The file for the user's secret (mode 0600), made anew")
      ->required();
  options = add_operation(
      reply, "login-user", "The session's id; the link to the connection portal goes to a file",
      Operation::login_user, command, " --key me.pem --secret-out link.txt reply.txt");
  add_opening(*command, *options);
  add_secret_out(*command, *options, "The file for the link (mode 0600), made anew")->required();
  add_seconds(
      *command, "--now", options->now,
      "When it came, in seconds since 1970; else as its Date header says, or now if it is piped");
  options = add_operation(
      reply, "get-user-jwt", "When the access token expires; the token goes to a file",
      Operation::get_user_jwt, command, " --key me.pem --secret-out jwt.txt reply.txt");
  add_opening(*command, *options);
  add_secret_out(*command, *options, "The file for the token (mode 0600), made anew")->required();
  options = add_operation(reply, "any", "The body of any other reply, byte for byte",
                          Operation::any, command);
  add_opening(*command, *options);
  add_secret_out(*command, *options,
                 "The file for the body (mode 0600), made anew; needed if it is encrypted");
}

}  // namespace

void add_reply(CLI::App& program) {
  CLI::App* reply = program.add_subcommand(
      "reply",
      "Read the API's reply to an operation, open it if it is encrypted, print it as JSON");
  reply->require_subcommand(1);
  add_plain_operations(*reply);
  add_secret_operations(*reply);
  reply->footer(R"(
A secret in the reply (a user's secret, a connection link, an access token) goes to the file of
--secret-out, never to standard output. If the API refused the request, the program prints the
status, code and detail, and the exit status is 7.

Examples:
  snapseal reply login-user --key me.pem --secret-out link.txt reply.txt
  cat reply.txt | snapseal reply login-user --key me.pem --secret-out link.txt
)");
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
// An operation has the options that it can use. The command line refuses the others.
#include "arguments/parts.hpp"
#include "commands/signing_commands.hpp"

namespace snapseal::cli {

namespace {

/// `example` is what stands after the operation's name.
std::shared_ptr<RequestOptions> add_operation(CLI::App& request, const char* name, const char* text,
                                              Operation operation, CLI::App*& command,
                                              const std::string& example) {
  std::shared_ptr<RequestOptions> options;
  command = &add_command(request, name, "", make_request, options);
  const std::string line = std::string("  snapseal request ") + name + example;
  command->footer("\nsnapseal request --help tells how to send it.\n\nExamples:\n" + line + "\n" +
                  line + " --format curl\n");
  command->description(std::string("Print the request: ") + text + " (nothing is sent)");
  options->operation = operation;
  command
      ->add_option("--base", options->base,
                   "The URL that paths are added to; a path of its own is signed too")
      ->option_text("URL (https://api.snaptrade.com)");
  command
      ->add_option("--format", options->format,
                   "json: an object with method, url, headers, body; curl: a command for sh; "
                   "curl-config: options for curl --config -, which keeps secrets out of the "
                   "command line; http: the bytes of HTTP/1.1")
      ->check(CLI::IsMember({"json", "curl", "curl-config", "http"}))
      ->option_text("FORMAT (json)");
  put_under(*command, "Output", {"--base", "--format"});
  return options;
}

/// What most operations need, in an example.
constexpr const char* as_client = " --client-id ID -c key.txt";
constexpr const char* as_user =
    " --client-id ID -c key.txt -u me \\\n    --user-secret-file secret.txt";

/// Seconds that are added to the clock; they may be negative.
CLI::Option* add_clock_offset(CLI::App& command, std::optional<std::int64_t>& offset) {
  constexpr std::int64_t seconds_max = 1'000'000'000;
  return command
      .add_option("--clock-offset", offset,
                  "How far the API's clock is ahead of this one, as reply check-status tells it; "
                  "negative if it is slower")
      ->check(CLI::Range(-seconds_max, seconds_max))
      ->option_text("SECONDS");
}

void add_partner(CLI::App& command, RequestOptions& options) {
  add_text(command, "--client-id", options.client_id,
           "The client's id; SNAPSEAL_CLIENT_ID can hold it too")
      ->type_name("ID");
  add_file(command, "-c,--consumer-key-file", options.consumer_key_file, consumer_key_text);
  CLI::Option* timestamp =
      add_seconds(command, "--timestamp", options.timestamp,
                  "The time of the request, in seconds since 1970, in place of the clock's");
  add_clock_offset(command, options.clock_offset)->excludes(timestamp);
  put_under(command, "Client", {"--client-id", "--consumer-key-file"});
  put_under(command, "Time", {"--timestamp", "--clock-offset"});
}

void add_user_id(CLI::App& command, RequestOptions& options, bool required) {
  add_text(command, "-u,--user-id", options.user_id, "The user's id")
      ->type_name("ID")
      ->required(required)
      ->group("User");
}

void add_user_secret(CLI::App& command, RequestOptions& options) {
  add_file(
      command, "--user-secret-file", options.user_secret_file,
      "A file whose first line is the user's secret; SNAPSEAL_USER_SECRET_FILE can name it too");
  put_under(command, "User", {"--user-secret-file"});
}

void add_personal(CLI::App& command, RequestOptions& options) {
  command.add_flag("--personal", options.personal,
                   "The key is a personal key: for your own accounts, without users");
  put_under(command, "Client", {"--personal"});
}

/// "--dark-mode,!--no-dark-mode": what is not given stays unset.
void add_choice(CLI::App& command, const char* flags, std::optional<bool>& choice,
                const char* text) {
  command
      .add_flag_function(
          flags, [&choice](std::int64_t count) { choice = count > 0; }, text)
      ->check(CLI::IsMember({"true", "false"}))  // CLI11 throws no error of its own for others
      ->option_text(" ")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

void add_login_options(CLI::App& command, RequestOptions& options) {
  add_text(command, "--broker", options.broker, "The brokerage to begin with")->type_name("SLUG");
  add_choice(command, "--immediate-redirect,!--no-immediate-redirect", options.immediate_redirect,
             "Whether the portal goes back to the partner's site when done");
  add_text(command, "--custom-redirect", options.custom_redirect, "Where to go when done")
      ->type_name("URL");
  add_text(command, "--reconnect", options.reconnect, "The connection to connect again")
      ->type_name("ID");
  command
      .add_option("--connection-type", options.connection_type, "read, trade, trade-if-available")
      ->check(CLI::IsMember({"read", "trade", "trade-if-available"}))
      ->option_text("TYPE");
  add_choice(command, "--show-close-button,!--no-show-close-button", options.show_close_button,
             "Whether the portal has a button to close it");
  add_choice(command, "--dark-mode,!--no-dark-mode", options.dark_mode,
             "Whether the portal is dark");
  add_text(command, "--locale", options.locale, "Its language")->type_name("LOCALE");
  command.add_option("--portal-version", options.portal_version, "v4, v3, v2")
      ->check(CLI::IsMember({"v4", "v3", "v2"}))
      ->option_text("VERSION");
  put_under(
      command, "Connection portal",
      {"--broker", "--immediate-redirect", "--custom-redirect", "--reconnect", "--connection-type",
       "--show-close-button", "--dark-mode", "--locale", "--portal-version"});
}

void add_user_operations(CLI::App& request) {
  CLI::App* command = nullptr;
  auto options =
      add_operation(request, "register-user", "register a user", Operation::register_user, command,
                    std::string(as_client) + " -u me \\\n    --public-key me.pem.pub");
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  add_file(*command, "--public-key", options->public_key_file,
           "A file with the user's RSA public key, so that answers are encrypted for it");
  put_under(*command, "User", {"--public-key"});
  options = add_operation(request, "delete-user", "delete a user and all of the user's data",
                          Operation::delete_user, command, std::string(as_client) + " -u me");
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  options =
      add_operation(request, "login-user", "get a link to the connection portal",
                    Operation::login_user, command, std::string(as_user) + " --broker ALPACA");
  add_partner(*command, *options);
  add_user_id(*command, *options, false);
  add_user_secret(*command, *options);
  add_personal(*command, *options);
  add_login_options(*command, *options);
  options = add_operation(request, "get-user-jwt", "get an access token, encrypted for the user",
                          Operation::get_user_jwt, command, as_user);
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  add_user_secret(*command, *options);
  options = add_operation(request, "reset-user-secret", "give a user another secret",
                          Operation::reset_user_secret, command, as_user);
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  add_user_secret(*command, *options);
}

void add_any(CLI::App& request) {
  CLI::App* command = nullptr;
  auto options = add_operation(request, "any", "any other", Operation::any, command,
                               std::string(" GET /accounts") + as_user);
  add_partner(*command, *options);
  add_user_id(*command, *options, false);
  add_user_secret(*command, *options);
  add_personal(*command, *options);
  add_file(*command, "--access-token-file", options->access_token_file,
           "A file with an access token: for a user's own device; nothing is signed");
  put_under(*command, "Client", {"--access-token-file"});
  add_text(*command, "--param", options->params, "A parameter of the query, not encoded yet")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  command->add_option("METHOD", options->method, "GET, POST, PUT, PATCH or DELETE")
      ->transform(CLI::IsMember({"GET", "POST", "PUT", "PATCH", "DELETE"}, CLI::ignore_case))
      ->option_text(" ")
      ->required();
  command->add_option("PATH", options->path, "The path, percent-encoded where it has to be")
      ->type_name("")
      ->required();
  add_body(*command, options->body, options->no_body);
  put_under(*command, "Request", {"--param", "--no-body"});
}

}  // namespace

void add_request(CLI::App& program) {
  CLI::App* request = program.add_subcommand("request", "Print a signed request; nothing is sent");
  request->require_subcommand(1);
  request->footer(R"(
Send it with curl or with your own program; snapseal reply reads the answer. A signed request is
valid for a short time after its timestamp. User calls contain the user's secret: do not keep them
in logs. If the API answers with a status of 400 or more, curl prints the answer and exits with
status 22 (curl 7.76 or newer).

Examples:
  snapseal request list-users --client-id ID -c key.txt --format http
  snapseal request login-user --client-id ID -c key.txt -u me --user-secret-file secret.txt \
    --format curl-config > login.curl
  snapseal request any GET /accounts --client-id ID -c key.txt -u me --user-secret-file secret.txt
)");
  CLI::App* command = nullptr;
  add_operation(*request, "check-status", "ask whether the API is up, not signed",
                Operation::check_status, command, "");
  auto options = add_operation(*request, "list-users", "list the users' ids", Operation::list_users,
                               command, as_client);
  add_partner(*command, *options);
  add_user_operations(*request);
  add_any(*request);
}

}  // namespace snapseal::cli

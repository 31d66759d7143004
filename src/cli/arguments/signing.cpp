// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "arguments/parts.hpp"
#include "commands/signing_commands.hpp"

namespace snapseal::cli {

namespace {

/// A body that may be left out.
void add_body(CLI::App& command, std::optional<std::string>& body, bool& no_body) {
  CLI::Option* file = command
                          .add_option("BODY", body,
                                      "A file with the JSON body; - for standard input. If left "
                                      "out there is no body, and standard input must be empty")
                          ->type_name("");
  command
      .add_flag("--no-body", no_body,
                "There is no body, and standard input is not read: for scripts and loops that use "
                "it themselves")
      ->excludes(file);
}

void add_content(CLI::App& command, ContentOptions& content) {
  command.add_option("-p,--path", content.path, "The path of the URL, as it is sent")
      ->type_name("PATH")
      ->required();
  command
      .add_option("-q,--query", content.query,
                  "What is after the ? of the URL, as it is sent; \"\" for nothing")
      ->type_name("QUERY");
  add_file(command, "--query-file", content.query_file,
           "A file whose first line is the query: use it if the query contains a user secret");
  add_body(command, content.body, content.no_body);
}

/// A line of JSON in, a line out.
void add_ndjson(CLI::App& command, bool& ndjson, bool& quiet, const char* text) {
  CLI::Option* flag = command.add_flag("--ndjson", ndjson, text);
  command.add_flag("--quiet", quiet, "With --ndjson: print no progress on a terminal")->needs(flag);
}

void add_sign(CLI::App& program) {
  std::shared_ptr<SignOptions> options;
  CLI::App& command =
      add_command(program, "sign", "Print the signature of a request", sign_content, options);
  add_file(command, "-c,--consumer-key-file", options->consumer_key_file, consumer_key_text);
  add_content(command, options->content);
  command.add_flag("--canonical", options->canonical,
                   "Print the text that is signed instead, byte for byte; no key is needed");
  command.get_option("--path")->required(false);  // each line of --ndjson has its own
  add_ndjson(command, options->ndjson, options->quiet,
             "BODY has one request on each line, standard input if it is - or left out; one line "
             "of JSON is printed for each");
  command.footer(R"(
The path and the query are signed as you give them: nothing is encoded, decoded or sorted. Send the
body in its canonical form (snapseal canonical), or as it is.

With --ndjson a line is {"id":"a1","path":"/accounts","query":"...","body":{...}}. The id may be any
JSON and may be left out, like the body, which may also be its text in a string. What is printed is
{"line":1,"id":"a1","signature":"..."} or {"line":1,"id":"a1","error":{"code":"...", ...}}. If a
line fails, the others are still signed, and the exit status is 8.

Examples:
  snapseal sign -c key.txt --path /snapTrade/listUsers --query 'clientId=ID&timestamp=1795314669'
  snapseal sign --canonical --path /snapTrade/registerUser \
    --query 'clientId=ID&timestamp=1795314669' body.json
  snapseal sign -c key.txt --ndjson requests.ndjson | jq -r .signature
)");
}

void add_explain(CLI::App& program) {
  std::shared_ptr<ExplainOptions> options;
  CLI::App& command =
      add_command(program, "explain", "Tell why a signature is wrong", explain, options);
  add_file(command, "-c,--consumer-key-file", options->consumer_key_file, consumer_key_text);
  add_content(command, options->content);
  command.get_option("--path")->required(false);  // a webhook has none
  command.add_option("-s,--signature", options->signature, "The signature that was sent")
      ->type_name("SIGNATURE");
  add_file(command, "--foreign-canonical", options->foreign_canonical,
           "A file with the text that was signed; no key is needed");
  command.add_flag("--webhook", options->webhook,
                   "BODY is a webhook as it came, standard input if it is - or left out; without "
                   "--path and --query");
  add_seconds(command, "--now", options->now,
              "The time, in seconds since 1970, in place of the clock's");
  command.add_flag("--json", options->json, "Print the report as JSON");
  command.footer(R"(
Tries the mistakes that published clients, libraries of many languages and people are known to make:
each alone, and each pair. Warns of a query that the API refuses although the signature is right.
The exit status is 0 if the signature is right, 7 if not. Write --signature=... if it begins with a
hyphen. For a webhook, give the signature that your own program makes.

Examples:
  snapseal explain -c key.txt --path /snapTrade/registerUser \
    --query 'clientId=ID&timestamp=1795314669' \
    --signature OupYklQ1g1Jb1rvtRLgsj8SCq7oVQEtRXynerWYOSXY= body.json
  snapseal explain -c key.txt --webhook \
    --signature OupYklQ1g1Jb1rvtRLgsj8SCq7oVQEtRXynerWYOSXY= body.json
)");
}

void add_canonical(CLI::App& program) {
  std::shared_ptr<CanonicalOptions> options;
  CLI::App& command = add_command(
      program, "canonical", "Print the canonical form of a JSON text: the form that is signed",
      canonical, options);
  add_positional(command, "JSON", options->json,
                 "A file with the JSON text; standard input if it is - or left out");
  command.footer(R"(
The output is byte for byte that of Python's json.dumps(..., separators=(",", ":"), sort_keys=True).
A line feed is added only on a terminal.

Example:
  snapseal canonical body.json
)");
}

void add_webhook(CLI::App& program) {
  CLI::App* webhook = program.add_subcommand("webhook", "Work with webhooks");
  webhook->require_subcommand(1);
  webhook->footer("");
  std::shared_ptr<WebhookOptions> options;
  CLI::App& command =
      add_command(*webhook, "verify", "Verify a webhook and print its event as JSON",
                  verify_webhook_body, options);
  command.add_option("-c,--consumer-key-file", options->consumer_key_files, consumer_key_text)
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->take_all();
  command
      .add_option("-s,--signature", options->signature,
                  "The Signature header; required without --ndjson")
      ->type_name("SIGNATURE");
  add_seconds(command, "--now", options->now,
              "The time, in seconds since 1970, in place of the clock's");
  add_seconds(command, "--max-age", options->max_age_seconds,
              "How many seconds old it may be (default 300)");
  add_positional(command, "BODY", options->body,
                 "A file with the body as it came; standard input if it is - or left out");
  add_ndjson(command, options->ndjson, options->quiet,
             "BODY has one webhook on each line; one line of JSON is printed for each");
  command.footer(R"(
Several --consumer-key-file, up to 8, are all tried. The event is printed in canonical form, without
webhookSecret, which is deprecated. The API delivers an event again for some hours if it has to:
--max-age 86400 takes these too; tell them apart by webhookId.

With --ndjson a line is {"id":"a1","body":"...","signature":"..."}. The body is its text in a string,
or the JSON itself. The id may be any JSON and may be left out. What is printed is
{"line":1,"id":"a1","event":{...},"key_index":0} or
{"line":1,"id":"a1","error":{"code":"...", ...}}. If a line fails, the others are still verified,
and the exit status is 8.

Examples:
  snapseal webhook verify -c key.txt \
    --signature OupYklQ1g1Jb1rvtRLgsj8SCq7oVQEtRXynerWYOSXY= body.json
  snapseal webhook verify -c key.txt --max-age 86400 --ndjson webhooks.ndjson | jq -c .event
)");
}

void add_token(CLI::App& program) {
  std::shared_ptr<TokenOptions> options;
  CLI::App& command = add_command(program, "token", "Tell what an access token says about itself",
                                  run_token, options);
  add_seconds(command, "--now", options->now,
              "The time, in seconds since 1970, in place of the clock's");
  command.add_flag("--json", options->json, "Print the report as JSON");
  command.add_flag("--fail-expired", options->fail_expired,
                   "Print the report, and end with status 7 if the token has expired");
  add_positional(
      command, "FILE", options->file,
      "A file with the token, or a header or JSON that holds it; standard input if it is - or "
      "left out");
  command.footer(R"(
Nothing is verified: only the API can check the signature. The token itself is never printed.

Example:
  snapseal decrypt --key me.pem response.json | snapseal token
)");
}

// An operation has the options that it can use. The command line refuses the others.

std::shared_ptr<RequestOptions> add_operation(CLI::App& request, const char* name, const char* text,
                                              Operation operation, CLI::App*& command) {
  std::shared_ptr<RequestOptions> options;
  command = &add_command(request, name, "", make_request, options);
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
  return options;
}

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
}

void add_user_id(CLI::App& command, RequestOptions& options, bool required) {
  add_text(command, "-u,--user-id", options.user_id, "The user's id")
      ->type_name("ID")
      ->required(required);
}

void add_user_secret(CLI::App& command, RequestOptions& options) {
  add_file(
      command, "--user-secret-file", options.user_secret_file,
      "A file whose first line is the user's secret; SNAPSEAL_USER_SECRET_FILE can name it too");
}

void add_personal(CLI::App& command, RequestOptions& options) {
  command.add_flag("--personal", options.personal,
                   "The key is a personal key: for your own accounts, without users");
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
}

void add_user_operations(CLI::App& request) {
  CLI::App* command = nullptr;
  auto options =
      add_operation(request, "register-user", "register a user", Operation::register_user, command);
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  add_file(*command, "--public-key", options->public_key_file,
           "A file with the user's RSA public key, so that answers are encrypted for it");
  options = add_operation(request, "delete-user", "delete a user and all of the user's data",
                          Operation::delete_user, command);
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  options = add_operation(request, "login-user", "get a link to the connection portal",
                          Operation::login_user, command);
  add_partner(*command, *options);
  add_user_id(*command, *options, false);
  add_user_secret(*command, *options);
  add_personal(*command, *options);
  add_login_options(*command, *options);
  options = add_operation(request, "get-user-jwt", "get an access token, encrypted for the user",
                          Operation::get_user_jwt, command);
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  add_user_secret(*command, *options);
  options = add_operation(request, "reset-user-secret", "give a user another secret",
                          Operation::reset_user_secret, command);
  add_partner(*command, *options);
  add_user_id(*command, *options, true);
  add_user_secret(*command, *options);
}

void add_any(CLI::App& request) {
  CLI::App* command = nullptr;
  auto options = add_operation(request, "any", "any other", Operation::any, command);
  add_partner(*command, *options);
  add_user_id(*command, *options, false);
  add_user_secret(*command, *options);
  add_personal(*command, *options);
  add_file(*command, "--access-token-file", options->access_token_file,
           "A file with an access token: for a user's own device; nothing is signed");
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
}

void add_request(CLI::App& program) {
  CLI::App* request = program.add_subcommand("request", "Print a signed request; nothing is sent");
  request->require_subcommand(1);
  request->footer(R"(
Send it with curl or with your own program; snapseal reply reads the answer. A signed request is
valid for a short time after its timestamp. User calls contain the user's secret: do not keep them in
logs. If the API answers with a status of 400 or more, curl prints the answer and exits with status
22 (curl 7.76 or newer).

Examples:
  snapseal request list-users --client-id ID -c key.txt --format http
  snapseal request login-user --client-id ID -c key.txt -u me --user-secret-file secret.txt \
    --format curl-config > login.curl
  snapseal request any GET /accounts --client-id ID -c key.txt -u me --user-secret-file secret.txt
)");
  CLI::App* command = nullptr;
  add_operation(*request, "check-status", "ask whether the API is up, not signed",
                Operation::check_status, command);
  auto options =
      add_operation(*request, "list-users", "list the users' ids", Operation::list_users, command);
  add_partner(*command, *options);
  add_user_operations(*request);
  add_any(*request);
}

}  // namespace

std::span<const Command> signing_commands() {
  static constexpr std::array commands{
      Command{"sign", add_sign},       Command{"explain", add_explain},
      Command{"request", add_request}, Command{"canonical", add_canonical},
      Command{"webhook", add_webhook}, Command{"token", add_token},
  };
  return commands;
}

}  // namespace snapseal::cli

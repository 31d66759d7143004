// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "arguments/parts.hpp"
#include "commands/signing_commands.hpp"

namespace snapseal::cli {

namespace {

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

void put_request_under(CLI::App& command) {
  put_under(command, "Request", {"--path", "--query", "--query-file", "--no-body"});
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
  put_under(command, "Signature", {"--consumer-key-file", "--canonical"});
  put_request_under(command);
  put_under(command, "Many requests", {"--ndjson", "--quiet"});
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
  put_under(command, "Signature", {"--consumer-key-file", "--signature", "--foreign-canonical"});
  put_request_under(command);
  put_under(command, "Request", {"--webhook", "--now"});
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

Examples:
  snapseal canonical body.json
  echo '{"b": 1, "a": "Zoë"}' | snapseal canonical
)");
}

void add_webhook(CLI::App& program) {
  CLI::App* webhook = program.add_subcommand("webhook", "Work with webhooks");
  webhook->require_subcommand(1);
  webhook->footer(R"(
Examples:
  snapseal webhook verify -c key.txt \
    --signature OupYklQ1g1Jb1rvtRLgsj8SCq7oVQEtRXynerWYOSXY= body.json
  snapseal webhook verify -c key.txt --ndjson webhooks.ndjson | jq -c .event
)");
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
  put_under(command, "Signature", {"--consumer-key-file", "--signature"});
  put_under(command, "Time", {"--now", "--max-age"});
  put_under(command, "Many webhooks", {"--ndjson", "--quiet"});
  command.footer(R"(
Several --consumer-key-file, up to 8, are all tried. The event is printed in canonical form, without
webhookSecret, which is deprecated. The API delivers an event again for some hours if it has to:
--max-age 86400 takes these too; tell them apart by webhookId.

With --ndjson a line is {"id":"a1","body":"...","signature":"..."}. The body is its text in a
string, or the JSON itself. The id may be any JSON and may be left out. What is printed is
{"line":1,"id":"a1","event":{...},"key_index":0} or
{"line":1,"id":"a1","error":{"code":"...", ...}}. If a line fails, the others are still verified,
and the exit status is 8.

Examples:
  snapseal webhook verify -c key.txt \
    --signature OupYklQ1g1Jb1rvtRLgsj8SCq7oVQEtRXynerWYOSXY= body.json
  snapseal webhook verify -c key.txt --max-age 86400 --ndjson webhooks.ndjson | jq -c .event
)");
}

}  // namespace

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

Examples:
  snapseal decrypt --key me.pem response.json | snapseal token
  snapseal token --json --fail-expired jwt.txt
)");
}

std::span<const Command> signing_commands() {
  static constexpr std::array commands{
      Command{"request", add_request, "Requests and webhooks"},
      Command{"reply", add_reply, "Requests and webhooks"},
      Command{"sign", add_sign, "Requests and webhooks"},
      Command{"canonical", add_canonical, "Requests and webhooks"},
      Command{"explain", add_explain, "Requests and webhooks"},
      Command{"webhook", add_webhook, "Requests and webhooks"},
  };
  return commands;
}

}  // namespace snapseal::cli

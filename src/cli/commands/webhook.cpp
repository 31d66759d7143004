// SPDX-License-Identifier: Apache-2.0
#include "commands/ndjson.hpp"
#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "input/content.hpp"
#include "secrets/credentials.hpp"

namespace snapseal::cli {

namespace {

std::string hint_for(Errc code) {
  switch (code) {
    case Errc::wrong_signature:
      return "give the body byte for byte as it came, the Signature header, and the consumer key "
             "of that client; if the signature is of your own making, snapseal explain --webhook "
             "tells what differs";
    case Errc::webhook_too_old:
      return "--max-age SECONDS allows more; an event that is delivered again can be hours old";
    case Errc::webhook_too_new: return "is this clock right?";
    default: return {};
  }
}

constexpr LineKind webhooks{"webhooks", "webhook", "verified"};

/// A line holds a body, in a string of escapes as it may be, and a signature.
constexpr std::size_t line_bytes_max = 8 * webhook_limits().request_bytes;

WebhookTolerance tolerance_of(const WebhookOptions& options) {
  WebhookTolerance tolerance = WebhookTolerance::documented();
  if (options.max_age_seconds) {
    tolerance.max_age = std::chrono::seconds(*options.max_age_seconds);
  }
  return tolerance;
}

void verify_lines(const WebhookOptions& options, const std::vector<ConsumerKey>& keys) {
  const WebhookTolerance tolerance = tolerance_of(options);
  work_on_lines(
      FileName(options.body, "BODY"), webhooks, line_bytes_max, options.quiet,
      [&](const JsonObject& line) {
        const std::string_view signature = bare_signature(line.required_string("signature"));
        if (!line.contains("body")) {
          throw Error(Errc::missing_member, "the JSON object has no such member", "body");
        }
        return [event = verify_webhook(keys, body_of(line), signature, time_of(options.now),
                                       tolerance)](JsonWriter& json) {
          json.name("event").json(event.json).member("key_index", event.key_index);
        };
      });
}

void verify_one(const WebhookOptions& options, const std::vector<ConsumerKey>& keys) {
  const FileName name(options.body, "BODY");
  const SecretString body = read_input(name, webhook_limits().request_bytes, "webhook");
  const VerifiedWebhook event = [&] {
    try {
      return verify_webhook(keys, body.expose(), bare_signature(*options.signature),
                            time_of(options.now), tolerance_of(options));
    } catch (const Error& error) {
      throw is_about_input(error) ? about_file(name.shown(), error)
                                  : to_failure(error, hint_for(error.code()));
    }
  }();
  if (keys.size() > 1) {
    note("signed with the key in " +
         FileName(options.consumer_key_files[event.key_index], "--consumer-key-file").shown());
  }
  write_output(event.json + "\n");
}

}  // namespace

void verify_webhook_body(const WebhookOptions& options) {
  if (options.ndjson && options.signature) {
    throw usage_failure("--ndjson excludes --signature", "each line has a signature of its own");
  }
  if (!options.ndjson && !options.signature) {
    throw usage_failure("--signature is required", "snapseal webhook verify --help");
  }
  Inputs inputs;
  if (options.consumer_key_files.empty()) {
    add_consumer_key(inputs, std::nullopt);
  }
  for (const std::string& path : options.consumer_key_files) {
    add_consumer_key(inputs, path);
  }
  inputs.add("BODY", options.body, options.ndjson ? webhooks.lines : webhooks.line).check();
  std::vector<ConsumerKey> keys;
  if (options.consumer_key_files.empty()) {
    keys.push_back(load_consumer_key(std::nullopt));
  }
  for (const std::string& path : options.consumer_key_files) {
    keys.push_back(load_consumer_key(path));
  }
  if (options.ndjson) {
    return verify_lines(options, keys);
  }
  verify_one(options, keys);
}

}  // namespace snapseal::cli

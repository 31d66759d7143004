// SPDX-License-Identifier: Apache-2.0
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

}  // namespace

void verify_webhook_body(const WebhookOptions& options) {
  Inputs inputs;
  if (options.consumer_key_files.empty()) {
    add_consumer_key(inputs, std::nullopt);
  }
  for (const std::string& path : options.consumer_key_files) {
    add_consumer_key(inputs, path);
  }
  inputs.add("BODY", options.body, "webhook").check();
  std::vector<ConsumerKey> keys;
  if (options.consumer_key_files.empty()) {
    keys.push_back(load_consumer_key(std::nullopt));
  }
  for (const std::string& path : options.consumer_key_files) {
    keys.push_back(load_consumer_key(path));
  }
  const FileName name(options.body, "BODY");
  const SecretString body = read_input(name, webhook_limits().request_bytes, "webhook");
  WebhookTolerance tolerance = WebhookTolerance::documented();
  if (options.max_age_seconds) {
    tolerance.max_age = std::chrono::seconds(*options.max_age_seconds);
  }
  const VerifiedWebhook event = [&] {
    try {
      return verify_webhook(keys, body.expose(), bare_signature(options.signature),
                            time_of(options.now), tolerance);
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

}  // namespace snapseal::cli

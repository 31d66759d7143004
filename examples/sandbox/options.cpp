// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace sandbox {

Options read_options(int argc, char** argv) {
  Options options;
  CLI::App app{
      "An offline stand-in for SnapTrade's API on 127.0.0.1. When it is ready it prints one line "
      "of JSON: its base URL and where its credentials are."};
  app.add_option("--port", options.port, "TCP port; 0 takes one that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--client-id", options.client_id, "The clientId that it accepts")
      ->option_text("ID (default: invented)");
  app.add_option("--consumer-key-file", options.consumer_key_file,
                 "File with the consumerKey; one line end at its end does not count")
      ->check(CLI::ExistingFile)
      ->option_text("FILE (default: invented)");
  app.add_option("--state", options.state_file, "Keep the users in this file")
      ->option_text("FILE (default: memory)");
  long window = options.window.count();
  app.add_option("--window", window, "How many seconds a timestamp may be off")
      ->check(CLI::Range(0L, 86400L))
      ->capture_default_str();
  long clock_offset = 0;
  app.add_option("--clock-offset", clock_offset, "How many seconds its clock is ahead")
      ->check(CLI::Range(-1000000000L, 1000000000L))
      ->capture_default_str();
  long token_life = options.token_life.count();
  app.add_option("--token-life", token_life, "For how many seconds an access token is good")
      ->check(CLI::Range(0L, 86400L))
      ->capture_default_str();
  long slow = options.slow.count();
  app.add_option("--slow", slow, "How many milliseconds the fault \"slow\" takes")
      ->check(CLI::Range(0L, 600000L))
      ->capture_default_str();
  std::string nonce = "rfc7253";
  app.add_option("--nonce", nonce, "The nonce of encrypted answers")
      ->check(CLI::IsMember({"rfc7253", "legacy15"}))
      ->option_text("rfc7253 | legacy15 (default: rfc7253)");
  std::string fault;
  app.add_option("--fault", fault, "What goes wrong with each request")
      ->check(CLI::IsMember({"429", "500", "slow", "truncated", "wrong-tag"}))
      ->option_text("429 | 500 | slow | truncated | wrong-tag");
  app.add_flag("--quiet", options.quiet, "Do not tell of each request on standard error");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error) == 0 ? EXIT_SUCCESS : 2);
  }
  options.window = std::chrono::seconds(window);
  options.clock_offset = std::chrono::seconds(clock_offset);
  options.token_life = std::chrono::seconds(token_life);
  options.slow = std::chrono::milliseconds(slow);
  if (nonce == "legacy15") {
    options.nonce_form = snapseal::NonceForm::legacy15;
  }
  options.fault = fault_named(fault).value_or(Fault::none);
  return options;
}

}  // namespace sandbox

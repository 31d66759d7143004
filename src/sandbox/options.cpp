// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <snapseal/version.hpp>

#include "arguments/parts.hpp"
#include "failure.hpp"
#include "hosts.hpp"
#include "log.hpp"

namespace sandbox {
namespace {

constexpr const char* program_name = "snapseal-sandbox";

// What CLI11 calls a check: it returns what is wrong, or an empty string.

std::string check_client_id(const std::string& id) {
  return id.empty() || visible(id) != id
             ? "wants an ID of printable ASCII characters without backslash"
             : "";
}

std::string check_key_file(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return "wants the name of a file, not of a folder";
  }
  return ::access(path.c_str(), R_OK) == 0
             ? ""
             : "wants the name of a file that can be read. What was given is not shown: it may be "
               "the key itself";
}

std::string check_state_file(const std::string& path) {
  std::error_code ignored;
  if (path.empty() || std::filesystem::is_directory(path, ignored)) {
    return "wants the name of a file, which need not be there yet";
  }
  const auto folder = std::filesystem::path(path).parent_path();
  return ::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) == 0
             ? ""
             : "wants a file in a folder that is there and can be written to";
}

std::string check_host(const std::string& name) {
  return Hosts::is_name(name) ? "" : "wants a name alone, without scheme, port and path";
}

std::string check_faults(const std::string& text) {
  return FaultPlan().add(text);
}

template <typename Number>
CLI::Validator between(Number least, Number most) {
  const std::string range = std::to_string(least) + " to " + std::to_string(most);
  return {[=](const std::string& text) -> std::string {
            Number number{};
            const char* const end = text.data() + text.size();
            const auto read = std::from_chars(text.data(), end, number);
            return read.ec == std::errc() && read.ptr == end && number >= least && number <= most
                       ? ""
                       : "wants a whole number from " + range;
          },
          range};
}

std::string check_word(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end()
             ? ""
             : "wants " + std::string(*words.begin()) + " or " + std::string(*(words.end() - 1));
}

/// Help and version go to standard output; what is wrong is told as the program snapseal tells it.
[[noreturn]] void end_with(const CLI::App& app, const CLI::ParseError& error, int argc,
                           char** argv) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    std::exit(app.exit(error));
  }
  const std::vector<std::string> words(argv + 1, argv + argc);
  std::exit(snapseal::cli::report(snapseal::cli::explain_usage(app, error, words), program_name));
}

constexpr const char* footer = R"(
It listens on 127.0.0.1 alone, checks what the API checks, and says why it refuses a request: on
standard error, and in the header X-Sandbox-Reason. SIGTERM or SIGINT ends it with status 0. A wrong
option ends it with status 2, anything else that it cannot do with status 1.

Examples:
  snapseal-sandbox --port 8080
  snapseal-sandbox --port 8080 --client-id ID --consumer-key-file key.txt --fault login=403/1066
)";

}  // namespace

Options read_options(int argc, char** argv) {
  Options options;
  CLI::App app{
      "An offline stand-in for SnapTrade's API on 127.0.0.1. When it is ready it prints one line "
      "of JSON: its base URL and where its credentials are.",
      program_name};
  app.set_version_flag("-V,--version", std::string(program_name) + " " + SNAPSEAL_VERSION,
                       "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.formatter(std::make_shared<snapseal::cli::UsageFormatter>());
  app.footer(footer);
  app.add_option("--port", options.port, "TCP port; 0 takes one that is free")
      ->check(between(0, 65535))
      ->option_text("PORT (0)");
  app.add_option("--client-id", options.client_id, "The clientId that it accepts")
      ->check(check_client_id)
      ->option_text("ID (invented)");
  app.add_option("--consumer-key-file", options.consumer_key_file,
                 "File with the consumerKey; one line end at its end does not count")
      ->check(check_key_file)
      ->option_text("FILE (invented)");
  app.add_flag("--personal", options.personal, "The key is a personal one: there are no users");
  app.add_option("--state", options.state_file, "Keep the users in this file")
      ->check(check_state_file)
      ->option_text("FILE (in memory)");
  app.add_option("--allow-host", options.allowed_hosts,
                 "Answer to this name in the Host header too")
      ->check(check_host)
      ->allow_extra_args(false)
      ->option_text("NAME (127.0.0.1, localhost and [::1] alone)");
  long window = options.window.count();
  app.add_option("--window", window, "How many seconds a timestamp may be off")
      ->check(between(0L, 86400L))
      ->option_text("SECONDS (" + std::to_string(window) + ")");
  long clock_offset = 0;
  app.add_option("--clock-offset", clock_offset, "How many seconds its clock is ahead")
      ->check(between(-1000000000L, 1000000000L))
      ->option_text("SECONDS (" + std::to_string(clock_offset) + ")");
  long token_life = options.token_life.count();
  app.add_option("--token-life", token_life, "For how many seconds an access token is good")
      ->check(between(0L, 86400L))
      ->option_text("SECONDS (" + std::to_string(token_life) + ")");
  long body_time = options.body_time.count();
  app.add_option("--body-time", body_time, "In how many seconds a request's body must have come")
      ->check(between(1L, 600L))
      ->option_text("SECONDS (" + std::to_string(body_time) + ")");
  long slow = options.slow.count();
  app.add_option("--slow", slow, "How many milliseconds the fault \"slow\" takes")
      ->check(between(0L, 600000L))
      ->option_text("MILLISECONDS (" + std::to_string(slow) + ")");
  std::string nonce = "rfc7253";
  app.add_option("--nonce", nonce, "The nonce of encrypted answers: rfc7253 or legacy15")
      ->check([](const std::string& word) {
        return check_word(word, {"rfc7253", "legacy15"});
      })
      ->option_text("FORM (rfc7253)");
  std::string form = "mixed";
  app.add_option(
         "--webhook-form", form,
         "How webhooks are written: mixed, which is not the text that is signed, or canonical")
      ->check([](const std::string& word) {
        return check_word(word, {"mixed", "canonical"});
      })
      ->option_text("FORM (mixed)");
  std::vector<std::string> faults;
  app.add_option("--fault", faults,
                 "What goes wrong with each request, or with each of one operation. FAULT is " +
                     FaultPlan::names(" | "))
      ->check(check_faults)
      ->allow_extra_args(false)
      ->option_text("[OPERATION=]FAULT");
  app.add_flag("--quiet", options.quiet, "Do not tell of refused requests on standard error");
  using snapseal::cli::put_under;
  put_under(app, "Credentials", {"--client-id", "--consumer-key-file", "--personal"});
  put_under(app, "Server", {"--port", "--allow-host", "--body-time", "--state", "--quiet"});
  put_under(app, "Time", {"--window", "--clock-offset", "--token-life"});
  put_under(app, "Answers", {"--nonce", "--webhook-form", "--fault", "--slow"});
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    end_with(app, error, argc, argv);
  }
  options.window = std::chrono::seconds(window);
  options.clock_offset = std::chrono::seconds(clock_offset);
  options.token_life = std::chrono::seconds(token_life);
  options.body_time = std::chrono::seconds(body_time);
  options.slow = std::chrono::milliseconds(slow);
  if (nonce == "legacy15") {
    options.nonce_form = snapseal::NonceForm::legacy15;
  }
  options.webhook_form = webhook_form_named(form).value_or(WebhookForm::mixed);
  for (const std::string& fault : faults) {
    static_cast<void>(options.faults.add(fault));
  }
  return options;
}

}  // namespace sandbox

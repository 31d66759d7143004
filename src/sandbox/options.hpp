// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <snapseal/response/nonce_form.hpp>
#include <string>
#include <vector>

#include "faults.hpp"
#include "webhook_body.hpp"

namespace sandbox {

struct Options {
  int port = 0;                   ///< 0: any that is free.
  std::string client_id;          ///< Empty: invented.
  std::string consumer_key_file;  ///< Empty: invented.
  std::string state_file;         ///< Empty: users live in memory.
  /// The key is a personal one: there are no users.
  bool personal = false;
  std::vector<std::string> allowed_hosts;
  std::chrono::seconds window{300};
  std::chrono::seconds clock_offset{0};
  std::chrono::seconds token_life{300};
  std::chrono::seconds body_time{10};
  std::chrono::milliseconds slow{3000};
  snapseal::NonceForm nonce_form = snapseal::NonceForm::rfc7253;
  WebhookForm webhook_form = WebhookForm::mixed;
  FaultPlan faults;
  bool quiet = false;
};

/// Reads the command line. Ends the program for --help and for what it does not understand.
[[nodiscard]] Options read_options(int argc, char** argv);

}  // namespace sandbox

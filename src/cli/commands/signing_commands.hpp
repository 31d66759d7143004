// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <snapseal/api/access_token.hpp>
#include <string>
#include <vector>

#include "files.hpp"

/// The commands about signatures, requests, webhooks and tokens, as commands.hpp has the others.
/// What is not given and has a variable of the environment is taken from there (credentials.hpp).
namespace snapseal::cli {

/// What is signed, as the command line has it. `body` is a file, or "-"; without it there is none.
struct ContentOptions {
  std::string path;
  std::optional<std::string> query;
  std::optional<std::string> query_file;
  std::optional<std::string> body;
  bool no_body = false;
};

struct SignOptions {
  std::optional<std::string> consumer_key_file;
  ContentOptions content;
  bool canonical = false;
  bool ndjson = false;  ///< The body is a file of requests, a line each.
  bool quiet = false;
};
void sign_content(const SignOptions& options);

struct ExplainOptions {
  std::optional<std::string> consumer_key_file;
  ContentOptions content;
  std::optional<std::string> signature;
  std::optional<std::string> foreign_canonical;
  bool webhook = false;             ///< The body is a webhook's; path and query are not there.
  std::optional<std::int64_t> now;  ///< Seconds since 1970; the clock without it.
  bool json = false;
};
void explain(const ExplainOptions& options);

struct CanonicalOptions {
  std::string json = std::string(standard_stream);
};
void canonical(const CanonicalOptions& options);

struct WebhookOptions {
  std::vector<std::string> consumer_key_files;
  std::optional<std::string> signature;
  std::optional<std::int64_t> now;  ///< Seconds since 1970; the clock without it.
  std::optional<std::int64_t> max_age_seconds;
  bool ndjson = false;  ///< The body is a file of webhooks, a line each.
  bool quiet = false;
  std::string body = std::string(standard_stream);
};
void verify_webhook_body(const WebhookOptions& options);

struct TokenOptions {
  std::optional<std::int64_t> now;
  bool json = false;
  bool fail_expired = false;
  std::string file = std::string(standard_stream);
};
void run_token(const TokenOptions& options);
/// The report on a token that has been read, for `inspect`, which says that it is one.
void run_found_token(const api::AccessToken& token, bool json);

enum class Operation {
  check_status,
  list_users,
  register_user,
  delete_user,
  login_user,
  get_user_jwt,
  reset_user_secret,
  any,
};

/// Each operation has the options that it can use, and the command line refuses the others.
struct RequestOptions {
  Operation operation = Operation::check_status;
  std::string base = "https://api.snaptrade.com";
  std::string format = "json";
  std::optional<std::int64_t> timestamp;
  std::optional<std::int64_t> clock_offset;  ///< Seconds, added to the clock.
  std::optional<std::string> client_id;
  std::optional<std::string> consumer_key_file;
  bool personal = false;
  std::optional<std::string> user_id;
  std::optional<std::string> user_secret_file;
  // register_user
  std::optional<std::string> public_key_file;
  // login_user
  std::optional<std::string> broker;
  std::optional<bool> immediate_redirect;
  std::optional<std::string> custom_redirect;
  std::optional<std::string> reconnect;
  std::optional<std::string> connection_type;
  std::optional<bool> show_close_button;
  std::optional<bool> dark_mode;
  std::optional<std::string> locale;
  std::optional<std::string> portal_version;
  // any
  std::optional<std::string> access_token_file;
  std::string method;
  std::string path;
  std::vector<std::string> params;  ///< NAME=VALUE
  std::optional<std::string> body;
  bool no_body = false;
};
void make_request(const RequestOptions& options);

}  // namespace snapseal::cli

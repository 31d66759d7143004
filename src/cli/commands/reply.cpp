// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <initializer_list>
#include <variant>

#include "commands/opened_response.hpp"
#include "commands/received_reply.hpp"
#include "commands/reply_commands.hpp"
#include "commands/reply_kind.hpp"
#include "failure.hpp"
#include "output/json_writer.hpp"
#include "output/terminal.hpp"
#include "secrets/credentials.hpp"
#include "secrets/keys.hpp"
#include "secrets/secret_output.hpp"
#include "secrets/secret_text.hpp"

namespace snapseal::cli {

namespace {

/// What a command has in its hands while it reads a reply.
struct Reading {
  const ReplyOptions& options;
  const FileName& name;
  std::optional<UnixTime> received;  ///< By this machine's clock, if it is known.
  SecretOutput& secret;
  KeyLoading& loading;
  bool has_status;
};

Failure refusal_of(const api::ApiError& error) {
  constexpr int status_unauthorized = 401;
  constexpr std::string_view code_wrong_user = "1083";
  std::string message =
      "the API says: status " + (error.status() == 0 ? "unknown" : std::to_string(error.status()));
  if (!error.api_code().empty()) {
    message += ", code " + error.api_code();
  }
  if (!error.request_id().empty()) {
    message += ", request " + error.request_id();
  }
  if (!error.detail().empty()) {
    message += ": " + error.detail();
  }
  std::string hint;
  if (error.retry_after_seconds()) {
    hint = "try again after " + std::to_string(*error.retry_after_seconds()) + " seconds";
  } else if (error.api_code() == code_wrong_user) {
    hint = "the userId or the userSecret is wrong; a secret is used byte for byte";
  } else if (error.status() == status_unauthorized) {
    hint =
        "snapseal explain tells what is wrong with a signature, snapseal reply check-status how "
        "wrong the clock is";
  }
  return {exit_refused, std::string(to_string(error.code())), std::move(message), std::move(hint)};
}

void print(JsonWriter& json) {
  write_output(json.close_object().end_line().view());
}

/// As a line, which is how files with secrets are read again.
void keep_line(SecretOutput& output, std::string_view secret) {
  SecretText line;
  line.append(secret);
  line.append("\n");
  output.keep(line.view());
}

/// The plaintext of an encrypted reply.
SecretString open(const Reading& reading, const EncryptedResponse& response) {
  const ReplyOptions& options = reading.options;
  if (options.keys.empty()) {
    throw usage_failure(reading.secret.is_given()
                            ? "the reply is encrypted: --key KEY opens it"
                            : "the reply is encrypted: --key KEY opens it, and --secret-out FILE "
                              "is for what is in it");
  }
  const std::vector<PrivateKey> keys = reading.loading.finish();
  return std::move(open_response(options.keys, keys, response, !options.no_legacy_nonce).text);
}

/// Fails if the body is plainly that of another operation.
void require_own(const Reading& reading, const api::Reply& reply) {
  const std::string_view other = other_operation(reply.body, reading.options.operation);
  if (!other.empty()) {
    throw Failure{exit_malformed_input, "malformed_reply",
                  reading.name.shown() + ": it is a reply to another operation",
                  "snapseal reply reads it as one to " + std::string(other)};
  }
}

std::optional<std::int64_t> seconds_of(const std::optional<UnixTime>& time) {
  return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

void tell_status(const Reading& reading, const api::Reply& reply) {
  require_own(reading, reply);
  const api::ApiStatus status = api::parse_check_status(reply);
  std::optional<std::int64_t> offset;
  if (status.server_time && reading.received) {
    const auto ahead =
        std::chrono::floor<std::chrono::seconds>(*status.server_time) - *reading.received;
    offset = ahead.count();
  }
  JsonWriter json;
  json.open_object()
      .member("version", status.version)
      .member("online", status.online)
      .member("timestamp", status.timestamp)
      .member("clock_offset", offset);
  print(json);
}

void tell_users(const api::Reply& reply) {
  JsonWriter json;
  json.open_array();
  for (const api::UserId& user : api::parse_list_users(reply)) {
    json.value(user.value());
  }
  write_output(json.close_array().end_line().view());
}

/// Whatever is wrong with the reply, it is not told again: it is kept.
void tell_new_secret(const Reading& reading, const api::Reply& reply, std::string_view text) {
  try {
    const api::User user = reading.options.operation == Operation::register_user
                               ? api::parse_register_user(reply)
                               : api::parse_reset_user_secret(reply);
    keep_line(reading.secret, user.secret.expose());
    JsonWriter json;
    json.open_object()
        .member("userId", user.id.value())
        .member("secret_file", reading.secret.path());
    print(json);
  } catch (const api::ApiError&) {
    throw;
  } catch (const Error& error) {
    reading.secret.keep(text);
    throw about_file(reading.name.shown(), error,
                     "the whole reply is kept in " + reading.secret.shown());
  }
}

/// With a status line, that says it all; without it, the body has to.
void tell_deleted(const Reading& reading, const api::Reply& reply) {
  require_own(reading, reply);
  const api::DeletedUser user = api::parse_delete_user(reply);
  if (!reading.has_status && user.status.empty()) {
    throw Failure{exit_malformed_input, "malformed_reply",
                  reading.name.shown() + ": the body does not say what became of the user",
                  "give what curl --include prints: the status line says whether it was done"};
  }
  JsonWriter json;
  json.open_object()
      .member("userId", user.id.value())
      .member("status", user.status)
      .member("detail", user.detail);
  print(json);
}

void tell_portal(const Reading& reading, const api::Reply& reply) {
  auto answer = api::parse_login_user(reply);
  const auto* encrypted = std::get_if<EncryptedResponse>(&answer);
  const bool was_encrypted = encrypted != nullptr;
  const api::ConnectionPortal portal =
      was_encrypted
          ? api::parse_connection_portal(open(reading, *encrypted).expose(), reply.received)
          : std::move(std::get<api::ConnectionPortal>(answer));
  keep_line(reading.secret, portal.url.expose());
  JsonWriter json;
  json.open_object()
      .member("sessionId", portal.session_id)
      .member("expires_at", seconds_of(portal.expires_at))
      .member("encrypted", was_encrypted)
      .member("secret_file", reading.secret.path());
  print(json);
}

void tell_access_token(const Reading& reading, const api::Reply& reply) {
  const SecretString plaintext = open(reading, api::parse_get_user_jwt(reply));
  const auto token = api::AccessToken::parse(plaintext.expose());
  const auto expires_at = token.unverified_claims().expires_at;
  keep_line(reading.secret, token.expose());
  JsonWriter json;
  json.open_object()
      .member("expires_at", seconds_of(expires_at))
      .member("encrypted", true)
      .member("secret_file", reading.secret.path());
  print(json);
}

std::optional<EncryptedResponse> encrypted_in(const std::string& body) {
  if (body.find("\"encryptedSharedKey\"") == std::string::npos) {
    return std::nullopt;
  }
  return EncryptedResponse::parse(body);
}

bool may_hold_secret(const std::string& body) {
  return body.find("userSecret") != std::string::npos ||
         body.find("redirectURI") != std::string::npos;
}

void tell_any(const Reading& reading, const api::Reply& reply) {
  api::require_success(reply);
  const auto encrypted = encrypted_in(reply.body);
  if (encrypted && !reading.secret.is_given() && !reading.options.keys.empty()) {
    throw usage_failure("the reply is encrypted: --secret-out FILE is for what is in it");
  }
  if (reading.secret.is_given() || encrypted) {
    reading.secret.keep(encrypted ? open(reading, *encrypted).expose() : reply.body);
    JsonWriter json;
    json.open_object()
        .member("encrypted", encrypted.has_value())
        .member("secret_file", reading.secret.path());
    print(json);
    return;
  }
  if (is_terminal(STDOUT_FILENO) && may_hold_secret(reply.body)) {
    throw usage_failure("the reply may hold a secret, which is shown on no terminal",
                        "--secret-out FILE is for it");
  }
  write_output(reply.body);
}

void tell(const Reading& reading, const api::Reply& reply, std::string_view text) {
  switch (reading.options.operation) {
    case Operation::check_status: return tell_status(reading, reply);
    case Operation::list_users: return tell_users(reply);
    case Operation::register_user:
    case Operation::reset_user_secret: return tell_new_secret(reading, reply, text);
    case Operation::delete_user: return tell_deleted(reading, reply);
    case Operation::login_user: return tell_portal(reading, reply);
    case Operation::get_user_jwt: return tell_access_token(reading, reply);
    case Operation::any: return tell_any(reading, reply);
  }
}

/// Whether the reply comes out of a file, also one that a shell gives as standard input.
bool is_saved(const ReplyOptions& options) {
  struct stat status {};
  return !is_standard_input(options.file) ||
         (::fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode));
}

/// When the reply came, by this machine's clock: as `--now` says, or now if it comes just now.
std::optional<UnixTime> time_received(const ReplyOptions& options) {
  return options.now || !is_saved(options) ? std::optional(time_of(options.now)) : std::nullopt;
}

/// What lifetimes count from. A reply in a file came when its `Date` says.
std::optional<SystemTime> time_to_count_from(const ReplyOptions& options, const api::Reply& reply) {
  const auto date = reply.header("Date");
  const auto sent = date && !options.now ? parse_http_date(*date) : std::nullopt;
  const auto time = sent ? sent : time_received(options);
  return time ? std::optional<SystemTime>(*time) : std::nullopt;
}

bool is_told_once(const ReplyOptions& options) {
  return options.operation == Operation::register_user ||
         options.operation == Operation::reset_user_secret;
}

ReceivedReply read_or_keep(const ReplyOptions& options, const FileName& name, std::string_view text,
                           SecretOutput& secret) {
  try {
    return read_reply_text(name, text);
  } catch (Failure& failure) {
    if (is_told_once(options) && !text.empty()) {
      secret.keep(text);
      failure.hint = "the whole reply is kept in " + secret.shown();
    }
    throw;
  }
}

/// With the operation that the reply may be one to.
Failure not_understood(const Reading& reading, const api::Reply& reply, const Error& error) {
  std::string hint;
  if (error.code() == Errc::missing_member) {
    const std::string_view other = other_operation(reply.body, reading.options.operation);
    hint = other.empty() ? "" : "snapseal reply reads it as one to " + std::string(other);
  }
  return about_file(reading.name.shown() + (reading.has_status ? ", body" : ""), error, hint);
}

}  // namespace

void read_reply(const ReplyOptions& options) {
  constexpr std::size_t head_bytes_max = std::size_t{256} * 1024;
  Inputs inputs;
  add_private_keys(inputs, options.keys, options.passphrase_file);
  inputs.add("FILE", options.file, "reply").check();
  SecretOutput secret(options.secret_out, is_told_once(options));
  KeyLoading loading(options.keys, options.passphrase_file);
  if (is_standard_input(options.file)) {
    loading.begin();  // what is wrong with a key is told before the reply is taken out of a pipe
  }
  const FileName name(options.file, "FILE");
  const SecretString text = read_input(name, Limits{}.response_bytes + head_bytes_max, "reply");
  ReceivedReply received = read_or_keep(options, name, text.expose(), secret);
  received.reply.received = time_to_count_from(options, received.reply);
  const Reading reading{options, name,    time_received(options),
                        secret,  loading, received.has_status};
  try {
    if (!received.has_status) {
      if (const auto answer = error_answer_in(received.reply)) {
        api::require_success(*answer);
      }
    }
    tell(reading, received.reply, text.expose());
  } catch (const api::ApiError& error) {
    throw refusal_of(error);
  } catch (const Error& error) {
    throw not_understood(reading, received.reply, error);
  }
}

}  // namespace snapseal::cli

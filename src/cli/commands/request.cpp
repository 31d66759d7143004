// SPDX-License-Identifier: Apache-2.0
#include "ascii.hpp"
#include "commands/request_formats.hpp"
#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "input/content.hpp"
#include "secrets/credentials.hpp"
#include "secrets/keys.hpp"
#include "secrets/secret_file.hpp"

namespace snapseal::cli {

namespace {

api::UserId user_id_of(const RequestOptions& options) {
  if (!options.user_id) {
    throw usage_failure("--user-id is required", "or --personal, for a personal key");
  }
  return api::UserId(*options.user_id);
}

api::User user_of(const RequestOptions& options) {
  api::UserId id = user_id_of(options);
  return {std::move(id), load_user_secret(options.user_secret_file)};
}

/// What the variables of the environment say about users is for other requests.
void check_personal(const RequestOptions& options) {
  if (options.user_id || options.user_secret_file) {
    throw usage_failure("--personal excludes --user-id and --user-secret-file",
                        "a personal key is for one's own accounts and has no users");
  }
}

template <typename Value>
std::optional<Value> choice_of(const std::optional<std::string>& name,
                               const std::vector<std::pair<std::string_view, Value>>& choices) {
  for (const auto& [known, value] : choices) {
    if (name == known) {
      return value;
    }
  }
  return std::nullopt;  // not given: the command line takes no other names
}

/// The one of that name, as the API calls it.
template <typename Value>
std::optional<Value> one_of(const std::optional<std::string>& name,
                            std::initializer_list<Value> values) {
  for (const Value value : values) {
    if (name == to_string(value)) {
      return value;
    }
  }
  return std::nullopt;  // not given: the command line takes no other names
}

api::LoginOptions login_options_of(const RequestOptions& options) {
  return {.broker = options.broker,
          .immediate_redirect = options.immediate_redirect,
          .custom_redirect = options.custom_redirect,
          .reconnect = options.reconnect,
          .connection_type = one_of(options.connection_type,
                                    {api::ConnectionType::read, api::ConnectionType::trade,
                                     api::ConnectionType::trade_if_available}),
          .show_close_button = options.show_close_button,
          .dark_mode = options.dark_mode,
          .locale = options.locale,
          .connection_portal_version =
              one_of(options.portal_version,
                     {api::PortalVersion::v4, api::PortalVersion::v3, api::PortalVersion::v2})};
}

Method method_of(const std::string& name) {
  const auto method = choice_of<Method>(name, {{"GET", Method::get},
                                               {"POST", Method::post},
                                               {"PUT", Method::put},
                                               {"PATCH", Method::patch},
                                               {"DELETE", Method::delete_}});
  if (!method) {
    throw usage_failure("METHOD is GET, POST, PUT, PATCH or DELETE");
  }
  return *method;
}

/// In any letter case, as the library has it.
bool is_user_secret(std::string_view name) {
  return are_same_caseless(name, "userSecret");
}

Query query_of(const std::vector<std::string>& params) {
  Query query;
  for (const std::string& param : params) {
    const std::size_t equals = param.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw usage_failure("--param is NAME=VALUE");
    }
    query.emplace_back(param.substr(0, equals), param.substr(equals + 1));
    if (is_user_secret(query.back().first)) {
      throw usage_failure("a user secret must not stand in a command line, where others can see it",
                          "give --user-id ID --user-secret-file FILE");
    }
  }
  return query;
}

BaseUrl base_url_of(const std::string& url) {
  try {
    return url;
  } catch (const Error&) {
    throw usage_failure("--base must be http(s)://HOST, with a port or a path if need be");
  }
}

std::optional<std::string> read_body(const std::optional<std::string>& path) {
  if (!path) {
    return std::nullopt;
  }
  return std::string(read_request_body(*path).expose());
}

/// `make` gives the request. It is called when the key is there: it may wait for standard input.
template <typename Kind, typename Make>
HttpRequest sign_made(const RequestOptions& options, const BaseUrl& base, const Make& make) {
  const BasicPartner<Kind> partner(client_id_of(options.client_id),
                                   load_consumer_key(options.consumer_key_file), base);
  const std::chrono::seconds offset(options.clock_offset.value_or(0));
  return partner.sign(make(), time_of(options.timestamp) + offset);
}

template <typename Kind>
HttpRequest sign_as(const RequestOptions& options, const BaseUrl& base,
                    const Request<Kind>& request) {
  return sign_made<Kind>(options, base, [&request]() -> const Request<Kind>& { return request; });
}

HttpRequest make_registration(const RequestOptions& options, const BaseUrl& base) {
  const api::UserId user = user_id_of(options);
  return sign_made<Commercial>(options, base, [&] {
    return options.public_key_file
               ? api::register_user(user, load_public_key(*options.public_key_file, "--public-key"))
               : api::register_user(user);
  });
}

HttpRequest make_login(const RequestOptions& options, const BaseUrl& base) {
  const api::LoginOptions login = login_options_of(options);
  if (options.personal) {
    check_personal(options);
    return sign_as(options, base, api::login_user(login));
  }
  return sign_as(options, base, api::login_user(user_of(options), login));
}

void check_access_token(const RequestOptions& options) {
  if (options.client_id || options.consumer_key_file || options.user_id ||
      options.user_secret_file || options.personal || options.timestamp || options.clock_offset) {
    throw usage_failure("--access-token-file excludes all that is for signing",
                        "a device with a token signs nothing: no key, id, secret or timestamp");
  }
}

/// A request of a user's own device. `make` gives it, and is called when the token is there.
template <typename Make>
HttpRequest authorize(const RequestOptions& options, const BaseUrl& base, const Make& make) {
  const FileName name(*options.access_token_file, "--access-token-file");
  const SecretString text =
      read_input(name, api::AccessToken::text_bytes_max, access_token_secret.name);
  check_secret(name, access_token_secret, text.expose());
  auto token = naming_file(name.shown(), [&] { return api::AccessToken::parse(text.expose()); });
  return api::ClientAccess(std::move(token), base).authorize(make());
}

HttpRequest make_any_of(const RequestOptions& options, const BaseUrl& base) {
  const Method method = method_of(options.method);
  if (options.path.find('?') != std::string::npos) {
    throw Failure{exit_usage, std::string(to_string(Errc::invalid_request)), "path: has a query",
                  "--param NAME=VALUE puts a parameter into the query"};
  }
  const Query query = query_of(options.params);
  if (options.access_token_file) {
    return authorize(options, base, [&] {
      return api::request<Device>(method, options.path, query, read_body(options.body));
    });
  }
  if (options.personal) {
    check_personal(options);
    return sign_made<Personal>(options, base, [&] {
      return api::request<Personal>(method, options.path, query, read_body(options.body));
    });
  }
  if (options.user_id) {
    const api::User user = user_of(options);
    return sign_made<Commercial>(options, base, [&] {
      return api::request(user, method, options.path, query, read_body(options.body));
    });
  }
  if (options.user_secret_file) {
    throw usage_failure("--user-secret-file needs --user-id");
  }
  return sign_made<Commercial>(options, base, [&] {
    return api::request<Commercial>(method, options.path, query, read_body(options.body));
  });
}

HttpRequest make_any(const RequestOptions& options, const BaseUrl& base) {
  // Without a body no error is about an input.
  const std::string body = options.body ? FileName(*options.body, "BODY").shown() : "";
  return naming_file(body, [&] { return make_any_of(options, base); });
}

HttpRequest make(const RequestOptions& options, const BaseUrl& base) {
  switch (options.operation) {
    case Operation::check_status: return unsigned_request(api::check_status(), base);
    case Operation::list_users: return sign_as(options, base, api::list_users());
    case Operation::register_user: return make_registration(options, base);
    case Operation::delete_user:
      return sign_as(options, base, api::delete_user(user_id_of(options)));
    case Operation::login_user: return make_login(options, base);
    case Operation::get_user_jwt:
      return sign_as(options, base, api::get_user_jwt(user_of(options)));
    case Operation::reset_user_secret:
      return sign_as(options, base, api::reset_user_secret(user_of(options)));
    case Operation::any: break;
  }
  return make_any(options, base);
}

bool has_user_secret(const RequestOptions& options) {
  switch (options.operation) {
    case Operation::get_user_jwt:
    case Operation::reset_user_secret: return true;
    case Operation::login_user: return !options.personal;
    case Operation::any: return options.user_id.has_value() && !options.personal;
    default: return false;
  }
}

/// What can be said before anything is read.
void check(const RequestOptions& options) {
  const bool any = options.operation == Operation::any;
  const bool is_signed = options.operation != Operation::check_status && !options.access_token_file;
  static_cast<void>(query_of(options.params));
  Inputs inputs;
  if (options.access_token_file) {
    check_access_token(options);
    inputs.add("--access-token-file", options.access_token_file, "access token");
  }
  if (is_signed) {
    static_cast<void>(client_id_of(options.client_id));
    add_consumer_key(inputs, options.consumer_key_file);
  }
  if (has_user_secret(options)) {
    static_cast<void>(user_id_of(options));
    add_user_secret(inputs, options.user_secret_file);
  }
  inputs.add("--public-key", options.public_key_file, "public key")
      .add("BODY", options.body, "body");
  const bool can_have_body = any && options.method != "GET" && options.method != "DELETE";
  if (can_have_body && !options.body && !options.no_body) {
    inputs.check_without_body();
  } else {
    inputs.check();
  }
}

/// Whose secret stands in it, if any does.
std::string_view secret_in(const RequestOptions& options, const HttpRequest& request) {
  if (options.access_token_file) {
    return "access token";
  }
  return request.url.find("userSecret=") != std::string::npos ||
                 request.body.find("\"userSecret\"") != std::string::npos
             ? "secret"
             : "";
}

}  // namespace

void make_request(const RequestOptions& options) {
  const BaseUrl base = base_url_of(options.base);
  check(options);
  if (is_unprotected(base)) {
    note("--base is http, without TLS: others on the way can read and change what is sent there");
  }
  const HttpRequest request = make(options, base);
  if (options.format == "curl") {
    const std::string secret(secret_in(options, request));
    if (!secret.empty()) {
      note("the command holds the user's " + secret +
           ": the shell's history keeps it, and others can see it while it runs; --format "
           "curl-config, for curl --config -, keeps it out of command lines");
    }
    write_output(to_curl(request));
  } else if (options.format == "curl-config") {
    const std::string config = to_curl_config(request);
    if (has_long_line(config)) {
      note(
          "the body makes a line of more than 100 KiB, which curl 7.88 and others do not take; "
          "--format http and json have no such limit");
    }
    write_output(config);
  } else {
    write_output(options.format == "http" ? to_http(request) : as_json(request));
  }
}

}  // namespace snapseal::cli

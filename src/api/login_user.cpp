// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/api/login_user.hpp>

#include "api/json_writer.hpp"
#include "api/reply.hpp"

namespace snapseal::api {

namespace {

constexpr std::string_view path = "/snapTrade/login";
constexpr std::chrono::minutes portal_lifetime{5};

/// The value's name. Throws if it has none.
template <typename Value>
std::string_view name_of(Value value, Literal member) {
  const std::string_view name = to_string(value);
  if (name.empty()) {
    throw Error(Errc::invalid_argument, "is not one of the values there are", member);
  }
  return name;
}

std::optional<std::string> body_of(const LoginOptions& options) {
  JsonWriter body;
  const auto add = [&body](std::string_view name, const auto& value) {
    if (value) {
      body.add(name, *value);
    }
  };
  const auto add_name = [&body](Literal name, const auto& value) {
    if (value) {
      body.add(name.view(), name_of(*value, name));
    }
  };
  add("broker", options.broker);
  add("immediateRedirect", options.immediate_redirect);
  add("customRedirect", options.custom_redirect);
  add("reconnect", options.reconnect);
  add_name("connectionType", options.connection_type);
  add("showCloseButton", options.show_close_button);
  add("darkMode", options.dark_mode);
  add("locale", options.locale);
  add_name("connectionPortalVersion", options.connection_portal_version);
  return std::move(body).finish();
}

/// An https URL of printable ASCII with a host (RFC 9110 section 4.2.2), with no user name before
/// it.
bool is_https_link(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (!text.starts_with(scheme) ||
      !std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; })) {
    return false;
  }
  std::string_view host = text.substr(scheme.size());
  host = host.substr(0, host.find_first_of("/?#"));
  return !host.empty() && host.front() != ':' && host.find('@') == std::string_view::npos;
}

ConnectionPortal portal_of(const ReplyMembers& members, std::optional<SystemTime> received) {
  SecretString url = members.secret("redirectURI");
  if (!is_https_link(url.expose())) {
    throw Error(Errc::wrong_member_type, "must be an https link with a host", "redirectURI");
  }
  std::optional<UnixTime> expires_at;
  if (received) {
    expires_at = std::min<UnixTime>(*received, UnixTime::max() - portal_lifetime) + portal_lifetime;
  }
  return {std::move(url), members.text_or_empty("sessionId"), expires_at};
}

}  // namespace

std::string_view to_string(ConnectionType type) noexcept {
  switch (type) {
    case ConnectionType::read: return "read";
    case ConnectionType::trade: return "trade";
    case ConnectionType::trade_if_available: return "trade-if-available";
  }
  return {};
}

std::string_view to_string(PortalVersion version) noexcept {
  switch (version) {
    case PortalVersion::v4: return "v4";
    case PortalVersion::v3: return "v3";
    case PortalVersion::v2: return "v2";
  }
  return {};
}

Request<Commercial> login_user(const User& user, const LoginOptions& options) {
  return request(user, Method::post, std::string(path), {}, body_of(options));
}

Request<Personal> login_user(const LoginOptions& options) {
  return request<Personal>(Method::post, std::string(path), {}, body_of(options));
}

std::variant<ConnectionPortal, EncryptedResponse> parse_login_user(const Reply& reply,
                                                                   const ParseOptions& options) {
  const ReplyMembers members =
      read_success(reply, options.limits,
                   {"redirectURI", "sessionId", "encryptedSharedKey", "encryptedMessageData"});
  if (members.has("encryptedSharedKey") || members.has("encryptedMessageData")) {
    return EncryptedResponse::parse(reply.body, options);
  }
  return portal_of(members, reply.received);
}

ConnectionPortal parse_login_user(const Reply& reply, const KeyRing& keys,
                                  const DecryptOptions& options,
                                  const ParseOptions& parse_options) {
  auto outcome = parse_login_user(reply, parse_options);
  if (auto* portal = std::get_if<ConnectionPortal>(&outcome)) {
    return std::move(*portal);
  }
  const DecryptedResponse opened =
      decrypt_response(keys, std::get<EncryptedResponse>(outcome), options);
  return parse_connection_portal(opened.text.expose(), reply.received, parse_options.limits);
}

ConnectionPortal parse_connection_portal(std::string_view json, std::optional<SystemTime> received,
                                         const Limits& limits) {
  check_length(json, limits);
  return portal_of(ReplyMembers(json, limits.json_depth, {"redirectURI", "sessionId"}), received);
}

}  // namespace snapseal::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/time.hpp>
#include <snapseal/keys/key_ring.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/parse_options.hpp>

namespace snapseal::api {

/// What a connection permits.
enum class ConnectionType {
  read,                ///< Data only.
  trade,               ///< Data and trading.
  trade_if_available,  ///< Trading where the brokerage supports it, else data only.
};
enum class PortalVersion { v4, v3, v2 };
/// The API's names: "trade-if-available", "v4". Empty for what is none of them.
[[nodiscard]] SNAPSEAL_API std::string_view to_string(ConnectionType type) noexcept;
[[nodiscard]] SNAPSEAL_API std::string_view to_string(PortalVersion version) noexcept;

/// What is not set is not sent, and the API's default holds. What each member does is told as the
/// API's documents tell it
/// (docs.snaptrade.com/reference/Authentication/Authentication_loginSnapTradeUser).
struct LoginOptions {
  /// The slug of the brokerage to connect, "ALPACA" for example. By default the user chooses.
  std::optional<std::string> broker = {};
  /// Whether the user goes back to the partner's site afterwards, and not to the portal. Ignored in
  /// an iframe.
  std::optional<bool> immediate_redirect = {};
  /// The URL that the user goes to after the brokerage is connected. Ignored in an iframe.
  std::optional<std::string> custom_redirect = {};
  /// The UUID of the connection to connect again. For disabled connections only: leave it out
  /// otherwise.
  std::optional<std::string> reconnect = {};
  /// By default `read`.
  std::optional<ConnectionType> connection_type = {};
  /// Whether the portal shows its button to close. By default true; if false, the partner's site
  /// closes it.
  std::optional<bool> show_close_button = {};
  /// By default false.
  std::optional<bool> dark_mode = {};
  /// The portal's language. No longer in the API's published description.
  std::optional<std::string> locale = {};
  /// By default v4, the only one that is supported: the API sets others to v4.
  std::optional<PortalVersion> connection_portal_version = {};
};

/// POST /snapTrade/login. Without options it has no body.
[[nodiscard]] SNAPSEAL_API Request<Commercial> login_user(const User& user,
                                                          const LoginOptions& options = {});
[[nodiscard]] SNAPSEAL_API Request<Personal> login_user(const LoginOptions& options = {});

/// Where the user connects his accounts. The link is secret, works once, and for five minutes.
struct ConnectionPortal {
  /// An https link with a host. Which host that is, is not checked.
  SecretString url;
  std::string session_id;  ///< Empty if the answer has none.
  /// Five minutes after the reply came; `nullopt` if `Reply::received` is absent.
  std::optional<UnixTime> expires_at;
};

/// The portal, or for a user with an RSA key an encrypted response. Throws `ApiError`, and what is
/// wrong with the reply: codes 101 to 110, with `Errc::wrong_member_type` also for a redirectURI
/// that is not an https link with a host.
[[nodiscard]] SNAPSEAL_API std::variant<ConnectionPortal, EncryptedResponse> parse_login_user(
    const Reply& reply, const ParseOptions& options = {});
/// Opens an encrypted one too. Throws what `decrypt_response` throws as well.
[[nodiscard]] SNAPSEAL_API ConnectionPortal
parse_login_user(const Reply& reply, const KeyRing& keys, const DecryptOptions& options = {},
                 const ParseOptions& parse_options = {});
/// The portal in the plaintext of an encrypted response: for the device that opens it. `received`
/// is when that came. Throws codes 101 to 106.
[[nodiscard]] SNAPSEAL_API ConnectionPortal
parse_connection_portal(std::string_view json, std::optional<SystemTime> received = std::nullopt,
                        const Limits& limits = {});

}  // namespace snapseal::api

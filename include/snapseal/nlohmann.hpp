// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include <snapseal/api/access_token.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/webhook.hpp>

/// snapseal with `nlohmann::json` (3.9 or newer), for callers who have parsed their JSON with it.
/// Header only; no other header includes this one. What a value can no longer tell is not checked:
/// nlohmann/json has kept one of two members of the same name, and a number beyond a double as
/// infinity. Where the text is at hand, give the text.
namespace snapseal {

/// What nlohmann/json calls its values, in either order of members.
template <typename T>
concept NlohmannJson = std::same_as<T, nlohmann::json> || std::same_as<T, nlohmann::ordered_json>;

namespace detail {

/// Throws `Errc::json_too_deep`, `number_out_of_range`, `malformed_json`.
template <NlohmannJson Json>
void check_json(const Json& value, std::size_t depth_left) {
  if (value.is_structured()) {
    if (depth_left == 0) {
      throw Error(Errc::json_too_deep, "the JSON value is nested deeper than Limits::json_depth");
    }
    for (const Json& element : value) {
      check_json(element, depth_left - 1);
    }
  } else if (value.is_number_float() && !std::isfinite(value.template get<double>())) {
    throw Error(Errc::number_out_of_range, "the JSON value has a number that is not finite");
  } else if (value.is_binary() || value.is_discarded()) {
    throw Error(Errc::malformed_json, "the value holds what JSON does not have");
  }
}

}  // namespace detail

/// The JSON text of a value. Throws `Errc::malformed_json` for a text in it that is not UTF-8, for
/// binary and for discarded values; `number_out_of_range` for NaN and infinity; `json_too_deep`.
template <NlohmannJson Json>
[[nodiscard]] std::string json_text(const Json& value, const Limits& limits = {}) {
  detail::check_json(value, limits.json_depth);
  try {
    return value.dump();
  } catch (const nlohmann::json::exception&) {
    throw Error(Errc::malformed_json, "a text in the JSON value is not UTF-8");
  }
}

/// See `canonical_json` for text.
template <NlohmannJson Json>
[[nodiscard]] std::string canonical_json(const Json& value, const Limits& limits = {}) {
  return canonical_json(std::string_view(json_text(value, limits)), limits);
}

/// See `decrypt_response` for text. A response that was parsed by itself, or a member of another.
template <NlohmannJson Json>
[[nodiscard]] DecryptedResponse decrypt_response(const KeyRing& keys, const Json& response,
                                                 const DecryptOptions& options = {},
                                                 const ParseOptions& parse_options = {}) {
  return decrypt_response(keys, std::string_view(json_text(response, parse_options.limits)),
                          options, parse_options);
}

/// The event of a webhook: `nlohmann::json j = event;`
template <NlohmannJson Json>
void to_json(Json& out, const VerifiedWebhook& event) {
  out = Json::parse(event.json);
}

namespace api {

/// All claims: `nlohmann::json j = token.unverified_claims();`
template <NlohmannJson Json>
void to_json(Json& out, const UnverifiedClaims& claims) {
  out = Json::parse(claims.json);
}

/// See `request` in api/request.hpp; `body` is signed and sent in canonical form.
template <typename Kind, NlohmannJson Json>
[[nodiscard]] Request<Kind> request(Method method, std::string path, Query query,
                                    const Json& body) {
  return request<Kind>(method, std::move(path), std::move(query),
                       std::optional<std::string>(json_text(body)));
}
template <NlohmannJson Json>
[[nodiscard]] Request<Commercial> request(const User& user, Method method, std::string path,
                                          Query query, const Json& body) {
  return request(user, method, std::move(path), std::move(query),
                 std::optional<std::string>(json_text(body)));
}

}  // namespace api
}  // namespace snapseal

/// `auto response = j.get<snapseal::EncryptedResponse>();` throws what `EncryptedResponse::parse`
/// throws.
template <>
struct nlohmann::adl_serializer<snapseal::EncryptedResponse> {
  template <snapseal::NlohmannJson Json>
  static snapseal::EncryptedResponse from_json(const Json& value) {
    return snapseal::EncryptedResponse::parse(snapseal::json_text(value));
  }
  template <snapseal::NlohmannJson Json>
  static void to_json(Json& out, const snapseal::EncryptedResponse& response) {
    out = Json::parse(response.to_json());
  }
};

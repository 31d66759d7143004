// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json.hpp"

namespace sandbox {

/// A request as it came over the wire: nothing of it is decoded.
struct Call {
  std::string method;
  std::string path;
  std::string query;  ///< Without "?".
  std::string body;
  std::map<std::string, std::string> headers;  ///< By name in lower case; the first of each.

  [[nodiscard]] std::optional<std::string> header(const std::string& lower_name) const;
};

/// What goes back.
struct Answer {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// Whether the connection ends in the middle of the body.
  bool truncated = false;
};

/// The parameters of a query, decoded. Nothing if an escape is broken, or one of those that the
/// scheme needs (clientId, timestamp, userId, userSecret) is there twice.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_query(std::string_view query);

[[nodiscard]] Answer json_answer(const Json& json);

// The shapes in which the API says no: {"default_detail", "default_code"} with a number, and
// {"detail", "status_code", "code"} with a string.
[[nodiscard]] Answer refusal(int status, std::string_view default_detail, int default_code);
[[nodiscard]] Answer detailed_refusal(int status, std::string_view detail, std::string_view code);

[[nodiscard]] Answer bad_data();           ///< 400, 1076
[[nodiscard]] Answer wrong_signature();    ///< 401, 1076
[[nodiscard]] Answer wrong_user_secret();  ///< 401, 1083
[[nodiscard]] Answer not_found();          ///< 404, 1011
[[nodiscard]] Answer user_exists();        ///< 400, 1010
[[nodiscard]] Answer no_rsa_key();         ///< 400, 1076

}  // namespace sandbox

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
  std::map<std::string, std::string> headers;  ///< By name in lower case; the first of
                                               ///< each, but all of Host.

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

/// ASCII letters in lower case.
[[nodiscard]] std::string lower(std::string text);

}  // namespace sandbox

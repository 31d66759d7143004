// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>

#include <snapseal/api/user.hpp>
#include <snapseal/signing/request.hpp>

namespace snapseal::api {

/// A signed request to any other endpoint. `path` may hold percent escapes; query values are
/// encoded when it is signed; `body` is JSON text.
template <typename Kind>
[[nodiscard]] Request<Kind> request(Method method, std::string path, Query query = {},
                                    std::optional<std::string> body = std::nullopt) {
  return {{method, std::move(path), std::move(query), std::move(body)}};
}
/// The same for a user, with a commercial key: puts userId and userSecret before the query.
/// Throws `Errc::invalid_request` if it has them already.
[[nodiscard]] SNAPSEAL_API Request<Commercial> request(
    const User& user, Method method, std::string path, Query query = {},
    std::optional<std::string> body = std::nullopt);

}  // namespace snapseal::api

// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <snapseal/api/client_access.hpp>

#include "signing/target.hpp"

namespace snapseal::api {

HttpRequest ClientAccess::authorize(const Request<Device>& request) const {
  constexpr std::array refused{"userId", "userSecret", "timestamp", "signature"};
  for (const char* name : refused) {
    if (signing::has_parameter(request.query, name)) {
      throw Error(Errc::invalid_request,
                  "has userId, userSecret, timestamp or signature, which do not go with a token",
                  "query");
    }
  }
  const std::string body = signing::canonical_body(request);
  signing::check_body(request.method, body);
  HttpRequest out = signing::http_request(request.method, signing::url_of(base_, request.path),
                                          signing::query_string(request.query), body);
  out.headers.emplace_back("Authorization", std::string("JWT ").append(token_.expose()));
  return out;
}

}  // namespace snapseal::api

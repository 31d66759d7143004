// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <snapseal/signing/partner.hpp>
#include <snapseal/signing/signature.hpp>

#include "signing/target.hpp"

namespace snapseal {

HttpRequest detail::sign_request(const ClientId& id, const ConsumerKey& key,
                                 std::string_view base_path, const RequestData& request,
                                 UnixTime now) {
  constexpr std::array reserved{"clientId", "timestamp", "signature"};
  for (const char* name : reserved) {
    if (signing::has_parameter(request.query, name)) {
      throw Error(Errc::invalid_request, "has clientId, timestamp or signature already", "query");
    }
  }
  if (now < UnixTime{}) {
    throw Error(Errc::invalid_request, "is before 1970", "timestamp");
  }
  const std::string path = signing::full_path(base_path, request.path);
  Query parameters = request.query;
  parameters.emplace(parameters.begin(), "clientId", id.value());
  parameters.emplace_back("timestamp", std::to_string(now.time_since_epoch().count()));
  const std::string query = signing::query_string(parameters);
  const std::string body = signing::canonical_body(request);
  signing::check_body(request.method, body);

  HttpRequest signed_request = signing::http_request(request.method, path, query, body);
  signed_request.headers.emplace_back("Signature", sign(key, {path, query, body}));
  return signed_request;
}

HttpRequest unsigned_request(const Request<NoKey>& request, std::string_view base_path) {
  const std::string body = signing::canonical_body(request);
  signing::check_body(request.method, body);
  return signing::http_request(request.method, signing::full_path(base_path, request.path),
                               signing::query_string(request.query), body);
}

}  // namespace snapseal

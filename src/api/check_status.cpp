// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/check_status.hpp>
#include <snapseal/signing/partner.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

Request<NoKey> check_status() {
  return request<NoKey>(Method::get, "/");
}

ApiStatus parse_check_status(const Reply& reply, const Limits& limits) {
  const json::Members members = read_success(reply, limits);
  ApiStatus status{members.integer("version"), members.boolean("online"),
                   members.string("timestamp"), std::nullopt};
  status.server_time = parse_iso8601(status.timestamp);
  return status;
}

}  // namespace snapseal::api

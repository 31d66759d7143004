// SPDX-License-Identifier: Apache-2.0
#include <iterator>
#include <snapseal/api/request.hpp>

#include "api/reply.hpp"
#include "signing/target.hpp"

namespace snapseal::api {

Request<Commercial> request(const User& user, Method method, std::string path, Query query,
                            std::optional<std::string> body) {
  if (signing::has_parameter(query, "userId") || signing::has_parameter(query, "userSecret")) {
    throw Error(Errc::invalid_request, "has userId or userSecret already", "query");
  }
  Query parameters{{"userId", required(user.id)},
                   {"userSecret", std::string(required(user.secret))}};
  parameters.insert(parameters.end(), std::make_move_iterator(query.begin()),
                    std::make_move_iterator(query.end()));
  return {{method, std::move(path), std::move(parameters), std::move(body)}};
}

}  // namespace snapseal::api

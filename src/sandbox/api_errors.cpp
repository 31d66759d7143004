// SPDX-License-Identifier: Apache-2.0
#include "api_errors.hpp"

namespace sandbox {
namespace {

Answer with_status(int status, const Json& json) {
  Answer answer = json_answer(json);
  answer.status = status;
  return answer;
}

}  // namespace

Answer short_error(int status, std::string_view default_detail, int default_code) {
  return with_status(
      status, Json::Object{{"default_detail", default_detail}, {"default_code", default_code}});
}

Answer long_error(int status, std::string_view detail, std::string_view code) {
  return with_status(status,
                     Json::Object{{"detail", detail}, {"status_code", status}, {"code", code}});
}

Answer bad_data() {
  return short_error(400, "Unable to verify data sent", 1076);
}
Answer user_exists() {
  return long_error(400, "User with the following userId already exists", "1010");
}
Answer wrong_signature() {
  return long_error(401, "Unable to verify signature sent", "1076");
}
Answer wrong_user_secret() {
  return long_error(401, "Invalid userID or userSecret provided", "1083");
}
Answer no_permission() {
  return short_error(403, "User does not have permission to access this resource", 1066);
}
Answer not_found() {
  return short_error(404, "The requested resource does not exist.", 1011);
}

Answer too_many_requests() {
  Answer answer =
      long_error(429, "Request was throttled. Expected available in 7 seconds.", "0000");
  answer.headers = {
      {"X-RateLimit-Limit", "250"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "7"}};
  return answer;
}

// The documents' example has a number as its code, where the others of this shape have a string.
Answer unexpected_error() {
  return with_status(500, Json::Object{{"detail", "Encountered an unexpected exception."},
                                       {"status_code", 500},
                                       {"code", 1000}});
}

Answer unexpected_without_body() {
  return {.status = 500, .body = {}, .headers = {}};
}

Answer own_error(int status, std::string_view detail) {
  return long_error(status, detail, "sandbox");
}

}  // namespace sandbox

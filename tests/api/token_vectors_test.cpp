// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/access_token.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using nlohmann::json;

namespace {

json seconds_of(const std::optional<UnixTime>& time) {
  return time ? json(time->time_since_epoch().count()) : json();
}

json names_of(const std::vector<api::UnreadClaim>& unread) {
  json names = json::array();
  for (const api::UnreadClaim& claim : unread) {
    CHECK(!claim.why.empty());
    names.push_back(claim.name);
  }
  return names;
}

}  // namespace

TEST_CASE("every text of the vectors gives its token and claims, or the error that it must",
          "[token][vectors]") {
  std::size_t good = 0, refused = 0;
  for (VectorCase& vector : read_vectors("tokens", 86)) {
    CAPTURE(vector.id());
    const std::string text = vector.text("text");
    json told{{"jwt", nullptr},        {"claims", nullptr},    {"expires_at", nullptr},
              {"not_before", nullptr}, {"issued_at", nullptr}, {"subject", nullptr},
              {"unread", nullptr},     {"field", nullptr}};
    const auto error = error_of([&] {
      const api::AccessToken token = api::AccessToken::parse(ExactBuffer(text).view());
      const api::UnverifiedClaims claims = token.unverified_claims();
      told = {{"jwt", token.expose()},
              {"claims", claims.json},
              {"expires_at", seconds_of(claims.expires_at)},
              {"not_before", seconds_of(claims.not_before)},
              {"issued_at", seconds_of(claims.issued_at)},
              {"subject", claims.subject},
              {"unread", names_of(claims.unread)},
              {"field", nullptr}};
      return 0;
    });
    if (error && !error->field().empty()) {
      told["field"] = error->field();
    }
    CHECK((error ? to_string(error->code()) : "ok") == vector.text("expect"));
    for (const auto& [name, value] : told.items()) {
      CAPTURE(name);
      CHECK(value == vector.value(name));
    }
    vector.finish();
    ++(error ? refused : good);
  }
  CHECK(good == 37);
  CHECK(refused == 49);
}

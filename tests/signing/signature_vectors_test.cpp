// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <snapseal/explain/explain.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string names_of(const std::vector<Deviation>& deviations) {
  std::string names;
  for (const Deviation deviation : deviations) {
    names.append(names.empty() ? "" : " ").append(to_string(deviation));
  }
  return names;
}

}  // namespace

TEST_CASE("every text of the vectors has the canonical form that CPython gives it, or the error",
          "[signing][vectors]") {
  std::size_t good = 0;
  for (VectorCase& vector : read_vectors("canonical_json", 300)) {
    CAPTURE(vector.id());
    const std::string json = vector.has("json")
                                 ? vector.text("json")
                                 : std::string(text_of(base64::decode(vector.text("json_base64"))));
    const auto canonical = vector.text_or_null("canonical");
    const ExactBuffer text(json);
    const auto run = [&] { return canonical_json(text.view()); };

    CHECK(outcome_of(run) == vector.text("expect"));
    if (canonical) {
      ++good;
      CHECK(run() == *canonical);
      CHECK(canonical_json(*canonical) == *canonical);
    }
    vector.finish();
  }
  CHECK(good >= 140);
}

TEST_CASE("every request of the vectors has its canonical text and signature, or the error",
          "[signing][vectors]") {
  std::size_t good = 0;
  std::size_t wrong = 0;
  std::size_t explained = 0;
  for (VectorCase& vector : read_vectors("signatures", 290)) {
    CAPTURE(vector.id());
    const ConsumerKey key{vector.text("consumer_key")};
    const ExactBuffer path(vector.text("path"));
    const ExactBuffer query(vector.text("query"));
    const ExactBuffer body(vector.text_or_null("body").value_or(""));
    const SignedContent content{path.view(), query.view(), body.view()};
    const auto canonical = vector.text_or_null("canonical");
    const auto signature = vector.text_or_null("signature");
    const auto deviations = vector.text_or_null("deviations");
    const std::string expect = vector.text("expect");

    if (!canonical) {
      CHECK(outcome_of([&] { return canonical_content(content); }) == expect);
      CHECK(outcome_of([&] { return sign(key, content); }) == expect);
      CHECK(outcome_of([&] { return verify(key, content, std::string(44, 'A')); }) == expect);
      CHECK(outcome_of([&] { return explain_signature(key, content, ""); }) == expect);
      CHECK(outcome_of([&] { return explain_canonical(content, ""); }) == expect);
    } else {
      const bool right = expect == "ok";
      (right ? good : wrong) += 1;
      CHECK(canonical_content(content) == *canonical);
      CHECK((sign(key, content) == *signature) == right);
      if (!content.body.text().empty()) {
        const CanonicalJson ready(content.body.text());
        CHECK((sign(key, {path.view(), query.view(), ready}) == *signature) == right);
      }
      CHECK((sign_canonical(key, *canonical) == *signature) == right);
      CHECK(verify(key, content, *signature) == right);
      CHECK(verify_canonical(key, *canonical, *signature) == right);
      // To find nothing takes long: a part of those where nothing is asked for is enough.
      if (!right && !deviations && wrong % 8 != 0) {
        vector.finish();
        continue;
      }
      const auto explanation = explain_signature(key, content, *signature);
      CHECK(explanation.canonical.expose() == *canonical);
      CHECK(explanation.matches == right);
      if (deviations) {
        ++explained;
        CHECK(names_of(explanation.deviations) == *deviations);
      }
    }
    vector.finish();
  }
  CHECK(good >= 85);
  CHECK(wrong >= 175);
  CHECK(explained >= 105);
}

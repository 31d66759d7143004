// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <snapseal/signing/partner.hpp>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>
#include <thread>

#include "signing/hmac.hpp"
#include "signing/json_string.hpp"
#include "signing/keyed_mac.hpp"
#include "snapseal/core/base64.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// A signature of an HMAC made anew.
std::string signature_of(std::string_view key, std::string_view canonical) {
  return base64::encode(signing::Hmac("SHA-256", key).sum(canonical));
}

SignedContent content_of(BodyView body) {
  return {.path = "/a", .query = "b=c", .body = body};
}

}  // namespace

TEST_CASE(
    "the hundredth signature of a key is as right as the first, whatever was signed in between",
    "[signing]") {
  const ConsumerKey key("key");
  const ConsumerKey other(std::string(100, 'k'));  // longer than a block of SHA-256
  for (std::size_t i = 0; i < 100; ++i) {
    CAPTURE(i);
    // Longer and shorter than what was signed before, over the borders of SHA-256's blocks.
    const std::string text(i * 37 % 300, 'x');
    CHECK(sign_canonical(key, text) == signature_of("key", text));
    CHECK(sign_canonical(other, text) == signature_of(other.expose(), text));
    const std::string body = "[\"" + text + "\"]";
    const std::string canonical = R"({"content":)" + body + R"(,"path":"/a","query":"b=c"})";
    CHECK(sign(key, content_of(body)) == signature_of("key", canonical));
    CHECK(verify(key, content_of(body), signature_of("key", canonical)));
    CHECK_FALSE(verify(other, content_of(body), signature_of("key", canonical)));
    CHECK(outcome_of([&] { return sign(key, content_of("[1,")); }) == "malformed_json");
    CHECK(outcome_of([&] { return sign(key, content_of("[1,1e999]")); }) == "number_out_of_range");
  }
}

TEST_CASE("a long text leaves nothing in the way of a short one", "[signing]") {
  const ConsumerKey key("key");
  const std::string body = '"' + std::string(1'000'000, 'x') + '"';
  CHECK(sign(key, content_of(body)) == signature_of("key", canonical_content(content_of(body))));
  CHECK(sign(key, content_of("")) ==
        signature_of("key", R"({"content":null,"path":"/a","query":"b=c"})"));
}

TEST_CASE("what was written to be signed is wiped before the memory is used again", "[signing]") {
  SecretBuffer text;
  text.append("adf2aa34-8219-40f7-a6b3-60156985cc61");
  const std::string_view before = text.view();
  const std::string_view whole(before.data(), before.size());
  text.clear();
  CHECK(text.size() == 0);
  CHECK(whole == std::string(whole.size(), '\0'));

  const signing::KeyedMac mac(SecretString::copy_of("key"));
  const auto take = [&mac](std::string_view written) {
    return mac.use([written](signing::MacOperation& operation) {
      const std::size_t found = operation.text.size();
      operation.text.append(written);
      return std::pair(found, operation.text.view());
    });
  };
  const auto first = take("secret");
  const auto second = take("");
  CHECK(second.first == 0);
  CHECK(second.second.data() == first.second.data());
  CHECK(first.second == std::string(6, '\0'));
}

TEST_CASE("threads that share a key sign right, good and bad contents mixed",
          "[signing][threads]") {
  const ConsumerKey key("key");
  constexpr int threads_count = 20;  // more than a key keeps operations for
  constexpr int rounds = 200;
  std::atomic<int> right = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  threads.reserve(threads_count);
  for (int i = 0; i < threads_count; ++i) {
    threads.emplace_back([&key, &right, &refused, i] {
      const std::string body = "[" + std::to_string(i) + "]";
      const std::string canonical = R"({"content":)" + body + R"(,"path":"/a","query":"b=c"})";
      const std::string expected = signature_of("key", canonical);
      const CanonicalJson ready(body);
      for (int round = 0; round < rounds; ++round) {
        right += sign(key, content_of(body)) == expected ? 1 : 0;
        right += sign(key, content_of(ready)) == expected ? 1 : 0;
        right += verify_canonical(key, canonical, expected) ? 1 : 0;
        refused += outcome_of([&] { return sign(key, content_of("{")); }) == "ok" ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(right == 3 * threads_count * rounds);
  CHECK(refused == threads_count * rounds);
}

TEST_CASE("a consumer key that is moved or cloned signs on; one that was moved from does not",
          "[signing]") {
  ConsumerKey first("key");
  const std::string signature = sign(first, content_of("[]"));
  ConsumerKey second = std::move(first);
  CHECK(sign(second, content_of("[]")) == signature);
  CHECK(sign(second.clone(), content_of("[]")) == signature);
  ConsumerKey third("other");
  third = std::move(second);
  CHECK(sign(third, content_of("[]")) == signature);

  // NOLINTBEGIN(bugprone-use-after-move,clang-analyzer-cplusplus.Move): it is told what it does
  CHECK(first.expose().empty());
  CHECK(outcome_of([&] { return sign(first, content_of("[]")); }) == "invalid_argument");
  CHECK(outcome_of([&] { return sign_canonical(first, ""); }) == "invalid_argument");
  CHECK(outcome_of([&] { return verify_canonical(first, "", signature); }) == "invalid_argument");
  CHECK(outcome_of([&] { return first.clone().expose().size(); }) == "invalid_argument");
  CHECK(first.warnings().empty());
  // NOLINTEND(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
}

TEST_CASE("a body in canonical form is signed as its text is", "[signing]") {
  const ConsumerKey key("key");
  for (const char* text : {" null ", "{ }", "[]", "0", R"({"b": 1.0, "a": "\/\u00e9</"})"}) {
    CAPTURE(text);
    const CanonicalJson body(text);
    CHECK(body.text() == canonical_json(text));
    CHECK(body == CanonicalJson(body.text()));
    CHECK(canonical_content(content_of(body)) == canonical_content(content_of(text)));
    CHECK(sign(key, content_of(body)) == sign(key, content_of(text)));
    CHECK(verify(key, content_of(body), sign(key, content_of(text))));
  }
  CHECK(outcome_of([] { return CanonicalJson("{").text(); }) == "malformed_json");
  // Its limits were those it was made with.
  Limits narrow;
  narrow.request_bytes = 4;
  CHECK(outcome_of([&] { return CanonicalJson("[1,2]", narrow).text(); }) == "input_too_large");
  CHECK(outcome_of([&] { return sign(key, content_of(CanonicalJson("[1,2]")), narrow); }) == "ok");
  CHECK(outcome_of([&] { return sign(key, content_of("[1,2]"), narrow); }) == "input_too_large");
}

TEST_CASE("a body that says it is canonical can only be made by reading one", "[signing]") {
  STATIC_REQUIRE(std::is_convertible_v<std::string, BodyView>);
  STATIC_REQUIRE(std::is_convertible_v<const char*, BodyView>);
  STATIC_REQUIRE(std::is_convertible_v<const CanonicalJson&, BodyView>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, CanonicalJson>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<BodyView, std::string_view, bool>);
  CHECK_FALSE(BodyView("[]").is_canonical());
  CHECK(BodyView(CanonicalJson("[]")).is_canonical());
}

TEST_CASE("HMAC hashes a key first that is longer than Botan takes", "[signing]") {
  // python3 -c 'import base64, hmac; print(base64.b64encode(hmac.digest(b"k" * 5000, b"text",
  // "sha256")))'
  CHECK(signature_of(std::string(5000, 'k'), "text") ==
        "m0Y0sffrO+9dxXC6lbOeduCQJZOykJQ0T3QiV+HAGDU=");
}

TEST_CASE("a hash that Botan does not have gives nothing", "[signing]") {
  CHECK(signing::Hmac("no such hash", "key").sum("text").empty());
  CHECK(signing::Hmac("no such hash", std::string(5000, 'k')).sum("text").empty());
  CHECK(signing::hash("no such hash", "a", "b").empty());
  CHECK(signing::hash("SHA-256", "a", "b").size() == 32);
}

TEST_CASE("a consumer key may be assigned", "[signing]") {
  ConsumerKey key("key");
  key = ConsumerKey("other");
  CHECK(sign_canonical(key, "text") == signature_of("other", "text"));
}

TEST_CASE("what there is no name for is called unknown", "[signing]") {
  CHECK(to_string(static_cast<Method>(99)) == "unknown");
  CHECK(to_string(static_cast<KeyWarning>(99)) == "unknown");
}

TEST_CASE("a string that is no UTF-8 is not written", "[signing]") {
  SecretBuffer out;
  CHECK(outcome_of([&] {
          signing::write_string(out, "a\xff");
          return 0;
        }) == "malformed_json");
}

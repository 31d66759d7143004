// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/signature.hpp>
#include <type_traits>

#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string warnings_of(std::string_view key) {
  std::string names;
  for (const KeyWarning warning : ConsumerKey(key).warnings()) {
    names.append(names.empty() ? "" : " ").append(to_string(warning));
  }
  return names;
}

}  // namespace

TEST_CASE("an empty client id or consumer key is refused by its name", "[signing]") {
  const auto id = error_of([] { return ClientId(""); });
  REQUIRE(id);
  CHECK(id->code() == Errc::invalid_argument);
  CHECK(id->field() == "clientId");
  const auto key = error_of([] { return ConsumerKey(""); });
  REQUIRE(key);
  CHECK(key->code() == Errc::invalid_argument);
  CHECK(key->field() == "consumerKey");
}

TEST_CASE("what cannot be a client id is refused, and told by its kind", "[signing]") {
  struct Example {
    std::string text;
    std::string_view said;
  };
  for (const auto& [text, said] :
       std::vector<Example>{{"ID\n", "a line end"},
                            {"\r\nID", "a line end"},
                            {"ID ", "a space"},
                            {"I D", "a space"},
                            {"I\tD", "a control character"},
                            {std::string("I\0D", 3), "a control character"},
                            {"ID\x7f", "a control character"},
                            {"\xef\xbb\xbfID", "a byte-order mark"},
                            {"I\xff", "not UTF-8"},
                            {"\"ID\"", "quotation marks"},
                            {"{\"clientId\": \"ID\"}", "JSON"},
                            {"[\"ID\"]", "JSON"},
                            {"-----BEGIN PRIVATE KEY-----\n", "PEM"}}) {
    CAPTURE(text);
    const auto error = error_of([&text = text] { return ClientId(text); });
    REQUIRE(error);
    CHECK(error->code() == Errc::invalid_argument);
    CHECK(error->field() == "clientId");
    CHECK(error->message().find(said) != std::string_view::npos);
  }
  for (const char* text : {"PARTNER-TEST_1.a", "a/b+c=", "Zo\u00eb", "'"}) {
    CHECK(outcome_of([text] { return ClientId(text); }) == "ok");
  }
}

TEST_CASE("a consumer key may have 4096 bytes and no more", "[signing]") {
  const auto make = [](std::size_t size) {
    return outcome_of([size] { return sign_canonical(ConsumerKey(std::string(size, 'k')), "{}"); });
  };
  CHECK(make(1) == "ok");
  CHECK(make(4096) == "ok");
  CHECK(make(4097) == "invalid_argument");
}

TEST_CASE("a consumer key is not copied, compared or mistaken for a client id", "[signing]") {
  STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<ConsumerKey>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<ClientId, const ConsumerKey&>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<ConsumerKey, const ClientId&>);
  const ConsumerKey key("secret");
  CHECK(key.clone().expose() == "secret");
  CHECK(ClientId("a") == ClientId("a"));
  CHECK_FALSE(ClientId("a") == ClientId("b"));
}

TEST_CASE("a consumer key that was moved from signs nothing and verifies nothing", "[signing]") {
  ConsumerKey key("secret");
  const ConsumerKey other = std::move(key);
  CHECK(verify_canonical(other, "{}", sign_canonical(other, "{}")));
  // HMAC-SHA-256 of {} under no key at all, which anyone can make.
  const std::string_view under_no_key = "IvjuqQlACvmK3zaBqfMZI+9rf8ukq7VT2Sgjo+nVwl4=";
  // NOLINTBEGIN(bugprone-use-after-move): this is what is tested.
  const auto fault = [](const auto& call) {
    const auto error = error_of(call);
    return error ? std::string(to_string(error->code())).append(" ").append(error->field()) : "ok";
  };
  CHECK(fault([&] { return sign_canonical(key, "{}"); }) == "invalid_argument consumerKey");
  CHECK(fault([&] { return verify_canonical(key, "{}", under_no_key); }) ==
        "invalid_argument consumerKey");
  CHECK(fault([&] { return key.clone().expose().empty(); }) == "invalid_argument consumerKey");
  // NOLINTEND(bugprone-use-after-move)
}

TEST_CASE("what a pasted key shows is warned of, and the key is used as it is", "[signing]") {
  CHECK(warnings_of("Zk9ab=cd+/ x%41").empty());
  CHECK(warnings_of(" key") == "blanks_around");
  CHECK(warnings_of("key\t") == "blanks_around");
  CHECK(warnings_of("key\n") == "line_ends");
  CHECK(warnings_of("ke\r\ny") == "line_ends");
  CHECK(warnings_of("key \n") == "blanks_around line_ends");
  CHECK(warnings_of(" \n ") == "blanks_around line_ends");
  CHECK(warnings_of("\ufeffkey") == "invisible_characters");
  CHECK(warnings_of("k\u200bey") == "invisible_characters");
  CHECK(warnings_of("key\u00a0") == "invisible_characters");
  CHECK(warnings_of("key\x7f") == "invisible_characters");
  CHECK(warnings_of(std::string_view("k\0y", 3)) == "invisible_characters");
  CHECK(warnings_of("kéy") == "not_ascii");
  CHECK(warnings_of("k\xffy") == "not_ascii");
  CHECK(warnings_of("k\u200b\u00e9y") == "invisible_characters not_ascii");
  CHECK(warnings_of("\"key\"") == "quotes_around");
  CHECK(warnings_of("'key'\n") == "line_ends quotes_around");
  CHECK(warnings_of("\u201ckey\u201d") == "not_ascii quotes_around");
  CHECK(warnings_of("\"").empty());
  CHECK(warnings_of("\"key'").empty());
  CHECK(ConsumerKey(" key\n").expose() == " key\n");
}

TEST_CASE("every character that cannot be seen in a key is warned of as such", "[signing]") {
  for (const char* seen_not : {"\u00a0", "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
                               "\u202a", "\u202e", "\u202f", "\u2060", "\u2064", "\ufeff"}) {
    CAPTURE(seen_not);
    CHECK(warnings_of(std::string("k") + seen_not + "y") == "invisible_characters");
  }
  for (const char* seen : {"\u00a1", "\u00ac", "\u00ae", "\u2010", "\u2030", "\u2070", "\ufffd"}) {
    CAPTURE(seen);
    CHECK(warnings_of(std::string("k") + seen + "y") == "not_ascii");
  }
}

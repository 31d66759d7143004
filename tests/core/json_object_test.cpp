// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>
#include <optional>
#include <snapseal/core/json_object.hpp>
#include <string>
#include <utility>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string outcome(std::string_view json, const Limits& limits = {}) {
  const ExactBuffer text(json);
  return outcome_of([&] { return JsonObject(text.view(), limits); });
}

}  // namespace

TEST_CASE("A JSON object gives its strings with their escapes resolved", "[json]") {
  const JsonObject object(R"({"a": "x\u00e9\n\ud83d\ude00", "b\u0062": "", "n": null, "i": 1})");
  CHECK(object.string("a") == "x\u00e9\n\U0001f600");
  CHECK(object.string("bb") == "");
  CHECK(object.required_string("bb").empty());
  for (const std::string_view other : {"n", "i", "none", "", "A", "b\\u0062"}) {
    CAPTURE(other);
    CHECK_FALSE(object.string(other));
  }
  CHECK(object.contains("n"));
  CHECK_FALSE(object.contains("none"));
  const auto missing = error_of([&] { return object.required_string("none"); });
  CHECK(missing.value().code() == Errc::missing_member);
  CHECK(missing.value().field() == "none");
  for (const Literal name : {Literal("n"), Literal("i")}) {
    const auto wrong = error_of([&] { return object.required_string(name); });
    CHECK(wrong.value().code() == Errc::wrong_member_type);
    CHECK(wrong.value().field() == name.view());
  }
}

TEST_CASE("A JSON object gives any member's value as it stands in the text", "[json]") {
  const std::string text =
      R"( {"s" : "\u0061\/", "n":1.50e+3 ,"z":-0,"t":true,"f": false,"u":null,"e":{},"l":[],)"
      R"("o": {"s": [1, {"s": "]}"}], "x": {"n": 2}} ,"l2":[[["[}"]], {"a":[]}],"\u006e2":7} )";
  const ExactBuffer exact(text);
  const JsonObject object(exact.view());
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"s", R"("\u0061\/")"},
      {"n", "1.50e+3"},
      {"z", "-0"},
      {"t", "true"},
      {"f", "false"},
      {"u", "null"},
      {"e", "{}"},
      {"l", "[]"},
      {"o", R"({"s": [1, {"s": "]}"}], "x": {"n": 2}})"},
      {"l2", R"([[["[}"]], {"a":[]}])"},
      {"n2", "7"}};
  for (const auto& [name, json] : expected) {
    CAPTURE(name);
    CHECK(object.json(name) == json);
    CHECK(object.contains(name));
  }
  CHECK_FALSE(object.json("x"));  // a member of a member
  CHECK_FALSE(object.json(""));
  CHECK(JsonObject(R"({"": 1})").json("") == "1");
  CHECK_FALSE(JsonObject("{}").json(""));
  const auto judge = nlohmann::json::parse(text);
  for (const auto& [name, value] : judge.items()) {
    CAPTURE(name);
    CHECK(nlohmann::json::parse(object.json(name).value()) == value);
  }
}

TEST_CASE("What is no JSON object, or has a member twice at any level, is refused", "[json]") {
  CHECK(outcome("{}") == "ok");
  for (const std::string_view text :
       {"", " ", "[]", "7", "\"{}\"", "null", "{", "{} {}", "{\"a\":1,}", "{'a':1}", "{\"a\"}",
        "\xef\xbb\xbf{}", "{\"a\":\"\xff\"}"}) {
    CAPTURE(text);
    CHECK(outcome(text) == "malformed_json");
  }
  for (const std::string_view text :
       {R"({"a":1,"a":1})", R"({"a":1,"\u0061":2})", R"({"b":[{"a":{"c":1,"c":2}}]})"}) {
    CAPTURE(text);
    CHECK(outcome(text) == "duplicate_member");
  }
  CHECK(outcome(R"({"a":"\ud800"})") == "lone_surrogate");
  Limits limits;
  limits.json_depth = 2;
  CHECK(outcome(R"({"a":[1]})", limits) == "ok");
  CHECK(outcome(R"({"a":[{}]})", limits) == "json_too_deep");
}

TEST_CASE("A JSON object keeps its strings when it is moved", "[json]") {
  const std::string text = R"({"a": "\u0061 short", "b": {"c": 1}})";
  JsonObject object(text);
  const auto before = object.string("a");
  JsonObject moved = std::move(object);
  CHECK(before == "a short");
  CHECK(moved.string("a") == "a short");
  object = JsonObject(R"({"a":"other"})");
  CHECK(object.string("a") == "other");
  object = std::move(moved);
  CHECK(object.json("b") == R"({"c": 1})");
}

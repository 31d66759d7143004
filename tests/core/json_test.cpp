// SPDX-License-Identifier: Apache-2.0
#include "core/json_reader.hpp"

#include <string>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string trace(std::string_view json, std::size_t depth = 8) {
  const ExactBuffer text(json);
  json::Reader reader(text.view(), depth);
  std::string told;
  for (;;) {
    switch (reader.next()) {
      case json::Token::begin_object: told += "{"; break;
      case json::Token::end_object: told += "}"; break;
      case json::Token::begin_array: told += "["; break;
      case json::Token::end_array: told += "]"; break;
      case json::Token::name: told.append(reader.characters()).append(":"); break;
      case json::Token::string: told.append("'").append(reader.characters()).append("'"); break;
      case json::Token::integer: told.append("i").append(reader.characters()); break;
      case json::Token::real: told.append("r").append(reader.characters()); break;
      case json::Token::true_: told += "T"; break;
      case json::Token::false_: told += "F"; break;
      case json::Token::null: told += "N"; break;
      case json::Token::end: return told;
    }
  }
}

std::string outcome(std::string_view json, std::size_t depth = 8) {
  return outcome_of([&] { return trace(json, depth); });
}

}  // namespace

TEST_CASE("a JSON text is told as tokens in its order", "[core][json]") {
  CHECK(trace(R"( {"a": [1, -0.5e3, true, null, "x\u00e4\/"], "b": {"c": "\ud83d\ude00"}} )") ==
        "{a:[i1r-0.5e3TN'x\xc3\xa4/']b:{c:'\xf0\x9f\x98\x80'}}");
  CHECK(trace("123456789012345678901234567890") == "i123456789012345678901234567890");
  CHECK(trace("[1e400, -0, false]") == "[r1e400i-0F]");
}

TEST_CASE("a name twice in one object is refused, in any spelling and at any depth",
          "[core][json]") {
  CHECK(outcome(R"({"a":1,"a":1})") == "duplicate_member");
  CHECK(outcome(R"({"a":1,"\u0061":1})") == "duplicate_member");
  CHECK(outcome(R"([{"x":{"a":1,"b":{},"a":[]}}])") == "duplicate_member");
  CHECK(outcome(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})") == "ok");
}

TEST_CASE("nesting is limited, arrays and objects alike", "[core][json]") {
  CHECK(outcome("[[[]]]", 3) == "ok");
  CHECK(outcome("[[[[]]]]", 3) == "json_too_deep");
  CHECK(outcome(R"({"a":[{}]})", 3) == "ok");
  CHECK(outcome(R"({"a":[{"b":[]}]})", 3) == "json_too_deep");
  CHECK(outcome("[[],[],[],[],[]]", 2) == "ok");
  CHECK(outcome(std::string(1'000'000, '['), 64) == "json_too_deep");
}

TEST_CASE("what is not one strict JSON text is refused", "[core][json]") {
  for (const std::string_view text : {std::string_view(""),
                                      std::string_view(" \n"),
                                      std::string_view("{"),
                                      std::string_view("{}x"),
                                      std::string_view("{} {}"),
                                      std::string_view("{\"a\":1,}"),
                                      std::string_view("[1,]"),
                                      std::string_view("{'a':1}"),
                                      std::string_view("{a:1}"),
                                      std::string_view("NaN"),
                                      std::string_view("[01]"),
                                      std::string_view("[+1]"),
                                      std::string_view("// c\n{}"),
                                      std::string_view("\"\\ud800\""),
                                      std::string_view("\"\\udc00\""),
                                      std::string_view("\"\x01\""),
                                      std::string_view("\"\xff\""),
                                      std::string_view("\"\xc0\x80\""),
                                      std::string_view("\"\xed\xa0\x80\""),
                                      std::string_view("\xef\xbb\xbf{}"),
                                      std::string_view("\xff\xfe{\0}\0", 6),
                                      std::string_view("{}\0", 3),
                                      std::string_view("{}\0x", 4),
                                      std::string_view("\"\0\"", 3)}) {
    CAPTURE(text);
    CHECK(outcome(text) == "malformed_json");
  }
}

TEST_CASE("the position of a JSON error is that of the byte at fault", "[core][json]") {
  const auto offset = [](std::string_view json) {
    return error_of([&] { return trace(json); }).value().offset();
  };
  CHECK(offset("") == 0U);
  CHECK(offset("{\"a\":x}") == 5U);
  CHECK(offset("{") == 1U);
  CHECK(offset("{} {}") == 3U);
  CHECK(offset(std::string_view("{}\0", 3)) == 2U);
}

TEST_CASE("a JSON error tells the position and never the text", "[core][json]") {
  const auto error = error_of([] { return trace(R"({"secret": hush})"); });
  REQUIRE(error);
  CHECK(error->offset() == 11U);
  CHECK(std::string(error->what()).find("hush") == std::string::npos);
}

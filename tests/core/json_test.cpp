// SPDX-License-Identifier: Apache-2.0
#include "core/json/reader.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "core/json/document.hpp"
#include "core/json/string.hpp"
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

TEST_CASE("a text is JSON here exactly if it is JSON for nlohmann/json, whatever is changed in it",
          "[core][json]") {
  const std::string good =
      R"({"a":[1,-0.5e3,true,null,"x\u00e4\/\ud83d\ude00"],"b":{"c":false,"d":[[],{}]},"e":""})";
  constexpr std::string_view bytes =
      "\"\\{}[]:,0123456789-+.eEtrufalsn /bx \n\t\r\x01\x7f\x80\xc3\xa4\xf0\xff";
  std::uint32_t state = 1;
  const auto draw = [&state](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8) % below;
  };
  std::size_t taken = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text = good;
    for (std::size_t changes = draw(3) + 1; changes > 0; --changes) {
      const std::size_t at = draw(text.size());
      const char c = bytes[draw(bytes.size())];
      switch (draw(4)) {
        case 0: text[at] = c; break;
        case 1: text.insert(at, 1, c); break;
        case 2: text.erase(at, 1 + draw(3)); break;
        default: text.insert(at, text.substr(draw(text.size()), draw(8))); break;
      }
    }
    const std::string result = outcome(text, 64);
    if (result == "duplicate_member") {
      continue;  // of which it takes the last
    }
    const bool is_json = result == "ok";
    taken += is_json ? 1U : 0U;
    // It refuses numbers beyond a double's range, which are not read here.
    const bool expected = nlohmann::json::accept(text);
    if (is_json != expected) {
      CAPTURE(text);
      CHECK(is_json);
      CHECK(text.find_first_of("eE") != std::string::npos);
    }
  }
  CHECK(taken > 1000);
}

TEST_CASE("a character that needs care is seen at every place of a long string", "[core][json]") {
  // Strings are read many characters at a time.
  for (std::size_t length : {1U, 63U, 64U, 65U, 130U, 200U}) {
    for (std::size_t at = 0; at < length; ++at) {
      const auto with = [&](std::string_view middle) {
        std::string text(at, 'a');
        text += middle;
        text.resize(text.size() + length - at - 1, 'b');
        return text;
      };
      CAPTURE(length, at);
      CHECK(trace("\"" + with("c") + "\"") == "'" + with("c") + "'");
      CHECK(trace("\"" + with("\\u0041") + "\"") == "'" + with("A") + "'");
      CHECK(trace("\"" + with("\\\"") + "\"") == "'" + with("\"") + "'");
      CHECK(trace("\"" + with("\xc3\xa4") + "\"") == "'" + with("\xc3\xa4") + "'");
      CHECK(outcome("\"" + with("\x1f") + "\"") == "malformed_json");
      CHECK(outcome("\"" + with("\n") + "\"") == "malformed_json");
      CHECK(outcome("\"" + with("\xff") + "\"") == "malformed_json");
      CHECK(outcome("\"" + with("\"") + "\"") == "malformed_json");
    }
  }
}

TEST_CASE("wide instructions and the portable way find the same end of plain characters",
          "[json]") {
  std::minstd_rand random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 300, 'a');
    if (!text.empty() && i % 8 != 0) {
      text[random() % text.size()] = static_cast<char>(random() % 256);
    }
    CAPTURE(text);
    const std::size_t end = json::unescaped_prefix_portable(text);
    REQUIRE(json::unescaped_prefix(text) == end);
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      const bool is_plain = c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
      REQUIRE((at >= end || is_plain));
      REQUIRE((at != end || !is_plain));
    }
  }
}

TEST_CASE("a document of 4 GiB is refused before it is looked at", "[json]") {
  constexpr std::uint64_t size = std::uint64_t{1} << 32U;
  if constexpr (size <= std::numeric_limits<std::size_t>::max()) {
    const std::string_view text("{}", static_cast<std::size_t>(size));  // not as long as it says
    CHECK(outcome_of([&] { return json::Document::read(text, 64); }) == "input_too_large");
  }
}

// SPDX-License-Identifier: Apache-2.0
#include <clocale>
#include <random>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>
#include <string>

#include "signing/number.hpp"
#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string outcome(std::string_view text, const Limits& limits = {}) {
  const ExactBuffer exact(text);
  return outcome_of([&] { return canonical_json(exact.view(), limits); });
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  while (times-- > 0) {
    out.append(text);
  }
  return out;
}

std::string python(double value) {
  SecretBuffer out;
  signing::write_number(out, value, signing::python);
  return out.str();
}

std::string javascript(double value) {
  SecretBuffer out;
  signing::write_number(out, value, signing::javascript);
  return out.str();
}

}  // namespace

TEST_CASE("members are sorted by code point, and spaces dropped, at every level", "[signing]") {
  CHECK(canonical_json(" { \"b\" : [ { \"d\" : 1 , \"c\" : 2 } ] ,\r\n\t\"a\" : null } ") ==
        R"({"a":null,"b":[{"c":2,"d":1}]})");
  CHECK(canonical_json("{\"\U0001f600\":1,\"\uff5e\":2,\"~\":3}") ==
        R"({"~":3,"\uff5e":2,"\ud83d\ude00":1})");
}

TEST_CASE("numbers are written as CPython writes them", "[signing]") {
  CHECK(canonical_json("[-0,-0.0,1e15,1e16,0.0001,0.00001,1E2,1.10,1e-330]") ==
        "[0,-0.0,1000000000000000.0,1e+16,0.0001,1e-05,100.0,1.1,0.0]");
  CHECK(canonical_json("[18446744073709551616,-123456789012345678901234567890]") ==
        "[18446744073709551616,-123456789012345678901234567890]");
}

TEST_CASE("the fault's position is told", "[signing]") {
  const auto offset = [](std::string_view text) {
    const auto error = error_of([&] { return canonical_json(text); });
    REQUIRE(error);
    return error->offset();
  };
  CHECK(offset("") == 0);
  CHECK(offset("[1,]") == 3);
  CHECK(offset("[1 2]") == 3);
  CHECK(offset("{\"a\":1}x") == 7);
  CHECK(offset("[\"a\\u12\"]") == 3);
  CHECK(offset("[\"\\ud800\"]") == 2);
  CHECK(offset("[1,1e999]") == 3);
  CHECK(offset("\"\xff\"") == 1);
  CHECK(offset(repeated("[", 65)) == 64);
}

TEST_CASE("an error of canonical JSON quotes nothing of the text", "[signing]") {
  const auto error = error_of([] { return canonical_json(R"({"userSecret":"hunter2",})"); });
  REQUIRE(error);
  CHECK(std::string(error->what()).find("unter") == std::string::npos);
  CHECK(std::string(error->what()).find("userSecret") == std::string::npos);
}

TEST_CASE("a text may be as long as the limit, and not longer", "[signing]") {
  Limits limits;
  limits.request_bytes = 5;
  CHECK(outcome("[1,2]", limits) == "ok");
  CHECK(outcome("[1,2] ", limits) == "input_too_large");
}

TEST_CASE("nesting may be as deep as the limit and no deeper", "[signing]") {
  CHECK(outcome(repeated("[", 64) + repeated("]", 64)) == "ok");
  CHECK(outcome(repeated("[", 65) + repeated("]", 65)) == "json_too_deep");
  Limits limits;
  limits.json_depth = 0;
  CHECK(outcome("1", limits) == "ok");
  CHECK(outcome("[]", limits) == "json_too_deep");
}

TEST_CASE("a million levels need no stack if the limit allows them", "[signing]") {
  Limits limits;
  limits.json_depth = 1'000'000;
  const std::string arrays = repeated("[", 1'000'000) + repeated("]", 1'000'000);
  CHECK(canonical_json(arrays, limits) == arrays);
  CHECK(outcome(repeated("{\"a\":", 1'000'000), limits) == "malformed_json");
}

TEST_CASE("many members with long common beginnings are sorted", "[signing]") {
  std::string text = "{";
  std::string right = "{";
  for (int i = 0; i < 2000; ++i) {
    const auto member = [](int number) {
      return "\"" + std::string(500, 'a') + std::to_string(10000 + number) + "\":0";
    };
    text.append(i == 0 ? "" : ",").append(member(1999 - i));
    right.append(i == 0 ? "" : ",").append(member(i));
  }
  CHECK(canonical_json(text + "}") == right + "}");
}

TEST_CASE("every prefix of a text is refused, but the whole is not", "[signing]") {
  const std::string text = "{\"a\":[1.5e-3,true,null,false],\"b\":\"\\ud83d\\ude00\xc3\xa9\\n\"}";
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    CHECK(outcome(text.substr(0, size)) != "ok");
  }
  CHECK(outcome(text) == "ok");
}

TEST_CASE("a double is written by repr's layout and by JavaScript's", "[signing]") {
  CHECK(python(1e15) == "1000000000000000.0");
  CHECK(python(1e16) == "1e+16");
  CHECK(python(-1.5e-5) == "-1.5e-05");
  CHECK(python(0.0001) == "0.0001");
  CHECK(python(5e-324) == "5e-324");
  CHECK(python(-0.0) == "-0.0");
  CHECK(javascript(1e20) == "100000000000000000000");
  CHECK(javascript(1e21) == "1e+21");
  CHECK(javascript(1e-6) == "0.000001");
  CHECK(javascript(1e-7) == "1e-7");
  CHECK(javascript(-0.0) == "0");
  CHECK(javascript(-1.25) == "-1.25");
  CHECK(javascript(1.5e300) == "1.5e+300");
}

TEST_CASE("a number is copied only if repr would write the same digits", "[signing]") {
  const auto rewritten = [](std::string_view number) {
    return python(signing::to_double(number).value());
  };
  // Where the layout changes, and where digits run out.
  for (const std::string_view number : {"0.0",
                                        "-0.0",
                                        "0.00",
                                        "0.1",
                                        "0.10",
                                        "10.0",
                                        "10.00",
                                        "0.0001",
                                        "0.00010",
                                        "0.00012",
                                        "0.00001",
                                        "-0.00001",
                                        "0.000012",
                                        "0.0000",
                                        "99999999999999.0",
                                        "99999999999999.9",
                                        "999999999999999.5",
                                        "9007199254740993.0",
                                        "0.12345678901234",
                                        "0.123456789012345",
                                        "0.3000000000000000",
                                        "31.33",
                                        "-1.5",
                                        "1.5e3",
                                        "1e5",
                                        "1E5",
                                        "1.0e0",
                                        "12"}) {
    CAPTURE(number);
    if (signing::is_python_spelling(number)) {
      CHECK(rewritten(number) == number);
    }
  }
  CHECK(signing::is_python_spelling("31.33"));
  CHECK(signing::is_python_spelling("-0.0001"));
  CHECK(signing::is_python_spelling("10.0"));
  CHECK_FALSE(signing::is_python_spelling("1.50"));
  CHECK_FALSE(signing::is_python_spelling("0.00001"));
  CHECK_FALSE(signing::is_python_spelling("1.5e3"));

  std::mt19937_64 random(7253);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same in each run
  std::size_t copied = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string number = i % 2 == 0 ? "-" : "";
    number += std::to_string(random() >> (random() % 64));
    const std::size_t digits = 1 + static_cast<std::size_t>(random() % 17);
    std::string fraction = std::to_string(random()).substr(0, digits);
    fraction.insert(0, static_cast<std::size_t>(random() % 6), '0');
    number += "." + fraction;
    if (random() % 4 == 0) {
      number = (i % 2 == 0 ? "-0." : "0.") + fraction;
    }
    if (signing::is_python_spelling(number)) {
      ++copied;
      if (rewritten(number) != number) {
        CAPTURE(number);
        CHECK(rewritten(number) == number);
      }
    }
  }
  CHECK(copied > 20'000);
}

TEST_CASE("any byte at any place of a string is written as it is alone", "[signing]") {
  // Strings are written in blocks of eight characters where they are plain.
  const auto as_json = [](int byte) -> std::string {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto high = static_cast<std::size_t>(byte) >> 4;
    const auto low = static_cast<std::size_t>(byte) & 15;
    return std::string("\\u00") + digits[high] + digits[low];
  };
  const auto canonical = [&](int byte) -> std::string {
    switch (byte) {
      case '"': return "\\\"";
      case '\\': return "\\\\";
      case '\n': return "\\n";
      case '\r': return "\\r";
      case '\t': return "\\t";
      case '\b': return "\\b";
      case '\f': return "\\f";
      default: break;
    }
    return byte >= 0x20 && byte < 0x7f ? std::string(1, static_cast<char>(byte)) : as_json(byte);
  };
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 24; ++at) {
      const std::string before(at, 'a');
      const std::string behind(23 - at, 'z');
      const auto joined = [&](std::string_view begin, std::string_view middle,
                              std::string_view end) {
        return std::string(begin).append(before).append(middle).append(behind).append(end);
      };
      const std::string text = joined("[\"", as_json(byte), "\"]");
      const std::string right = joined("[\"", canonical(byte), "\"]");
      if (canonical_json(text) != right) {
        CAPTURE(byte, at);
        CHECK(canonical_json(text) == right);
      }
      // In a path the byte stands as it is; above 0x7f it is no UTF-8.
      const ExactBuffer path(joined("", std::string(1, static_cast<char>(byte)), ""));
      const auto content = [&] { return canonical_content({path.view(), "", ""}); };
      const std::string signed_text =
          joined(R"({"content":null,"path":")", canonical(byte), R"(","query":""})");
      if (byte < 0x80 ? content() != signed_text : outcome_of(content) != "malformed_json") {
        CAPTURE(byte, at);
        CHECK(outcome_of(content) == "the right text or malformed_json");
      }
    }
  }
}

TEST_CASE("a number is read however its digits and its exponent share its size", "[signing]") {
  for (const std::size_t zeros : {10U, 1000U, 100'000U, 2'000'000U}) {
    CAPTURE(zeros);
    const std::string many(zeros, '0');
    const auto number = [&many](std::string text, std::string_view tail, std::size_t exponent) {
      return text.append(many).append(tail).append(std::to_string(exponent));
    };
    CHECK(signing::to_double(number("1", "e-", zeros)) == 1.0);
    CHECK(signing::to_double(number("-0.", "25e", zeros)) == -0.25);
    CHECK(signing::to_double(number("0.", "1e", zeros + 400)) == std::nullopt);
    CHECK(signing::to_double(number("1", "e-", zeros + 400)) == 0.0);
  }
}

TEST_CASE("the program's locale changes nothing", "[signing]") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  const bool other = std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr;
  const std::string written = canonical_json("[1.5,2.50e3]");
  static_cast<void>(std::setlocale(LC_NUMERIC, before.c_str()));
  CAPTURE(other);
  CHECK(written == "[1.5,2500.0]");
}

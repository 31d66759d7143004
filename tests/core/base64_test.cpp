// SPDX-License-Identifier: Apache-2.0
#include <botan/base64.h>
#include <array>
#include <snapseal/core/base64.hpp>

#include "core/base64_fault.hpp"
#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("base64 gives RFC 4648's examples in both directions", "[core][base64]") {
  const std::array<std::array<std::string, 2>, 7> examples{{{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"}}};
  for (const auto& [plain, encoded] : examples) {
    CHECK(base64::encode(bytes_of(plain)) == encoded);
    CHECK(text_of(base64::decode(encoded)) == plain);
  }
}

TEST_CASE("base64 of every length up to 300 agrees with Botan and comes back", "[core][base64]") {
  Bytes bytes;
  for (std::size_t size = 0; size <= 300; ++size) {
    const std::string encoded = base64::encode(bytes);
    CHECK(encoded == Botan::base64_encode(bytes));
    CHECK(base64::decode(ExactBuffer(encoded).view()) == bytes);
    bytes.push_back(static_cast<std::uint8_t>(size * 167 + 13));
  }
}

TEST_CASE("base64 that is not canonical is refused and the field is named", "[core][base64]") {
  for (const std::string text :
       {"A",        "AA",     "AAA",      "AA=",      "A===",    "====",  "=",    "AAAA=", "AAAA==",
        "AAAA====", "AB==",   "AAB=",     "AA==AAAA", "A=AA",    "=AAA",  "AA=A", " AAAA", "AAAA ",
        "AA AA",    "AAAA\n", "AA\r\nAA", "AA-_",     "AAA\xc3", "AA\0A", "AAA."}) {
    CAPTURE(text);
    const auto error = error_of([&] { return base64::decode(ExactBuffer(text).view(), "tag"); });
    REQUIRE(error);
    CHECK(error->code() == Errc::invalid_base64);
    CHECK(error->field() == "tag");
  }
}

TEST_CASE("base64 takes exactly the 64 characters at each place of a group", "[core][base64]") {
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t place = 0; place < 4; ++place) {
    for (int c = 0; c < 256; ++c) {
      std::string text = "AAAAAAAA";
      text[place] = static_cast<char>(c);
      const bool in_alphabet = alphabet.find(static_cast<char>(c)) != std::string::npos;
      CAPTURE(place, c);
      CHECK(outcome_of([&] { return base64::decode(text); }) ==
            (in_alphabet ? "ok" : "invalid_base64"));
    }
  }
}

TEST_CASE("base64 with any tail bit set is refused", "[core][base64]") {
  for (std::size_t value = 0; value < 64; ++value) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string one_byte = std::string("A") + alphabet[value] + "==";
    const std::string two_bytes = std::string("AA") + alphabet[value] + "=";
    CHECK(outcome_of([&] { return base64::decode(one_byte); }) ==
          (value % 16 == 0 ? "ok" : "invalid_base64"));
    CHECK(outcome_of([&] { return base64::decode(two_bytes); }) ==
          (value % 4 == 0 ? "ok" : "invalid_base64"));
  }
}

TEST_CASE("long base64 is refused for one bad character, wherever it stands", "[core][base64]") {
  // Long texts are decoded many characters at a time: what is true of a group must be of all.
  for (const std::size_t size : {96U, 129U, 130U, 131U}) {
    const std::string good = base64::encode(Bytes(size, 0x5a));
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (const char bad : {'-', '_', '=', '.', ':', '@', '[', '`', '{', '\0', '\n', '\x80',
                             '\xaf', '\xff', '\xc1', ' ', '*', ','}) {
        std::string text = good;
        if (text[at] == bad) {
          continue;
        }
        text[at] = bad;
        CAPTURE(size, at, static_cast<int>(bad));
        CHECK(outcome_of([&] { return base64::decode(ExactBuffer(text).view()); }) ==
              "invalid_base64");
      }
    }
  }
}

TEST_CASE("long base64 takes exactly the 64 characters, at each place of a wide register",
          "[core][base64]") {
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t place = 0; place < 64; ++place) {
    for (int c = 0; c < 256; ++c) {
      std::string text(128, 'A');
      text[place] = static_cast<char>(c);
      const std::size_t value = alphabet.find(static_cast<char>(c));
      Bytes expected(96, 0);
      if (value != std::string::npos) {
        const auto bits = static_cast<std::uint32_t>(value) << (6 * (3 - place % 4));
        for (std::size_t i = 0; i < 3; ++i) {
          expected[place / 4 * 3 + i] = static_cast<std::uint8_t>(bits >> (16 - 8 * i));
        }
      }
      CAPTURE(place, c);
      CHECK(outcome_of([&] {
              return base64::decode(text) == expected ? 0 : throw std::logic_error("other bytes");
            }) == (value != std::string::npos ? "ok" : "invalid_base64"));
    }
  }
}

TEST_CASE("base64 that is refused is told what is wrong with it, foreign characters before lengths",
          "[core][base64]") {
  struct Example {
    std::string text;
    std::string_view said;
  };
  const std::vector<Example> examples{
      {"AAAA\n", "a line feed"},
      {"AAAA\nAAAA", "a line feed"},
      {"AAA\n", "a line feed"},
      {"AAAA\r\nAAAA\r\n", "a carriage return"},
      {" AAAA", "a space in"},
      {"AAAA AAAA", "a space in"},
      {"AA A", "a space in the base64 text where a + belongs"},
      {"AA A\n", "a space in"},
      {"AAAA\tAAAA", "a tab"},
      {"AA-_", "URL-safe base64"},
      {"AA_", "URL-safe base64"},
      {"AA%3D%3D", "a percent sign"},
      {"b'AAAA'", "a quotation mark"},
      {"\"AAAA\"", "a quotation mark"},
      {"AAAA\\n", "a backslash"},
      {"0123456789abcdef01", "hexadecimal digits"},
      {"01:23:45:67:89:AB:CD:EF", "hexadecimal digits"},
      {"AA.A", "a character that is not of the base64 alphabet"},
      {"AAA\xc3", "a character that is not of the base64 alphabet"},
      {std::string("AA\0A", 4), "a character that is not of the base64 alphabet"},
      {"AA", "the padding is missing"},
      {"AAA", "the padding is missing"},
      {"AA=", "the padding is missing"},
      {"AAAAA", "base64 of an impossible length"},
      {"A=", "base64 of an impossible length"},
      {"A===", "misplaced padding"},
      {"====", "misplaced padding"},
      {"AAA==", "misplaced padding"},
      {"AAAA=", "misplaced padding"},
      {"AA==AAAA", "misplaced padding"},
      {"A=AA", "misplaced padding"},
      {"AB==", "not canonical base64: bits are set after the last byte"},
      {"AAB=", "not canonical base64: bits are set after the last byte"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.text);
    const auto error = error_of([&] { return base64::decode(ExactBuffer(example.text).view()); });
    REQUIRE(error);
    CHECK(error->code() == Errc::invalid_base64);
    CAPTURE(error->message());
    CHECK(error->message().starts_with(example.said));
  }
}

TEST_CASE("a text is canonical base64 exactly if it is decoded", "[core][base64]") {
  const std::string characters = "AB/+=-\n";
  std::size_t good = 0;
  for (std::size_t size = 0; size <= 5; ++size) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < size; ++i) {
      count *= characters.size();
    }
    for (std::size_t number = 0; number < count; ++number) {
      std::string text;
      for (std::size_t rest = number; text.size() < size; rest /= characters.size()) {
        text += characters[rest % characters.size()];
      }
      const bool decoded = outcome_of([&] { return base64::decode(text); }) == "ok";
      CAPTURE(text);
      CHECK(base64::is_canonical(text) == decoded);
      good += decoded ? 1U : 0U;
    }
  }
  CHECK(good > 100);
}

// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.hpp"

#include <array>
#include <string>

#include "support/bytes.hpp"
#include "support/catch.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::optional<Bytes> decoded(std::string_view text) {
  const auto bytes = base64url::decode(ExactBuffer(text).view());
  return bytes ? std::optional(copy(bytes->expose())) : std::nullopt;
}

}  // namespace

TEST_CASE("base64url of RFC 4648's examples is read and written without padding", "[keys]") {
  const std::array<std::pair<std::string_view, std::string_view>, 8> examples{
      {{"", ""},
       {"Zg", "f"},
       {"Zm8", "fo"},
       {"Zm9v", "foo"},
       {"Zm9vYg", "foob"},
       {"Zm9vYmE", "fooba"},
       {"Zm9vYmFy", "foobar"},
       {"-_-_", "\xfb\xff\xbf"}}};
  for (const auto& [text, bytes] : examples) {
    CAPTURE(text);
    CHECK(decoded(text) == copy(bytes_of(bytes)));
    CHECK(base64url::encode(bytes_of(bytes)).expose() == text);
  }
}

TEST_CASE(
    "each character of base64url stands for its place in the alphabet, and no other character "
    "stands for anything",
    "[keys]") {
  for (std::size_t place = 0; place < 4; ++place) {
    std::size_t read = 0;
    for (int c = 0; c < 256; ++c) {
      CAPTURE(place, c);
      std::string text = "AAAA";
      text[place] = static_cast<char>(c);
      const std::size_t value = alphabet.find(static_cast<char>(c));
      const auto bytes = decoded(text);
      CHECK(bytes.has_value() == (value != std::string_view::npos));
      if (bytes) {
        ++read;
        const std::size_t number =
            std::size_t{(*bytes)[0]} << 16 | std::size_t{(*bytes)[1]} << 8 | (*bytes)[2];
        CHECK(number == value << (18 - 6 * place));
      }
    }
    CHECK(read == 64);
  }
}

TEST_CASE("base64url has one canonical form: bits after the last byte and odd lengths are refused",
          "[keys]") {
  for (const char c : alphabet) {
    const std::size_t value = alphabet.find(c);
    CAPTURE(c);
    CHECK(decoded(std::string("A") + c).has_value() == (value % 16 == 0));
    CHECK(decoded(std::string("AA") + c).has_value() == (value % 4 == 0));
  }
  for (const char* text : {"A", "AAAAA", "AA==", "AAA=", "AAAA=", "A A", "AA\n"}) {
    CAPTURE(text);
    CHECK_FALSE(decoded(text));
  }
}

// SPDX-License-Identifier: Apache-2.0
#include "core/ascii.hpp"

#include "core/utf8.hpp"
#include "support/catch.hpp"

using namespace snapseal;

TEST_CASE("digits, letters and hexadecimal digits are those of ASCII, of all 256 bytes", "[core]") {
  std::string digits;
  std::string letters;
  std::string hex_digits;
  std::string changed;
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    digits += ascii::is_digit(c) ? std::string(1, c) : "";
    letters += ascii::is_letter(c) ? std::string(1, c) : "";
    hex_digits += ascii::is_hex_digit(c) ? std::string(1, c) : "";
    changed += ascii::lower(c) != c ? std::string(1, c) : "";
  }
  CHECK(digits == "0123456789");
  CHECK(letters == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  CHECK(hex_digits == "0123456789ABCDEFabcdef");
  CHECK(changed == "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  CHECK(ascii::lower("aZ[\xc3\x84") == "az[\xc3\x84");
}

TEST_CASE("the letter case alone does not tell two words apart", "[core]") {
  CHECK(ascii::are_same_caseless("userSecret", "USERsecret"));
  CHECK(ascii::are_same_caseless("", ""));
  CHECK_FALSE(ascii::are_same_caseless("userSecret", "userSecre"));
  CHECK_FALSE(ascii::are_same_caseless("a[", "A{"));
}

TEST_CASE("whitespace is taken off both ends, and a line feed only where it is asked for",
          "[core]") {
  CHECK(ascii::without_whitespace_around("\n \t\ra \n b\r\n") == "a \n b");
  CHECK(ascii::without_whitespace_around("\v\fa\xc2\xa0") == "\v\fa\xc2\xa0");
  CHECK(ascii::without_whitespace_around(" \r\n").empty());
  CHECK(ascii::without_whitespace_around("").empty());
  CHECK(ascii::without_line_whitespace_around(" \t\ra b\r ") == "a b");
  CHECK(ascii::without_line_whitespace_around("\na\n") == "\na\n");
  CHECK(ascii::without_line_whitespace_around("\t ").empty());
}

TEST_CASE("one byte-order mark is taken off the beginning of a text", "[core]") {
  CHECK(without_byte_order_mark("\xef\xbb\xbf"
                                "a") == "a");
  CHECK(without_byte_order_mark("\xef\xbb\xbf\xef\xbb\xbf") == "\xef\xbb\xbf");
  CHECK(without_byte_order_mark("a\xef\xbb\xbf") == "a\xef\xbb\xbf");
  CHECK(without_byte_order_mark("\xef\xbb").size() == 2);
  CHECK(without_byte_order_mark("").empty());
}

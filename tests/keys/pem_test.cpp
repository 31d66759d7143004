// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/pem.hpp"

#include <string>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("PEM blocks are found between other text, with any line ends", "[keys][pem]") {
  const ExactBuffer text(
      "notes: -----BEGIN nothing\n-----BEGIN A B-----\r\nAQID\r\n-----END A B-----\r\n"
      "between -----BEGIN C-----BA==-----END C-----");
  const auto blocks = keys::find_pem_blocks(text.view());
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].label == "A B");
  CHECK(blocks[0].headers.empty());
  CHECK(copy(keys::decode_body(blocks[0]).expose()) == Bytes{1, 2, 3});
  CHECK(blocks[1].label == "C");
  CHECK(copy(keys::decode_body(blocks[1]).expose()) == Bytes{4});
  CHECK(keys::find_pem_blocks("no block").empty());
  CHECK(keys::find_pem_blocks("").empty());
}

TEST_CASE("PEM headers are told apart from the body", "[keys][pem]") {
  const auto blocks = keys::find_pem_blocks(
      "-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQID\n"
      "-----END X-----");
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].headers.find("ENCRYPTED") != std::string_view::npos);
  CHECK(copy(keys::decode_body(blocks[0]).expose()) == Bytes{1, 2, 3});
}

TEST_CASE("a PEM block that is cut off or not base64 is malformed", "[keys][pem]") {
  for (const char* text : {"-----BEGIN X-----\nAQID\n", "-----BEGIN X-----\n-----END Y-----"}) {
    const auto cut_off = keys::find_pem_blocks(text);
    REQUIRE(cut_off.size() == 1);
    CHECK(outcome_of([&] { return keys::decode_body(cut_off[0]); }) == "malformed_key");
  }
  const auto blocks = keys::find_pem_blocks("-----BEGIN X-----\nA*ID\n-----END X-----");
  REQUIRE(blocks.size() == 1);
  CHECK(outcome_of([&] { return keys::decode_body(blocks[0]); }) == "malformed_key");
}

TEST_CASE("PEM that is written is read back, at every length of the last line", "[keys][pem]") {
  for (std::size_t size = 1; size <= 150; ++size) {
    const Bytes der(size, 0xa5);
    const SecretString pem = keys::encode_pem("X Y", der);
    const auto blocks = keys::find_pem_blocks(pem.expose());
    REQUIRE(blocks.size() == 1);
    CHECK(copy(keys::decode_body(blocks[0]).expose()) == der);
    std::size_t longest = 0;
    for (std::size_t at = 0, end = 0; (end = pem.expose().find('\n', at)) != std::string::npos;
         at = end + 1) {
      longest = std::max(longest, end - at);
    }
    CHECK(longest <= 64);
  }
}

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/base64.hpp>
#include <snapseal/response/encrypted_response.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("every envelope of the vectors gives its parts or the error and field it must",
          "[response][vectors]") {
  for (VectorCase& vector : read_vectors("envelopes", 200)) {
    CAPTURE(vector.id());
    const std::string json = vector.has("json")
                                 ? vector.text("json")
                                 : std::string(text_of(base64::decode(vector.text("json_base64"))));
    const std::string expect = vector.text("expect");
    const auto field = vector.text_or_null("field");
    const auto parse = [&] { return EncryptedResponse::parse(ExactBuffer(json).view()); };

    const auto error = error_of(parse);
    CHECK((error ? to_string(error->code()) : "ok") == expect);
    if (error) {
      CHECK(error->field() == field.value_or(""));
    } else {
      const EncryptedResponse response = parse();
      CHECK(copy(response.encrypted_shared_key()) == vector.hex("encrypted_shared_key"));
      CHECK(copy(response.message().ciphertext()) == vector.hex("encrypted_message"));
      CHECK(copy(response.message().tag()) == vector.hex("tag"));
      CHECK(copy(response.message().nonce()) == vector.hex("nonce"));
      CHECK(EncryptedResponse::parse(response.to_json()) == response);
    }
    vector.finish();
  }
}

TEST_CASE("a response longer than the limit is refused before it is read", "[response]") {
  const EncryptedResponse response(Bytes(256, 1), {Bytes(100, 2), Bytes(16, 3), Bytes(15, 4)});
  const std::string json = response.to_json();
  ParseOptions options;
  options.limits.response_bytes = json.size();
  CHECK(EncryptedResponse::parse(json, options) == response);
  options.limits.response_bytes -= 1;
  CHECK(outcome_of([&] { return EncryptedResponse::parse(json, options); }) == "input_too_large");
}

TEST_CASE("a response made from parts checks their lengths", "[response]") {
  const auto message = [](std::size_t tag, std::size_t nonce) {
    return outcome_of([&] { return EncryptedMessage({}, Bytes(tag), Bytes(nonce)); });
  };
  for (std::size_t size = 0; size < 40; ++size) {
    CHECK(message(size, 15) == (size == 16 ? "ok" : "invalid_tag_length"));
    CHECK(message(16, size) == (size >= 1 && size <= 15 ? "ok" : "invalid_nonce_length"));
  }
  const auto response = [](std::size_t size) {
    return outcome_of([&] { return EncryptedResponse(Bytes(size), {{}, Bytes(16), Bytes(15)}); });
  };
  CHECK(response(127) == "invalid_encrypted_shared_key_length");
  CHECK(response(128) == "ok");
  CHECK(response(2048) == "ok");
  CHECK(response(2049) == "invalid_encrypted_shared_key_length");
}

TEST_CASE("every truncation of a response is an error", "[response]") {
  const std::string json =
      EncryptedResponse(Bytes(128, 1), {Bytes(20, 2), Bytes(16, 3), Bytes(12, 4)}).to_json();
  for (std::size_t size = 0; size < json.size(); ++size) {
    CHECK(outcome_of([&] {
            return EncryptedResponse::parse(ExactBuffer(json.substr(0, size)).view());
          }) == "malformed_json");
  }
}

TEST_CASE("any byte of a response changed to any other is an error or another response",
          "[response]") {
  const EncryptedResponse response(Bytes(128, 1), {Bytes(20, 2), Bytes(16, 3), Bytes(12, 4)});
  const std::string json = response.to_json();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < json.size(); ++at) {
    for (int flip = 1; flip < 256; flip <<= 1) {
      std::string changed = json;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      const auto error = error_of([&] {
        const EncryptedResponse other = EncryptedResponse::parse(ExactBuffer(changed).view());
        CHECK_FALSE(other == response);
        return 0;
      });
      refused += error ? 1U : 0U;
    }
  }
  CHECK(refused > json.size());
}

TEST_CASE("a response of 16 MiB is read", "[response]") {
  const EncryptedResponse response(
      Bytes(256, 1), {Bytes(std::size_t{16} * 1024 * 1024, 7), Bytes(16, 3), Bytes(15, 4)});
  CHECK(EncryptedResponse::parse(response.to_json()) == response);
}

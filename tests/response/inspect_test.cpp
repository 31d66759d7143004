// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/inspect.hpp>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("a good response is reported with its sizes and no problem", "[response]") {
  const std::string json =
      EncryptedResponse(Bytes(384, 1), {Bytes(100, 2), Bytes(16, 3), Bytes(15, 4)}).to_json();
  const ResponseReport report = inspect_response(json);
  CHECK(report.well_formed());
  CHECK(report.modulus_bits == 3072U);
  CHECK(report.has_legacy_reading);
  CHECK(report.fields[0].name == "encryptedSharedKey");
  CHECK(report.fields[0].base64_characters == 512U);
  CHECK(report.fields[0].bytes == 384U);
  CHECK(report.fields[1].bytes == 100U);
  CHECK(report.fields[2].bytes == 16U);
  CHECK(report.fields[3].name == "encryptedMessageData.nonce");
}

TEST_CASE("every field at fault is reported, not the first alone", "[response]") {
  const ResponseReport report = inspect_response(
      R"({"encryptedSharedKey": 7, "encryptedMessageData": {"tag": "AAA", "nonce": ""}})");
  CHECK_FALSE(report.well_formed());
  CHECK_FALSE(report.modulus_bits);
  CHECK_FALSE(report.has_legacy_reading);
  const auto code = [&](std::size_t i) { return report.fields[i].problem.value().code(); };
  CHECK(code(0) == Errc::wrong_member_type);
  CHECK(code(1) == Errc::missing_member);
  CHECK(code(2) == Errc::invalid_base64);
  CHECK(code(3) == Errc::invalid_nonce_length);
  CHECK(report.fields[2].base64_characters == 3U);
  CHECK_FALSE(report.fields[2].bytes);
  CHECK(report.fields[3].bytes == 0U);
}

TEST_CASE("inspecting agrees with parsing on every envelope of the vectors",
          "[response][vectors]") {
  for (VectorCase& vector : read_vectors("envelopes", 200)) {
    if (!vector.has("json")) {
      continue;
    }
    CAPTURE(vector.id());
    const std::string json = vector.text("json");
    const auto error = error_of([&] { return EncryptedResponse::parse(json); });
    const auto inspected = [&] {
      for (const FieldReport& field : inspect_response(json).fields) {
        if (field.problem) {
          throw Error(*field.problem);
        }
      }
      return 0;
    };
    CHECK(outcome_of(inspected) == (error ? to_string(error->code()) : "ok"));
  }
}

// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <snapseal/core/error.hpp>
#include <string>
#include <type_traits>

#include "support/catch.hpp"

using namespace snapseal;

TEST_CASE("every code has a snake_case name of its own and the numbers are pinned", "[core]") {
  struct Pinned {
    Errc code;
    int number;
    std::string name;
  };
  const std::initializer_list<Pinned> codes = {
      {Errc::input_too_large, 101, "input_too_large"},
      {Errc::malformed_json, 102, "malformed_json"},
      {Errc::json_too_deep, 103, "json_too_deep"},
      {Errc::duplicate_member, 104, "duplicate_member"},
      {Errc::missing_member, 105, "missing_member"},
      {Errc::wrong_member_type, 106, "wrong_member_type"},
      {Errc::invalid_base64, 107, "invalid_base64"},
      {Errc::invalid_encrypted_shared_key_length, 108, "invalid_encrypted_shared_key_length"},
      {Errc::invalid_tag_length, 109, "invalid_tag_length"},
      {Errc::invalid_nonce_length, 110, "invalid_nonce_length"},
      {Errc::number_out_of_range, 111, "number_out_of_range"},
      {Errc::lone_surrogate, 112, "lone_surrogate"},
      {Errc::malformed_token, 113, "malformed_token"},
      {Errc::unrecognized_key_format, 201, "unrecognized_key_format"},
      {Errc::unsupported_key_format, 202, "unsupported_key_format"},
      {Errc::unsupported_key_algorithm, 203, "unsupported_key_algorithm"},
      {Errc::not_a_private_key, 204, "not_a_private_key"},
      {Errc::not_a_public_key, 205, "not_a_public_key"},
      {Errc::malformed_key, 206, "malformed_key"},
      {Errc::inconsistent_key, 207, "inconsistent_key"},
      {Errc::unsupported_key_size, 208, "unsupported_key_size"},
      {Errc::unsupported_public_exponent, 209, "unsupported_public_exponent"},
      {Errc::passphrase_required, 210, "passphrase_required"},
      {Errc::wrong_passphrase, 211, "wrong_passphrase"},
      {Errc::unsupported_key_encryption, 212, "unsupported_key_encryption"},
      {Errc::key_encryption_too_costly, 213, "key_encryption_too_costly"},
      {Errc::private_key_not_exportable, 214, "private_key_not_exportable"},
      {Errc::pin_required, 215, "pin_required"},
      {Errc::wrong_pin, 216, "wrong_pin"},
      {Errc::pin_locked, 217, "pin_locked"},
      {Errc::token_not_found, 218, "token_not_found"},
      {Errc::key_not_found, 219, "key_not_found"},
      {Errc::decryption_failed, 301, "decryption_failed"},
      {Errc::encrypted_shared_key_out_of_range, 302, "encrypted_shared_key_out_of_range"},
      {Errc::invalid_argument, 401, "invalid_argument"},
      {Errc::invalid_shared_key_length, 402, "invalid_shared_key_length"},
      {Errc::invalid_request, 403, "invalid_request"},
      {Errc::crypto_unavailable, 501, "crypto_unavailable"},
      {Errc::token_failed, 502, "token_failed"},
      {Errc::key_unwrapper_failed, 503, "key_unwrapper_failed"},
      {Errc::wrong_signature, 601, "wrong_signature"},
      {Errc::webhook_too_old, 602, "webhook_too_old"},
      {Errc::webhook_too_new, 603, "webhook_too_new"},
      {Errc::api_error, 604, "api_error"},
  };
  std::set<std::string> names;
  for (const Pinned& pinned : codes) {
    CHECK(static_cast<int>(pinned.code) == pinned.number);
    CHECK(to_string(pinned.code) == pinned.name);
    names.insert(pinned.name);
  }
  CHECK(names.size() == codes.size());
  // No number in between has a name that this list does not know.
  for (int number = 0; number < 1000; ++number) {
    const std::string name(to_string(static_cast<Errc>(number)));
    CHECK((name == "unknown" || names.contains(name)));
  }
}

TEST_CASE("an error tells its field and its offset and keeps them when it is copied", "[core]") {
  const Error error(Errc::invalid_tag_length, "must have 16 bytes", "encryptedMessageData.tag", 7);
  const Error copy = error;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(copy.what() == std::string("encryptedMessageData.tag: must have 16 bytes (at byte 7)"));
  CHECK(copy.code() == Errc::invalid_tag_length);
  CHECK(copy.field() == "encryptedMessageData.tag");
  CHECK(copy.message() == "must have 16 bytes");
  CHECK(copy.offset() == 7U);
  CHECK(Error(Errc::decryption_failed, "no").what() == std::string("no"));
}

// What is made at run time, as input is, cannot become the text of an error.
static_assert(!std::is_constructible_v<Error, Errc, std::string>);
static_assert(!std::is_constructible_v<Error, Errc, std::string_view>);
static_assert(!std::is_convertible_v<std::string, Literal>);

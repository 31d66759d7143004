// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/response/parse_options.hpp>

#include "core/base64_decode.hpp"
#include "core/json/scanner.hpp"

namespace snapseal::response {

/// One field of the envelope: its text as it was read, and what follows from that.
struct Field {
  enum class Found { missing, other_type, present };

  Literal name = "";
  Found found = Found::missing;
  std::size_t offset = 0;  // of its value in the JSON text
  std::string_view base64 = {};
  std::size_t skipped = 0;  // whitespace that `base64` is without
  std::vector<std::uint8_t> bytes = {};
  std::optional<Error> problem = {};
};

/// The grammar of an encrypted response; no crypto. Views into the text that was read, which must
/// outlive it.
struct Envelope {
  Field encrypted_shared_key{.name = "encryptedSharedKey"};
  Field encrypted_message{.name = "encryptedMessageData.encryptedMessage"};
  Field tag{.name = "encryptedMessageData.tag"};
  Field nonce{.name = "encryptedMessageData.nonce"};
  json::Scanner::Resolved resolved = {};   // base64 that had escapes
  std::vector<std::string> unspaced = {};  // base64 that had whitespace

  [[nodiscard]] std::array<Field*, 4> fields() {
    return {&encrypted_shared_key, &encrypted_message, &tag, &nonce};
  }
  /// The first field at fault is thrown.
  void require_no_problem();
};

/// Throws for what is wrong with the text as a whole. What is wrong with a field is kept in the
/// field. `encrypted_message` is not decoded here, since it may be long: call `decode`.
[[nodiscard]] Envelope read_envelope(std::string_view json, const ParseOptions& options);

/// What to say of base64 that was refused.
[[nodiscard]] Error refused_base64(const Field& field, const Error& error);

/// Decodes a field that is there into the bytes that `allocate` gives for their number. What is
/// wrong then stands in the field.
template <typename Allocate>
void decode(Field& field, const Allocate& allocate) {
  if (field.problem) {
    return;
  }
  std::size_t size = 0;
  try {
    size = base64::decoded_size(field.base64, field.name);
  } catch (const Error& error) {
    field.problem = refused_base64(field, error);
    return;
  }
  const std::span<std::uint8_t> bytes = allocate(size);
  try {
    base64::decode(field.base64, bytes, field.name);
  } catch (const Error& error) {
    field.problem = refused_base64(field, error);
  }
}

/// The same into a new vector.
[[nodiscard]] inline std::vector<std::uint8_t> decoded(Field& field) {
  std::vector<std::uint8_t> bytes;
  decode(field, [&bytes](std::size_t size) -> std::span<std::uint8_t> {
    bytes.resize(size);
    return bytes;
  });
  return bytes;
}

/// What is wrong with the length of a field, if anything.
[[nodiscard]] std::optional<Error> check_encrypted_shared_key_length(std::size_t bytes);
[[nodiscard]] std::optional<Error> check_tag_length(std::size_t bytes);
[[nodiscard]] std::optional<Error> check_nonce_length(std::size_t bytes);

}  // namespace snapseal::response

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal::response {

/// One field of the envelope: its text as it was read, and what follows from that.
struct Field {
  enum class Found { nothing, other_type, right_type };

  Literal name = "";
  Found found = Found::nothing;
  std::string base64 = {};
  std::vector<std::uint8_t> bytes = {};
  std::optional<Error> problem = {};
};

/// The grammar of an encrypted response; no crypto.
struct Envelope {
  Field encrypted_shared_key{.name = "encryptedSharedKey"};
  Field encrypted_message{.name = "encryptedMessageData.encryptedMessage"};
  Field tag{.name = "encryptedMessageData.tag"};
  Field nonce{.name = "encryptedMessageData.nonce"};

  [[nodiscard]] std::array<Field*, 4> fields() {
    return {&encrypted_shared_key, &encrypted_message, &tag, &nonce};
  }
};

/// Throws for what is wrong with the text as a whole; what is wrong with a field stands in it.
[[nodiscard]] Envelope read_envelope(std::string_view json, const Limits& limits);

/// What is wrong with the length of a field, if anything.
[[nodiscard]] std::optional<Error> check_encrypted_shared_key_length(std::size_t bytes);
[[nodiscard]] std::optional<Error> check_tag_length(std::size_t bytes);
[[nodiscard]] std::optional<Error> check_nonce_length(std::size_t bytes);

}  // namespace snapseal::response

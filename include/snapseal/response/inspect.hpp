// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/response/parse_options.hpp>

namespace snapseal {

/// One of the four fields of an encrypted response, as `inspect_response` found it.
struct FieldReport {
  /// "encryptedMessageData.tag"
  std::string_view name;
  /// The length of the text, if the member is there and a string.
  std::optional<std::size_t> base64_characters;
  /// The length in bytes, if the text is canonical base64, or is except for whitespace that is
  /// passed over.
  std::optional<std::size_t> bytes;
  /// What `EncryptedResponse::parse` would throw if this field alone were at fault.
  std::optional<Error> problem;
};

/// Shape and sizes of a response; never its content.
struct ResponseReport {
  /// encryptedSharedKey, encryptedMessageData.encryptedMessage, .tag, .nonce.
  std::array<FieldReport, 4> fields;
  /// The longest RSA modulus, in bits, that the shared key can be encrypted for: eight times its
  /// bytes. A key of up to seven bits less fits too. `nullopt` if that field is at fault.
  std::optional<std::size_t> modulus_bits;
  /// Whether the nonce has the 15 bytes that have two readings (see `NonceForm`).
  bool has_legacy_reading = false;

  [[nodiscard]] bool well_formed() const noexcept {
    return std::none_of(fields.begin(), fields.end(),
                        [](const FieldReport& field) { return field.problem.has_value(); });
  }
};

/// Tells what a response is made of, without any key: for support, and for logs. Every field at
/// fault is reported, not the first alone. Throws `Errc::input_too_large`, `malformed_json`,
/// `json_too_deep`, `duplicate_member`: then there are no fields to report.
[[nodiscard]] SNAPSEAL_API ResponseReport inspect_response(std::string_view json,
                                                           const ParseOptions& options = {});

}  // namespace snapseal

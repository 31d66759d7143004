// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/error.hpp>
#include <string>

namespace snapseal {

namespace {

std::string describe(std::string_view message, std::string_view field,
                     std::optional<std::size_t> offset) {
  std::string text;
  if (!field.empty()) {
    text.append(field).append(": ");
  }
  text.append(message);
  if (offset) {
    text.append(" (at byte ").append(std::to_string(*offset)).append(")");
  }
  return text;
}

}  // namespace

Error::Error(Errc code, Literal message, Literal field, std::optional<std::size_t> offset)
    : std::runtime_error(describe(message.view(), field.view(), offset)),
      code_(code),
      message_(message),
      field_(field),
      offset_(offset) {}

std::string_view to_string(Errc code) noexcept {
  switch (code) {
    case Errc::input_too_large: return "input_too_large";
    case Errc::malformed_json: return "malformed_json";
    case Errc::json_too_deep: return "json_too_deep";
    case Errc::duplicate_member: return "duplicate_member";
    case Errc::missing_member: return "missing_member";
    case Errc::wrong_member_type: return "wrong_member_type";
    case Errc::invalid_base64: return "invalid_base64";
    case Errc::invalid_encrypted_shared_key_length: return "invalid_encrypted_shared_key_length";
    case Errc::encrypted_shared_key_out_of_range: return "encrypted_shared_key_out_of_range";
    case Errc::invalid_tag_length: return "invalid_tag_length";
    case Errc::invalid_nonce_length: return "invalid_nonce_length";
    case Errc::number_out_of_range: return "number_out_of_range";
    case Errc::lone_surrogate: return "lone_surrogate";
    case Errc::malformed_token: return "malformed_token";
    case Errc::unrecognized_key_format: return "unrecognized_key_format";
    case Errc::unsupported_key_format: return "unsupported_key_format";
    case Errc::unsupported_key_algorithm: return "unsupported_key_algorithm";
    case Errc::not_a_private_key: return "not_a_private_key";
    case Errc::not_a_public_key: return "not_a_public_key";
    case Errc::malformed_key: return "malformed_key";
    case Errc::inconsistent_key: return "inconsistent_key";
    case Errc::unsupported_key_size: return "unsupported_key_size";
    case Errc::unsupported_public_exponent: return "unsupported_public_exponent";
    case Errc::passphrase_required: return "passphrase_required";
    case Errc::wrong_passphrase: return "wrong_passphrase";
    case Errc::unsupported_key_encryption: return "unsupported_key_encryption";
    case Errc::key_encryption_too_costly: return "key_encryption_too_costly";
    case Errc::private_key_not_exportable: return "private_key_not_exportable";
    case Errc::pin_required: return "pin_required";
    case Errc::wrong_pin: return "wrong_pin";
    case Errc::pin_locked: return "pin_locked";
    case Errc::token_not_found: return "token_not_found";
    case Errc::key_not_found: return "key_not_found";
    case Errc::decryption_failed: return "decryption_failed";
    case Errc::invalid_argument: return "invalid_argument";
    case Errc::invalid_shared_key_length: return "invalid_shared_key_length";
    case Errc::invalid_request: return "invalid_request";
    case Errc::crypto_unavailable: return "crypto_unavailable";
    case Errc::token_failed: return "token_failed";
    case Errc::key_unwrapper_failed: return "key_unwrapper_failed";
    case Errc::wrong_signature: return "wrong_signature";
    case Errc::webhook_too_old: return "webhook_too_old";
    case Errc::webhook_too_new: return "webhook_too_new";
    case Errc::api_error: return "api_error";
  }
  return "unknown";
}

}  // namespace snapseal

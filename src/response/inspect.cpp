// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/inspect.hpp>

#include "response/envelope.hpp"

namespace snapseal {

ResponseReport inspect_response(std::string_view json, const ParseOptions& options) {
  response::Envelope envelope = response::read_envelope(json, options);
  envelope.encrypted_message.bytes = response::decoded(envelope.encrypted_message);
  ResponseReport report;
  for (std::size_t i = 0; i < report.fields.size(); ++i) {
    const response::Field& field = *envelope.fields()[i];
    FieldReport& told = report.fields[i];
    told.name = field.name.view();
    told.problem = field.problem;
    if (field.found == response::Field::Found::present) {
      told.base64_characters = field.base64.size() + field.skipped;
      if (!field.problem || field.problem->code() != Errc::invalid_base64) {
        told.bytes = field.bytes.size();
      }
    }
  }
  if (!envelope.encrypted_shared_key.problem) {
    report.modulus_bits = envelope.encrypted_shared_key.bytes.size() * 8;
  }
  report.has_legacy_reading =
      !envelope.nonce.problem && envelope.nonce.bytes.size() == EncryptedMessage::nonce_bytes_max;
  return report;
}

}  // namespace snapseal

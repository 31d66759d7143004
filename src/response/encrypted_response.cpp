// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/base64.hpp>
#include <snapseal/response/encrypted_response.hpp>

#include "response/envelope.hpp"

namespace snapseal {

namespace {

void require(const std::optional<Error>& problem) {
  if (problem) {
    throw Error(*problem);
  }
}

}  // namespace

EncryptedMessage::EncryptedMessage(std::vector<std::uint8_t> ciphertext,
                                   std::vector<std::uint8_t> tag, std::vector<std::uint8_t> nonce)
    : ciphertext_(std::move(ciphertext)), tag_(std::move(tag)), nonce_(std::move(nonce)) {
  require(response::check_tag_length(tag_.size()));
  require(response::check_nonce_length(nonce_.size()));
}

EncryptedResponse::EncryptedResponse(std::vector<std::uint8_t> encrypted_shared_key,
                                     EncryptedMessage message)
    : encrypted_shared_key_(std::move(encrypted_shared_key)), message_(std::move(message)) {
  require(response::check_encrypted_shared_key_length(encrypted_shared_key_.size()));
}

EncryptedResponse EncryptedResponse::parse(std::string_view json, const ParseOptions& options) {
  response::Envelope envelope = response::read_envelope(json, options);
  auto ciphertext = response::decoded(envelope.encrypted_message);
  envelope.require_no_problem();
  return {std::move(envelope.encrypted_shared_key.bytes),
          {std::move(ciphertext), std::move(envelope.tag.bytes), std::move(envelope.nonce.bytes)}};
}

std::string EncryptedResponse::to_json() const {
  std::string json;
  json.reserve(256 + (encrypted_shared_key_.size() + message_.ciphertext().size()) / 3 * 4);
  json.append(R"({"encryptedSharedKey":")").append(base64::encode(encrypted_shared_key_));
  json.append(R"(","encryptedMessageData":{"encryptedMessage":")")
      .append(base64::encode(message_.ciphertext()));
  json.append(R"(","tag":")").append(base64::encode(message_.tag()));
  json.append(R"(","nonce":")").append(base64::encode(message_.nonce()));
  json.append(R"("}})");
  return json;
}

}  // namespace snapseal

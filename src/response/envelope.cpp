// SPDX-License-Identifier: Apache-2.0
#include "response/envelope.hpp"

#include <snapseal/core/base64.hpp>
#include <snapseal/response/encrypted_response.hpp>

#include "core/json.hpp"

namespace snapseal::response {

namespace {

constexpr Literal message_data = "encryptedMessageData";
constexpr Literal no_such_member = "the response has no such member: is it an encrypted one?";

/// Follows the events down to the four fields.
class Reader final : public json::Events {
 public:
  explicit Reader(Envelope& envelope) : envelope_(envelope) {}

  void begin_object() override {
    value_is_other_type(/*is_object=*/true);
    ++depth_;
  }
  void end_object() override { end(); }
  void begin_array() override {
    value_is_other_type();
    ++depth_;
  }
  void end_array() override { end(); }

  void name(const std::string& name) override {
    field_ = find(name);
    names_message_data_ = depth_ == 1 && name == message_data.view();
  }
  [[nodiscard]] Literal field_of(const std::string& name) const override {
    const Field* field = find(name);
    return field != nullptr                             ? field->name
           : depth_ == 1 && name == message_data.view() ? message_data
                                                        : Literal("");
  }
  void string(std::string&& value) override {
    if (field_ != nullptr) {
      field_->found = Field::Found::right_type;
      field_->base64 = std::move(value);
      field_ = nullptr;
      return;
    }
    value_is_other_type();
  }
  void other() override { value_is_other_type(); }

  [[nodiscard]] Field::Found message_data_found() const { return message_data_found_; }

 private:
  /// The field that a member of this name is here, if any.
  [[nodiscard]] Field* find(const std::string& name) const {
    if (depth_ == 1) {
      return name == "encryptedSharedKey" ? &envelope_.encrypted_shared_key : nullptr;
    }
    if (depth_ != 2 || !in_message_data_) {
      return nullptr;
    }
    return name == "encryptedMessage" ? &envelope_.encrypted_message
           : name == "tag"            ? &envelope_.tag
           : name == "nonce"          ? &envelope_.nonce
                                      : nullptr;
  }
  void value_is_other_type(bool is_object = false) {
    if (depth_ == 0 && !is_object) {
      throw Error(Errc::malformed_json, "the JSON text is not an object");
    }
    if (field_ != nullptr) {
      field_->found = Field::Found::other_type;
      field_ = nullptr;
    }
    if (names_message_data_) {
      in_message_data_ = is_object;
      message_data_found_ = is_object ? Field::Found::right_type : Field::Found::other_type;
      names_message_data_ = false;
    }
  }
  void end() {
    --depth_;
    if (depth_ <= 1) {
      in_message_data_ = false;
    }
  }

  Envelope& envelope_;
  Field* field_ = nullptr;           // whose value comes next
  bool names_message_data_ = false;  // its value comes next
  bool in_message_data_ = false;
  Field::Found message_data_found_ = Field::Found::nothing;
  std::size_t depth_ = 0;
};

void decode(Field& field) {
  switch (field.found) {
    case Field::Found::nothing:
      field.problem = Error(Errc::missing_member, no_such_member, field.name);
      return;
    case Field::Found::other_type:
      field.problem = Error(Errc::wrong_member_type, "must be a string of base64", field.name);
      return;
    case Field::Found::right_type: break;
  }
  try {
    field.bytes = base64::decode(field.base64, field.name);
  } catch (const Error& error) {
    field.problem = error;
  }
}

void check_length(Field& field, std::optional<Error> (*check)(std::size_t)) {
  if (!field.problem) {
    field.problem = check(field.bytes.size());
  }
}

}  // namespace

std::optional<Error> check_encrypted_shared_key_length(std::size_t bytes) {
  if (bytes < EncryptedResponse::encrypted_shared_key_bytes_min ||
      bytes > EncryptedResponse::encrypted_shared_key_bytes_max) {
    return Error(Errc::invalid_encrypted_shared_key_length,
                 "must have 128 to 2048 bytes, as many as the RSA modulus", "encryptedSharedKey");
  }
  return std::nullopt;
}

std::optional<Error> check_tag_length(std::size_t bytes) {
  if (bytes != EncryptedMessage::tag_bytes) {
    return Error(Errc::invalid_tag_length, "must have 16 bytes", "encryptedMessageData.tag");
  }
  return std::nullopt;
}

std::optional<Error> check_nonce_length(std::size_t bytes) {
  if (bytes < EncryptedMessage::nonce_bytes_min || bytes > EncryptedMessage::nonce_bytes_max) {
    return Error(Errc::invalid_nonce_length, "must have 1 to 15 bytes",
                 "encryptedMessageData.nonce");
  }
  return std::nullopt;
}

Envelope read_envelope(std::string_view json, const Limits& limits) {
  if (json.size() > limits.response_bytes) {
    throw Error(Errc::input_too_large, "the response is longer than Limits::response_bytes");
  }
  Envelope envelope;
  Reader reader(envelope);
  json::read(json, limits.json_depth, reader);

  for (Field* field : envelope.fields()) {
    const bool is_inside = field != &envelope.encrypted_shared_key;
    if (is_inside && reader.message_data_found() == Field::Found::nothing) {
      field->problem = Error(Errc::missing_member, no_such_member, message_data);
    } else if (is_inside && reader.message_data_found() == Field::Found::other_type) {
      field->problem = Error(Errc::wrong_member_type, "must be an object", message_data);
    } else {
      decode(*field);
    }
  }
  check_length(envelope.encrypted_shared_key, check_encrypted_shared_key_length);
  check_length(envelope.tag, check_tag_length);
  check_length(envelope.nonce, check_nonce_length);
  return envelope;
}

}  // namespace snapseal::response

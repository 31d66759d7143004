// SPDX-License-Identifier: Apache-2.0
#include "response/envelope.hpp"

#include <snapseal/response/encrypted_response.hpp>

#include "core/json_reader.hpp"

namespace snapseal::response {

namespace {

constexpr Literal message_data = "encryptedMessageData";
constexpr Literal no_such_member = "the response has no such member: is it an encrypted one?";

/// Follows the tokens down to the four fields.
class Reader {
 public:
  Reader(std::string_view json, std::size_t depth_max, Envelope& envelope)
      : reader_(json, depth_max), envelope_(envelope) {}

  void read() {
    if (reader_.next() != json::Token::begin_object) {
      throw Error(Errc::malformed_json, "the JSON text is not an object");
    }
    for (;;) {
      switch (const json::Token token = reader_.next()) {
        case json::Token::name: name(reader_.characters()); break;
        case json::Token::string: string(reader_.characters()); break;
        case json::Token::end_object:
        case json::Token::end_array: in_message_data_ &= reader_.depth() > 1; break;
        case json::Token::end: envelope_.resolved = std::move(reader_).take_resolved(); return;
        default: value_is_other_type(token == json::Token::begin_object);
      }
    }
  }

  [[nodiscard]] Field::Found message_data_found() const { return message_data_found_; }

 private:
  void name(std::string_view name) {
    field_ = find(name);
    names_message_data_ = reader_.depth() == 1 && name == message_data.view();
    if ((field_ != nullptr && field_->found != Field::Found::nothing) ||
        (names_message_data_ && message_data_found_ != Field::Found::nothing)) {
      throw Error(Errc::duplicate_member, "the JSON text has a member twice in one object",
                  field_ != nullptr ? field_->name : message_data);
    }
  }
  void string(std::string_view value) {
    if (field_ == nullptr) {
      return value_is_other_type(/*is_object=*/false);
    }
    field_->found = Field::Found::right_type;
    field_->base64 = value;
    field_ = nullptr;
  }
  /// The field that a member of this name is here, if any.
  [[nodiscard]] Field* find(std::string_view name) const {
    if (reader_.depth() == 1) {
      return name == "encryptedSharedKey" ? &envelope_.encrypted_shared_key : nullptr;
    }
    if (reader_.depth() != 2 || !in_message_data_) {
      return nullptr;
    }
    return name == "encryptedMessage" ? &envelope_.encrypted_message
           : name == "tag"            ? &envelope_.tag
           : name == "nonce"          ? &envelope_.nonce
                                      : nullptr;
  }
  void value_is_other_type(bool is_object) {
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

  json::Reader reader_;
  Envelope& envelope_;
  Field* field_ = nullptr;           // whose value comes next
  bool names_message_data_ = false;  // its value comes next
  bool in_message_data_ = false;
  Field::Found message_data_found_ = Field::Found::nothing;
};

void require_found(Field& field) {
  switch (field.found) {
    case Field::Found::nothing:
      field.problem = Error(Errc::missing_member, no_such_member, field.name);
      return;
    case Field::Found::other_type:
      field.problem = Error(Errc::wrong_member_type, "must be a string of base64", field.name);
      return;
    case Field::Found::right_type: return;
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

void Envelope::require_no_problem() {
  for (const Field* field : fields()) {
    if (field->problem) {
      throw Error(*field->problem);
    }
  }
}

Envelope read_envelope(std::string_view json, const Limits& limits) {
  if (json.size() > limits.response_bytes) {
    throw Error(Errc::input_too_large, "the response is longer than Limits::response_bytes");
  }
  Envelope envelope;
  Reader reader(json, limits.json_depth, envelope);
  reader.read();

  for (Field* field : envelope.fields()) {
    const bool is_inside = field != &envelope.encrypted_shared_key;
    if (is_inside && reader.message_data_found() == Field::Found::nothing) {
      field->problem = Error(Errc::missing_member, no_such_member, message_data);
    } else if (is_inside && reader.message_data_found() == Field::Found::other_type) {
      field->problem = Error(Errc::wrong_member_type, "must be an object", message_data);
    } else {
      require_found(*field);
    }
    if (field != &envelope.encrypted_message) {
      field->bytes = decode<std::vector<std::uint8_t>>(*field);
    }
  }
  check_length(envelope.encrypted_shared_key, check_encrypted_shared_key_length);
  check_length(envelope.tag, check_tag_length);
  check_length(envelope.nonce, check_nonce_length);
  return envelope;
}

}  // namespace snapseal::response

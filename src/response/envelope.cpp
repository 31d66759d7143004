// SPDX-License-Identifier: Apache-2.0
#include "response/envelope.hpp"

#include <algorithm>
#include <snapseal/response/encrypted_response.hpp>

#include "core/base64_fault.hpp"
#include "core/json/reader.hpp"
#include "core/other_text.hpp"
#include "response/other_json.hpp"

namespace snapseal::response {

namespace {

constexpr Literal message_data = "encryptedMessageData";

/// Follows the tokens down to the four fields.
class Reader {
 public:
  Reader(std::string_view json, std::size_t depth_max, Envelope& envelope)
      : reader_(json, depth_max), envelope_(envelope) {}

  void read() {
    if (const json::Token first = reader_.next(); first != json::Token::begin_object) {
      throw Error(Errc::malformed_json, name_of_other_value(first, reader_.characters()), "",
                  reader_.begin());
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
  [[nodiscard]] std::size_t message_data_offset() const { return message_data_offset_; }
  [[nodiscard]] const OtherObject& other_object() const { return other_object_; }

 private:
  void name(std::string_view name) {
    field_ = find(name);
    names_message_data_ = reader_.depth() == 1 && name == message_data.view();
    if ((field_ != nullptr && field_->found != Field::Found::missing) ||
        (names_message_data_ && message_data_found_ != Field::Found::missing)) {
      throw Error(Errc::duplicate_member, "the JSON text has a member twice in one object",
                  field_ != nullptr ? field_->name : message_data, reader_.begin());
    }
    if (field_ == nullptr && !names_message_data_) {
      other_object_.see(name, reader_.depth());
    }
  }
  void string(std::string_view value) {
    if (field_ == nullptr) {
      return value_is_other_type(/*is_object=*/false);
    }
    field_->found = Field::Found::present;
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
      field_->offset = reader_.begin();
      field_ = nullptr;
    }
    if (names_message_data_) {
      in_message_data_ = is_object;
      message_data_offset_ = reader_.begin();
      message_data_found_ = is_object ? Field::Found::present : Field::Found::other_type;
      names_message_data_ = false;
    }
  }

  json::Reader reader_;
  Envelope& envelope_;
  Field* field_ = nullptr;           // whose value comes next
  bool names_message_data_ = false;  // its value comes next
  bool in_message_data_ = false;
  Field::Found message_data_found_ = Field::Found::missing;
  std::size_t message_data_offset_ = 0;
  OtherObject other_object_;
};

void require_found(Field& field, Literal missing) {
  switch (field.found) {
    case Field::Found::missing:
      field.problem = Error(Errc::missing_member, missing, field.name);
      return;
    case Field::Found::other_type:
      field.problem =
          Error(Errc::wrong_member_type, "must be a string of base64", field.name, field.offset);
      return;
    case Field::Found::present: return;
  }
}

void check_length(Field& field, std::optional<Error> (*check)(std::size_t)) {
  if (field.problem) {
    return;
  }
  field.problem = check(field.bytes.size());
  if (field.problem && base64::looks_like_hex(field.base64)) {
    field.problem = Error(field.problem->code(),
                          "looks like hexadecimal digits, which are read as base64 of a wrong "
                          "length: write it in base64",
                          field.name);
  }
}

void skip_whitespace(Envelope& envelope) {
  const auto fields = envelope.fields();
  envelope.unspaced.reserve(fields.size());  // so that no string moves: there are views into them
  for (Field* field : fields) {
    if (std::any_of(field->base64.begin(), field->base64.end(), base64::is_whitespace)) {
      const std::string& rest =
          envelope.unspaced.emplace_back(base64::without_whitespace(field->base64));
      field->skipped = field->base64.size() - rest.size();
      field->base64 = rest;
    }
  }
}

/// Reads the tokens. A text that is not JSON at all is named.
void read_tokens(Reader& reader, std::string_view json) {
  try {
    reader.read();
  } catch (const Error& error) {
    if (error.code() == Errc::malformed_json) {
      if (const auto name = name_of_other_text(json, OtherTextOf::response)) {
        throw Error(Errc::malformed_json, *name);
      }
    }
    throw;
  }
}

/// The message for one kind of whitespace that `skip_whitespace_in_base64` would pass over.
Literal message_with_option(base64::Fault fault) {
  switch (fault) {
    case base64::Fault::line_feed:
      return "a line feed in the base64 text: ParseOptions::skip_whitespace_in_base64 passes "
             "over it";
    case base64::Fault::carriage_return:
      return "a carriage return in the base64 text: ParseOptions::skip_whitespace_in_base64 "
             "passes over it";
    case base64::Fault::space:
      return "a space in the base64 text: ParseOptions::skip_whitespace_in_base64 passes over it";
    case base64::Fault::tab:
      return "a tab in the base64 text: ParseOptions::skip_whitespace_in_base64 passes over it";
    default: return base64::message_of(fault);
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

Error refused_base64(const Field& field, const Error& error) {
  const base64::Fault fault = base64::fault_of(field.base64);
  const bool is_whitespace = fault == base64::Fault::line_feed ||
                             fault == base64::Fault::carriage_return ||
                             fault == base64::Fault::space || fault == base64::Fault::tab;
  return is_whitespace && base64::is_canonical(base64::without_whitespace(field.base64))
             ? Error(error.code(), message_with_option(fault), field.name)
             : Error(error);
}

void Envelope::require_no_problem() {
  for (const Field* field : fields()) {
    if (field->problem) {
      throw Error(*field->problem);
    }
  }
}

Envelope read_envelope(std::string_view json, const ParseOptions& options) {
  if (json.size() > options.limits.response_bytes) {
    throw Error(Errc::input_too_large, "the response is longer than Limits::response_bytes");
  }
  Envelope envelope;
  Reader reader(json, options.limits.json_depth, envelope);
  read_tokens(reader, json);
  if (options.skip_whitespace_in_base64) {
    skip_whitespace(envelope);
  }

  const bool is_other = envelope.encrypted_shared_key.found == Field::Found::missing &&
                        reader.message_data_found() == Field::Found::missing;
  const Literal missing = is_other ? reader.other_object().message()
                                   : Literal("the encrypted response has no such member");
  for (Field* field : envelope.fields()) {
    const bool is_inside = field != &envelope.encrypted_shared_key;
    if (is_inside && reader.message_data_found() == Field::Found::missing) {
      field->problem = Error(Errc::missing_member, missing, message_data);
    } else if (is_inside && reader.message_data_found() == Field::Found::other_type) {
      field->problem = Error(Errc::wrong_member_type, "must be an object", message_data,
                             reader.message_data_offset());
    } else {
      require_found(*field, missing);
    }
    if (field != &envelope.encrypted_message) {
      field->bytes = decoded(*field);
    }
  }
  check_length(envelope.encrypted_shared_key, check_encrypted_shared_key_length);
  check_length(envelope.tag, check_tag_length);
  check_length(envelope.nonce, check_nonce_length);
  return envelope;
}

}  // namespace snapseal::response

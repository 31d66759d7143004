// SPDX-License-Identifier: Apache-2.0
#include "response/other_json.hpp"

#include "core/ascii.hpp"

#include "core/other_text.hpp"

namespace snapseal::response {

Literal name_of_other_value(json::Token first, std::string_view characters) noexcept {
  switch (first) {
    case json::Token::string:
      characters = ascii::without_whitespace_around(characters);
      if (characters.starts_with('{')) {
        return "the JSON text is a string that holds the response: decode it once more (jq -r .)";
      }
      return is_jwt(characters) ? "the JSON text is a string with a JSON Web Token, which is not "
                                  "encrypted: snapseal token reads it"
                                : Literal("the JSON text is a string, not an object");
    case json::Token::begin_array: return "the JSON text is an array, not an object";
    case json::Token::null: return "the JSON text is null, not an object";
    default: return "the JSON text is a number, true or false, not an object";
  }
}

void OtherObject::see(std::string_view name, std::size_t depth) noexcept {
  if (depth > 1) {
    is_outside_ |= name == "encryptedSharedKey";
  } else {
    is_plain_answer_ |= name == "redirectURI";
    is_message_data_ |= name == "encryptedMessage";
    is_error_ |= name == "detail" || name == "default_detail" || name == "status_code" ||
                 name == "default_code";
  }
}

Literal OtherObject::message() const noexcept {
  if (is_plain_answer_) {
    return "a plain answer, with redirectURI: nothing in it is encrypted, and there is nothing to "
           "open";
  }
  if (is_outside_) {
    return "the encrypted response is inside another object: give the inner object alone";
  }
  if (is_message_data_) {
    return "only the inside of encryptedMessageData was given: the whole response is needed";
  }
  if (is_error_) {
    return "an error answer of the API, with its code and detail: nothing in it is encrypted";
  }
  return "the response has no such member: is it an encrypted one?";
}

}  // namespace snapseal::response

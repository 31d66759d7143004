// SPDX-License-Identifier: Apache-2.0
#include "response/other_text.hpp"

#include <algorithm>
#include <array>

#include "core/ascii.hpp"

namespace snapseal::response {

namespace {

struct Beginning {
  std::string_view text;
  Literal name;
};

constexpr Literal key_file = "the response is a key file: it was given in the wrong place";
constexpr Literal python_bytes =
    "the response is written as Python prints bytes, b'...': write what is between the quotation "
    "marks";

constexpr std::array beginnings{
    Beginning{"-----BEGIN ",
              "the response is a PEM text, such as a key file: it was given in the wrong place"},
    Beginning{"---- BEGIN ", key_file},
    Beginning{"PuTTY-User-Key-File-", key_file},
    Beginning{"ssh-rsa ", key_file},
    Beginning{"HTTP/",
              "the response is a whole HTTP reply: only the body, behind its header, is needed"},
    Beginning{"<",
              "the response is an HTML or XML text, such as the error page of a proxy or server"},
    Beginning{"{'",
              "the response is written as Python prints a dictionary: JSON has double quotation "
              "marks (json.dumps)"},
    Beginning{"b'", python_bytes},
    Beginning{"b\"", python_bytes},
    Beginning{"[object ",
              "the response is the words that JavaScript writes in place of an object: use "
              "JSON.stringify"},
    Beginning{"%7B%22", "the response is URL-encoded: decode it first"},
    Beginning{"\x1f\x8b", "the response is compressed with gzip: decompress it first"},
};

constexpr bool in_base64url(char c) noexcept {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '-' || c == '_';
}

/// Parts with `points` between, the first of which begins like a JSON object in base64url.
bool is_compact(std::string_view text, std::ptrdiff_t points) noexcept {
  return text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') == points &&
         std::all_of(text.begin(), text.end(), [](char c) { return in_base64url(c) || c == '.'; });
}

bool is_jwt(std::string_view text) noexcept {
  return is_compact(text, 2);
}

bool is_base64_of_object(std::string_view text) noexcept {
  return (text.starts_with("eyJ") || text.starts_with("eyAi") || text.starts_with("ewo") ||
          text.starts_with("ew0K")) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return in_base64url(c) || c == '+' || c == '/' || c == '=' || c == '\n' || c == '\r';
         });
}

constexpr bool is_printable(char c) noexcept {
  return c >= 0x20 && c < 0x7f;
}

/// With a byte-order mark, or with a NUL beside its first character.
bool is_utf16(std::string_view text) noexcept {
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
         (text.size() >= 2 && ((text[0] == '\0' && is_printable(text[1])) ||
                               (text[1] == '\0' && is_printable(text[0]))));
}

}  // namespace

std::optional<Literal> name_of_other_text(std::string_view text) noexcept {
  if (text.empty()) {
    return Literal("the response is empty");
  }
  if (is_utf16(text)) {
    return Literal("the response is UTF-16 text: save it as UTF-8");
  }
  text = ascii::without_whitespace_around(text);
  if (text.empty()) {
    return Literal("the response holds nothing but blanks");
  }
  for (const Beginning& beginning : beginnings) {
    if (text.starts_with(beginning.text)) {
      return beginning.name;
    }
  }
  if (is_jwt(text)) {
    return Literal(
        "the response is a JSON Web Token, which is not encrypted: snapseal token reads it");
  }
  if (is_compact(text, 4)) {
    return Literal("the response is a JWE (RFC 7516 section 3.1), which is not what the API sends");
  }
  if (is_base64_of_object(text)) {
    return Literal("the response is base64 of JSON text: decode it first");
  }
  return std::nullopt;
}

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

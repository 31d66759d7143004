// SPDX-License-Identifier: Apache-2.0
#include "api/token_text.hpp"

#include <algorithm>
#include <snapseal/core/error.hpp>
#include <string>
#include <vector>

#include "api/reply_members.hpp"
#include "core/ascii.hpp"
#include "core/base64url.hpp"
#include "core/json/scanner.hpp"
#include "core/utf8.hpp"
#include "signing/percent.hpp"

namespace snapseal::api {

namespace {

constexpr std::size_t jwe_header_depth_max = 16;  // it may hold a JWK

[[noreturn]] void malformed(Literal message, Literal field = "") {
  throw Error(Errc::malformed_token, message, field);
}

/// Takes a word off the front, in any letter case.
bool take(std::string_view& text, std::string_view word) {
  const bool found = ascii::are_same_caseless(text.substr(0, word.size()), word);
  text.remove_prefix(found ? word.size() : 0);
  return found;
}

/// Takes off one of the schemes of the header `Authorization`, with the space after it.
bool take_scheme(std::string_view& text) {
  for (const std::string_view scheme : {"bearer", "jwt", "token"}) {
    std::string_view rest = text;
    if (take(rest, scheme) && (rest.starts_with(' ') || rest.starts_with('\t'))) {
      text = rest;
      return true;
    }
  }
  return false;
}

bool take_quotes(std::string_view& text) {
  if (text.size() < 2 || text.front() != text.back() ||
      std::string_view("\"'`").find(text.front()) == std::string_view::npos) {
    return false;
  }
  text = text.substr(1, text.size() - 2);
  return true;
}

/// Without what is known to stand around a token and never in one.
std::string_view stripped(std::string_view text) {
  do {
    text = ascii::without_whitespace_around(text);
  } while (take(text, utf8_byte_order_mark) || take(text, "authorization:") || take_scheme(text) ||
           take_quotes(text));
  return text;
}

/// Padding (RFC 4648 section 3.2) has no place in a JWT and carries nothing.
std::string_view without_padding(std::string_view part) {
  for (int i = 0; i < 2 && part.ends_with('='); ++i) {
    part.remove_suffix(1);
  }
  return part;
}

std::vector<std::string_view> split_at_dots(std::string_view text) {
  constexpr std::size_t parts_max = 7;  // no token has as many: how many more does not matter
  std::vector<std::string_view> parts;
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos && parts.size() < parts_max;
       dot = text.find('.')) {
    parts.push_back(text.substr(0, dot));
    text.remove_prefix(dot + 1);
  }
  parts.push_back(text);
  return parts;
}

void check_characters(std::string_view text) {
  for (const char c : text) {
    if (is_base64url(c) || c == '.' || c == '=') {
      continue;
    }
    if (ascii::whitespace.find(c) != std::string_view::npos) {
      malformed("it has a space or a line end inside: give one token, on one line");
    }
    if (c == '"' || c == '\'' || c == '`') {
      malformed("a quotation mark stands at one side only: is a part missing?");
    }
    if (c == '+' || c == '/') {
      malformed("it has + or /, so it is standard base64: a JWT has - and _ in their place");
    }
    if (c == '%') {
      malformed("it is percent-encoded: decode it first");
    }
    malformed("it has a character that no JWT has: a JWT is base64url with two dots");
  }
}

/// What begins like this is known, and no token.
void check_beginning(std::string_view text) {
  if (text.empty()) {
    malformed("no token: the text is empty");
  }
  if (text.starts_with("-----BEGIN")) {
    malformed("a PEM file, and not a token");
  }
  if (text.starts_with('[')) {
    malformed("a JSON array: give the token alone, or the object that holds it");
  }
  if (text.starts_with('<')) {
    malformed("HTML or XML, and not a token");
  }
  std::string_view rest = text;
  if (take(rest, "https://") || take(rest, "http://")) {
    malformed("a link, and not a token");
  }
}

SecretString joined(const std::vector<std::string_view>& parts) {
  SecretBytes bytes(parts[0].size() + parts[1].size() + parts[2].size() + 2);
  auto* at = bytes.expose().data();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) {
      *at++ = '.';
    }
    at = std::copy(parts[i].begin(), parts[i].end(), at);
  }
  return SecretString(std::move(bytes));
}

/// Whether a part is the header of an encrypted JWT, which names its cipher (RFC 7516
/// section 4.1.2).
bool is_jwe_header(std::string_view part) {
  auto bytes = base64url::decode(part);
  if (!bytes) {
    return false;
  }
  const SecretString text(std::move(*bytes));
  try {
    return ReplyMembers(text.expose(), jwe_header_depth_max, {"enc"}).has("enc");
  } catch (const Error&) {
    return false;
  }
}

SecretString bare_jwt(std::string_view text) {
  text = stripped(text);
  check_beginning(text);
  check_characters(text);
  std::vector<std::string_view> parts = split_at_dots(text);
  if (parts.size() == 1) {
    malformed("one part without dots: a JWT has three, with dots between");
  }
  if (parts.size() == 2) {
    malformed("two parts: a JWT has three, and its signature is missing");
  }
  if (parts.size() == 5 && is_jwe_header(parts[0])) {
    malformed("five parts: an encrypted JWT (JWE, RFC 7516), which is not read here");
  }
  if (parts.size() != 3) {
    malformed("more than three parts: a JWT has three; are there two tokens?");
  }
  for (std::string_view& part : parts) {
    part = without_padding(part);
    if (part.find('=') != std::string_view::npos) {
      malformed("it has = in a place where = is not padding");
    }
  }
  if (parts[0].empty() || parts[1].empty()) {
    malformed("its header or its claims are empty");
  }
  if (parts[2].empty()) {
    malformed("its third part is empty: a JWT without a signature");
  }
  return joined(parts);
}

/// Whether a JSON text has a string, at any depth, that is a JWT.
bool has_jwt_inside(std::string_view text, std::size_t depth_max) {
  json::Scanner scanner(text, depth_max, Errc::malformed_json);
  for (json::Token token = scanner.next(); token != json::Token::end; token = scanner.next()) {
    if (token == json::Token::string && scanner.characters().starts_with("eyJ") &&
        jwt_parts(scanner.characters())) {
      return true;
    }
  }
  return false;
}

/// An object without a token may be something else of the API's.
[[noreturn]] void throw_no_token(const ReplyMembers& members, std::string_view text,
                                 std::size_t depth_max) {
  if (members.has("encryptedSharedKey") || members.has("encryptedMessageData")) {
    malformed("an encrypted response: decrypt it first, the token is inside");
  }
  if (members.has("redirectURI")) {
    malformed("the answer with a connection link, which has no token");
  }
  if (has_jwt_inside(text, depth_max)) {
    throw Error(Errc::missing_member,
                "the JSON object has a JWT under a name that is not known here, or deeper inside: "
                "give the JWT alone");
  }
  if (members.has("detail") || members.has("default_detail")) {
    malformed("an error answer of the API, which has no token");
  }
  throw Error(Errc::missing_member,
              "the JSON object has no token: known names are jwt, JWT, token, accessToken, "
              "access_token, encryptedJWT, userJWT");
}

SecretString jwt_in_object(std::string_view text, std::size_t depth_max) {
  constexpr std::array<Literal, 7> names{"jwt",          "JWT",          "token",  "accessToken",
                                         "access_token", "encryptedJWT", "userJWT"};
  const ReplyMembers members(
      text, depth_max,
      {names[0], names[1], names[2], names[3], names[4], names[5], names[6], "encryptedSharedKey",
       "encryptedMessageData", "redirectURI", "detail", "default_detail"});
  const auto is_there = [&](Literal name) { return members.has(name.view()); };
  const auto* const found = std::find_if(names.begin(), names.end(), is_there);
  if (found == names.end()) {
    throw_no_token(members, text, depth_max);
  }
  const auto* const second = std::find_if(found + 1, names.end(), is_there);
  if (second != names.end()) {
    malformed("the JSON object has more than one token", *second);
  }
  return members.secret(*found);
}

}  // namespace

std::optional<std::array<std::string_view, 3>> jwt_parts(std::string_view jwt) {
  const std::size_t first = jwt.find('.');
  const std::size_t second = first == std::string_view::npos ? first : jwt.find('.', first + 1);
  if (second == std::string_view::npos) {
    return std::nullopt;
  }
  const std::array parts{jwt.substr(0, first), jwt.substr(first + 1, second - first - 1),
                         jwt.substr(second + 1)};
  const bool good = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_base64url);
  });
  return good ? std::optional(parts) : std::nullopt;
}

SecretString find_jwt(std::string_view text, std::size_t depth_max) {
  text = stripped(text);
  return text.starts_with('{') ? bare_jwt(jwt_in_object(text, depth_max).expose()) : bare_jwt(text);
}

}  // namespace snapseal::api

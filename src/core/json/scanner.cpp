// SPDX-License-Identifier: Apache-2.0
#include "core/json/scanner.hpp"

#include <optional>
#include <string>

#include "core/ascii.hpp"
#include "core/json/string.hpp"
#include "core/utf8.hpp"

namespace snapseal::json {

namespace {

[[noreturn]] void malformed(Literal message, std::size_t offset) {
  throw Error(Errc::malformed_json, message, "", offset);
}

std::optional<std::uint32_t> hex_digit(char c) noexcept {
  if (ascii::is_digit(c)) {
    return static_cast<std::uint32_t>(c - '0');
  }
  const auto lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') {
    return static_cast<std::uint32_t>(lower - 'a' + 10);
  }
  return std::nullopt;
}

/// What a character after a backslash stands for, or NUL.
char short_escape(char c) noexcept {
  switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
  }
}

}  // namespace

Scanner::Scanner(std::string_view text, std::size_t depth_max, Errc lone_surrogate)
    : text_(text), depth_max_(depth_max), lone_surrogate_(lone_surrogate) {
  if (text.starts_with(utf8_byte_order_mark)) {
    malformed("not valid JSON: it starts with a byte-order mark", 0);
  }
}

Token Scanner::next() {
  skip_blanks();
  switch (state_) {
    case State::value: return value();
    case State::first_element: return take(']') ? close() : value();
    case State::first_name: return take('}') ? close() : name();
    case State::colon:
      if (!take(':')) {
        malformed("not valid JSON: a colon is missing", at_);
      }
      skip_blanks();
      return value();
    case State::behind_value: return behind_value();
  }
  return Token::end;
}

bool Scanner::take(char c) noexcept {
  if (at_ < text_.size() && text_[at_] == c) {
    ++at_;
    return true;
  }
  return false;
}

void Scanner::skip_blanks() noexcept {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
    ++at_;
  }
}

Token Scanner::value() {
  state_ = State::behind_value;
  begin_ = at_;
  switch (peek()) {
    case '{': return open(Token::begin_object, State::first_name);
    case '[': return open(Token::begin_array, State::first_element);
    case '"': string(); return Token::string;
    case 't': return word("true", Token::true_);
    case 'f': return word("false", Token::false_);
    case 'n': return word("null", Token::null);
    default: return number();
  }
}

Token Scanner::open(Token container, State state) {
  if (open_.size() >= depth_max_) {
    throw Error(Errc::json_too_deep, "the JSON text is nested too deeply", "", at_);
  }
  ++at_;
  open_.push_back(container == Token::begin_object);
  state_ = state;
  return container;
}

Token Scanner::close() noexcept {
  const bool object = open_.back();
  open_.pop_back();
  state_ = State::behind_value;
  return object ? Token::end_object : Token::end_array;
}

Token Scanner::behind_value() {
  if (open_.empty()) {
    if (at_ != text_.size()) {
      malformed("not valid JSON: more text after the value", at_);
    }
    return Token::end;
  }
  const bool object = open_.back();
  if (take(',')) {
    skip_blanks();
    return object ? name() : value();
  }
  if (!take(object ? '}' : ']')) {
    malformed("not valid JSON: a comma or a closing bracket is missing", at_);
  }
  return close();
}

Token Scanner::name() {
  if (peek() != '"') {
    malformed("not valid JSON: the name of a member is missing", at_);
  }
  begin_ = at_;
  string();
  state_ = State::colon;
  return Token::name;
}

Token Scanner::word(std::string_view letters, Token token) {
  if (text_.substr(at_, letters.size()) != letters) {
    malformed("not valid JSON: no value", at_);
  }
  at_ += letters.size();
  return token;
}

void Scanner::digits() {
  if (!ascii::is_digit(peek())) {
    malformed("not valid JSON: a digit is missing", at_);
  }
  while (ascii::is_digit(peek())) {
    ++at_;
  }
}

Token Scanner::number() {
  const std::size_t begin = at_;
  const bool negative = take('-');
  if (!negative && !ascii::is_digit(peek())) {
    malformed("not valid JSON: no value", at_);
  }
  if (!take('0')) {
    digits();
  }
  Token token = Token::integer;
  if (take('.')) {
    token = Token::real;
    digits();
  }
  if (take('e') || take('E')) {
    token = Token::real;
    static_cast<void>(take('+') || take('-'));
    digits();
  }
  characters_ = text_.substr(begin, at_ - begin);
  return token;
}

void Scanner::string() {
  const std::size_t begin = ++at_;
  plain_characters();
  if (take('"')) {
    characters_ = text_.substr(begin, at_ - 1 - begin);
    return;
  }
  if (resolved_.capacity() == 0) {
    resolved_.reserve(text_.size() - begin);  // no escape is shorter than what it stands for
  }
  const std::size_t resolved_begin = resolved_.size();
  append(begin);
  while (!take('"')) {
    escape();
    const std::size_t from = at_;
    plain_characters();
    append(from);
  }
  characters_ = {resolved_.data() + resolved_begin, resolved_.size() - resolved_begin};
}

void Scanner::append(std::size_t from) {
  const std::string_view run = text_.substr(from, at_ - from);
  resolved_.insert(resolved_.end(), run.begin(), run.end());
}

// Up to a quotation mark or a backslash.
void Scanner::plain_characters() {
  for (;;) {
    at_ += unescaped_prefix(text_.substr(at_));
    if (at_ == text_.size()) {
      malformed("not valid JSON: a string does not end", at_);
    }
    const char c = text_[at_];
    if (c == '"' || c == '\\') {
      return;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      malformed("not valid JSON: a control character in a string", at_);
    }
    const std::size_t length = utf8_sequence(text_.substr(at_, 4));
    if (length == 0) {
      malformed("not valid JSON: not UTF-8", at_);
    }
    at_ += length;
  }
}

void Scanner::escape() {
  const std::size_t begin = at_++;
  if (const char plain = short_escape(peek()); plain != '\0') {
    ++at_;
    resolved_.push_back(plain);
    return;
  }
  std::uint32_t unit = escaped_unit(begin);
  if ((unit & 0xfc00U) == 0xd800) {
    const std::size_t second = at_;
    const std::uint32_t low = take('\\') && peek() == 'u' ? escaped_unit(second) : 0;
    if ((low & 0xfc00U) != 0xdc00) {
      throw_lone_surrogate(begin);
    }
    unit = 0x10000 + ((unit & 0x3ffU) << 10 | (low & 0x3ffU));
  } else if ((unit & 0xfc00U) == 0xdc00) {
    throw_lone_surrogate(begin);
  }
  std::string bytes;
  utf8_append(bytes, unit);
  resolved_.insert(resolved_.end(), bytes.begin(), bytes.end());
}

void Scanner::throw_lone_surrogate(std::size_t offset) const {
  throw Error(lone_surrogate_, "a string of the JSON text has half a surrogate pair", "", offset);
}

// After the backslash: u and four hex digits.
std::uint32_t Scanner::escaped_unit(std::size_t begin) {
  std::uint32_t unit = 0;
  bool good = take('u');
  for (int i = 0; good && i < 4; ++i) {
    const auto digit = at_ < text_.size() ? hex_digit(text_[at_]) : std::nullopt;
    good = digit.has_value();
    unit = unit << 4 | digit.value_or(0);
    ++at_;
  }
  if (!good) {
    malformed("not valid JSON: an unknown escape", begin);
  }
  return unit;
}

}  // namespace snapseal::json

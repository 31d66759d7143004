// SPDX-License-Identifier: Apache-2.0
#include "signing/document.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "signing/utf8.hpp"

namespace snapseal::signing {

namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

std::optional<std::uint32_t> hex_digit(char c) noexcept {
  if (is_digit(c)) {
    return static_cast<std::uint32_t>(c - '0');
  }
  const auto lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') {
    return static_cast<std::uint32_t>(lower - 'a' + 10);
  }
  return std::nullopt;
}

/// What a character behind a backslash stands for, or NUL.
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

/// Reads RFC 8259 from front to back; what is open stands on a stack of its own.
class Reader {
 public:
  Reader(std::string_view text, std::size_t depth_max)
      : document_(text), text_(text), depth_max_(depth_max) {}

  Document read() {
    do {
      value();
    } while (has_more());
    return std::move(document_);
  }

 private:
  using Index = Document::Index;
  using Kind = Document::Kind;

  struct Open {
    Index node;
    std::size_t names;  // where its names begin in names_
  };

  [[noreturn]] static void malformed(Literal message, std::size_t offset) {
    throw Error(Errc::malformed_json, message, "", offset);
  }

  [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) noexcept {
    if (at_ < text_.size() && text_[at_] == c) {
      ++at_;
      return true;
    }
    return false;
  }
  void skip_blanks() noexcept {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
  }

  Index add(Kind kind, const char* data = nullptr, std::size_t size = 0) {
    const auto index = static_cast<Index>(document_.nodes_.size());
    document_.nodes_.push_back({data, static_cast<Index>(size), index + 1, 0, kind});
    return index;
  }

  // One value, or the beginning of a container up to where its first value is.
  void value() {
    for (;;) {
      skip_blanks();
      switch (peek()) {
        case '{':
          open(Kind::object);
          if (take('}')) {
            return close();
          }
          name();
          break;
        case '[':
          open(Kind::array);
          if (take(']')) {
            return close();
          }
          break;
        case '"': return string();
        case 't': return word("true", Kind::true_);
        case 'f': return word("false", Kind::false_);
        case 'n': return word("null", Kind::null);
        default: return number();
      }
    }
  }

  // Behind a value: closes what ends here. False at the end of the text.
  bool has_more() {
    for (;;) {
      skip_blanks();
      if (open_.empty()) {
        if (at_ != text_.size()) {
          malformed("not valid JSON: more text behind the value", at_);
        }
        return false;
      }
      const bool object = document_.nodes_[open_.back().node].kind == Kind::object;
      if (take(',')) {
        skip_blanks();
        if (object) {
          name();
        }
        return true;
      }
      if (!take(object ? '}' : ']')) {
        malformed("not valid JSON: a comma or a closing bracket is missing", at_);
      }
      close();
    }
  }

  void open(Kind kind) {
    if (open_.size() >= depth_max_) {
      throw Error(Errc::json_too_deep, "the JSON text is nested too deeply", "", at_);
    }
    ++at_;
    open_.push_back({add(kind), names_.size()});
    skip_blanks();
  }

  void close() {
    const Open open = open_.back();
    open_.pop_back();
    Document::Node& node = document_.nodes_[open.node];
    node.end = static_cast<Index>(document_.nodes_.size());
    if (node.kind != Kind::object) {
      return;
    }
    const auto first = names_.begin() + static_cast<std::ptrdiff_t>(open.names);
    // Bytes of UTF-8 sort as code points do.
    std::sort(first, names_.end(), [this](Index a, Index b) {
      return document_.characters(a) < document_.characters(b);
    });
    const auto twice = std::adjacent_find(first, names_.end(), [this](Index a, Index b) {
      return document_.characters(a) == document_.characters(b);
    });
    if (twice != names_.end()) {
      throw Error(Errc::duplicate_member, "the JSON text has a member twice in one object");
    }
    node.size = static_cast<Index>(names_.end() - first);
    node.names = static_cast<Index>(document_.sorted_.size());
    document_.sorted_.insert(document_.sorted_.end(), first, names_.end());
    names_.erase(first, names_.end());
  }

  void name() {
    if (peek() != '"') {
      malformed("not valid JSON: the name of a member is missing", at_);
    }
    names_.push_back(static_cast<Index>(document_.nodes_.size()));
    string();
    skip_blanks();
    if (!take(':')) {
      malformed("not valid JSON: a colon is missing", at_);
    }
  }

  void word(std::string_view letters, Kind kind) {
    if (text_.substr(at_, letters.size()) != letters) {
      malformed("not valid JSON: no value", at_);
    }
    at_ += letters.size();
    add(kind);
  }

  void digits() {
    if (!is_digit(peek())) {
      malformed("not valid JSON: a digit is missing", at_);
    }
    while (is_digit(peek())) {
      ++at_;
    }
  }

  void number() {
    const std::size_t begin = at_;
    const bool negative = take('-');
    if (!negative && !is_digit(peek())) {
      malformed("not valid JSON: no value", at_);
    }
    if (!take('0')) {
      digits();
    }
    Kind kind = Kind::integer;
    if (take('.')) {
      kind = Kind::real;
      digits();
    }
    if (take('e') || take('E')) {
      kind = Kind::real;
      static_cast<void>(take('+') || take('-'));
      digits();
    }
    add(kind, text_.data() + begin, at_ - begin);
  }

  void string() {
    const std::size_t begin = ++at_;
    plain_characters();
    if (take('"')) {
      add(Kind::string, text_.data() + begin, at_ - 1 - begin);
      return;
    }
    std::vector<char>& out = document_.resolved_;
    if (out.capacity() == 0) {
      out.reserve(text_.size());  // no escape is shorter than what it stands for
    }
    const std::size_t out_begin = out.size();
    append(begin);
    while (!take('"')) {
      escape();
      const std::size_t from = at_;
      plain_characters();
      append(from);
    }
    add(Kind::string, out.data() + out_begin, out.size() - out_begin);
  }

  void append(std::size_t from) {
    const auto begin = text_.begin();
    document_.resolved_.insert(document_.resolved_.end(), begin + static_cast<std::ptrdiff_t>(from),
                               begin + static_cast<std::ptrdiff_t>(at_));
  }

  // Up to a quotation mark or a backslash.
  void plain_characters() {
    for (;;) {
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

  void escape() {
    const std::size_t begin = at_++;
    if (const char plain = short_escape(peek()); plain != '\0') {
      ++at_;
      document_.resolved_.push_back(plain);
      return;
    }
    std::uint32_t unit = escaped_unit(begin);
    if ((unit & 0xfc00U) == 0xd800) {
      const std::size_t second = at_;
      const std::uint32_t low = take('\\') && peek() == 'u' ? escaped_unit(second) : 0;
      if ((low & 0xfc00U) != 0xdc00) {
        lone_surrogate(begin);
      }
      unit = 0x10000 + ((unit & 0x3ffU) << 10 | (low & 0x3ffU));
    } else if ((unit & 0xfc00U) == 0xdc00) {
      lone_surrogate(begin);
    }
    std::string bytes;
    utf8_append(bytes, unit);
    document_.resolved_.insert(document_.resolved_.end(), bytes.begin(), bytes.end());
  }

  [[noreturn]] static void lone_surrogate(std::size_t offset) {
    throw Error(Errc::lone_surrogate, "a string of the JSON text has half a surrogate pair", "",
                offset);
  }

  // Behind the backslash: u and four hex digits.
  std::uint32_t escaped_unit(std::size_t begin) {
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

  Document document_;
  std::string_view text_;
  std::size_t depth_max_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  std::vector<Index> names_;  // of all open objects
};

Document Document::read(std::string_view text, const Limits& limits) {
  if (text.size() > limits.request_bytes || text.size() >= std::numeric_limits<Index>::max()) {
    throw Error(Errc::input_too_large, "the JSON text is longer than the limit");
  }
  if (text.starts_with("\xef\xbb\xbf")) {
    throw Error(Errc::malformed_json, "not valid JSON: it starts with a byte-order mark", "", 0);
  }
  return Reader(text, limits.json_depth).read();
}

}  // namespace snapseal::signing

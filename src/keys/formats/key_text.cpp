// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/key_text.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/ascii.hpp"
#include "core/bytes.hpp"
#include "core/utf8.hpp"
#include "keys/formats/putty.hpp"

namespace snapseal::keys {

namespace {

/// A JSON object in which quotation marks or line ends are spelled out, as in a JSON string: JSON
/// itself has no backslash after the brace. There may be more than one string around it.
bool is_spelled_out_object(std::string_view text) {
  constexpr std::string_view before_object = "\"\\ \t\r\ntrn";  // spelled out or not
  const std::size_t brace = std::min(text.find_first_not_of(before_object), text.size());
  text.remove_prefix(brace);
  return text.starts_with('{') && without_leading_blanks(text.substr(1)).starts_with('\\');
}

/// Whether line ends are spelled out. In a .ppk, a comment may have a backslash of its own.
bool is_spelled_out(std::string_view text) {
  const bool has_backslash = text.find('\\') != std::string_view::npos;
  const bool is_putty = without_leading_blanks(text).starts_with(putty_beginning);
  return has_backslash && (is_putty ? text.find_first_of("\r\n") == std::string_view::npos
                                    : text.find("-----BEGIN ") != std::string_view::npos ||
                                          is_spelled_out_object(text));
}

/// Undoes what a key goes through in an environment variable or a JSON string: line ends spelled
/// out as two characters, PHP's escape of the slash, .NET's of quotation marks and the plus sign.
SecretString unescaped(std::string_view text) {
  SecretBytes plain(text.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      const char escaped = text[++i];
      c = escaped == 'n' || escaped == 'r' ? '\n' : escaped == 't' ? '\t' : escaped;
      for (const auto& [spelled, meant] :
           {std::pair{"u002b", '+'}, std::pair{"u002B", '+'}, std::pair{"u002f", '/'},
            std::pair{"u002F", '/'}, std::pair{"u003d", '='}, std::pair{"u003D", '='},
            std::pair{"u0022", '"'}}) {
        if (text.substr(i, 5) == spelled) {
          c = meant;
          i += 4;
        }
      }
    }
    plain.expose()[size++] = static_cast<std::uint8_t>(c);
  }
  return SecretString(SecretBytes::copy_of(plain.expose().first(size)));
}

/// Without the spaces around a text, and then without the quotation marks around it.
std::string_view without_wrapping(std::string_view text) {
  text = ascii::without_whitespace_around(without_byte_order_mark(text));
  for (const char quote : {'"', '\''}) {
    if (text.size() >= 2 && text.front() == quote && text.back() == quote) {
      return text.substr(1, text.size() - 2);
    }
  }
  return text;
}

bool begins_like_a_key(std::string_view text) {
  text = without_leading_blanks(text);
  const bool is_json = text.starts_with('{') && (text.find("\"kty\"") != std::string_view::npos ||
                                                 text.find("\"keys\"") != std::string_view::npos);
  return is_json || text.starts_with("-----BEGIN ") || text.starts_with(putty_beginning) ||
         text.starts_with("ssh-rsa ");
}

/// The characters that a mail program writes before each line that it quotes, once more for each
/// time that it was quoted.
constexpr std::string_view quote_marks = "> \t";

/// Whether a key is quoted by a mail: a mark stands before its BEGIN line, or before the whole.
bool is_quoted(std::string_view text) {
  const std::size_t begin = text.find("-----BEGIN ");
  if (begin == std::string_view::npos) {
    return without_leading_blanks(text).starts_with('>');
  }
  const std::string_view before = text.substr(0, begin);
  const std::size_t line_end = before.find_last_of("\r\n");
  const std::string_view marks =
      line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  return marks.find('>') != std::string_view::npos &&
         marks.find_first_not_of(quote_marks) == std::string_view::npos;
}

/// Without the marks before the lines that have one.
SecretString unquoted(std::string_view text) {
  SecretBytes plain(text.size());
  std::size_t size = 0;
  while (!text.empty()) {
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    if (text.substr(first).starts_with('>')) {
      text.remove_prefix(std::min(text.find_first_not_of(quote_marks), text.size()));
    }
    if (text.empty()) {
      break;
    }
    const std::size_t line = std::min(text.find('\n'), text.size() - 1) + 1;
    std::copy_n(text.begin(), line, plain.expose().begin() + static_cast<std::ptrdiff_t>(size));
    size += line;
    text.remove_prefix(line);
  }
  return SecretString(SecretBytes::copy_of(plain.expose().first(size)));
}

[[noreturn]] void throw_utf16(Literal message) {
  throw Error(Errc::unrecognized_key_format, message);
}

/// A key file has ASCII characters at its beginning, which UTF-16 writes with a zero byte each.
void refuse_utf16(std::string_view file) {
  if (file.starts_with("\xff\xfe") || file.starts_with("\xfe\xff")) {
    throw_utf16("the key file is UTF-16 text: convert it with iconv -f UTF-16 -t UTF-8 OLD > NEW");
  }
  if (file.size() < 4) {
    return;
  }
  const auto is_zero = [file](std::size_t at) { return file[at] == '\0'; };
  if (!is_zero(0) && is_zero(1) && !is_zero(2) && is_zero(3)) {
    throw_utf16(
        "the key file is UTF-16 text: convert it with iconv -f UTF-16LE -t UTF-8 OLD > NEW");
  }
  if (is_zero(0) && !is_zero(1) && is_zero(2) && !is_zero(3)) {
    throw_utf16(
        "the key file is UTF-16 text: convert it with iconv -f UTF-16BE -t UTF-8 OLD > NEW");
  }
}

}  // namespace

std::string_view without_leading_blanks(std::string_view text) {
  text = without_byte_order_mark(text);
  const std::size_t at = text.find_first_not_of(ascii::whitespace);
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

KeyText::KeyText(std::string_view file) : text_(file) {
  refuse_utf16(file);
  if (is_quoted(text_)) {
    become(unquoted(text_));
  }
  unescape();
  if (decode()) {
    unescape();
  }
}

void KeyText::become(SecretString text) {
  copy_ = std::move(text);  // only now: `text_` may be a view of it
  text_ = copy_.expose();
}

void KeyText::unescape() {
  constexpr int passes = 3;  // each program that passes a JSON string on may escape it once more
  unwrap();
  for (int pass = 0; pass < passes && is_spelled_out(text_); ++pass) {
    become(unescaped(text_));
    unwrap();
  }
}

// A PEM may have any text around it.
void KeyText::unwrap() {
  const std::string_view inner = without_wrapping(text_);
  const bool has_quotes =
      inner.size() < ascii::without_whitespace_around(without_byte_order_mark(text_)).size();
  if (has_quotes && (begins_like_a_key(inner) || is_spelled_out_object(inner))) {
    text_ = inner;
  }
}

// Only what is a key file when it is decoded: a text that happens to be base64 stays as it is.
bool KeyText::decode() {
  const std::string_view base64 = without_wrapping(text_);
  try {
    // Botan's decoder takes the same time for any character, as a private key asks for.
    const auto decoded = Botan::base64_decode(base64.data(), base64.size(), /*ignore_ws=*/true);
    const std::string_view text = as_text(decoded);
    if (!begins_like_a_key(without_wrapping(text)) && !is_spelled_out_object(text)) {
      return false;
    }
    copy_ = SecretString(SecretBytes::copy_of(decoded));
    text_ = copy_.expose();
    return true;
  } catch (const Botan::Exception&) {  // no base64
    return false;
  }
}

namespace {

/// UTF-8 sequences from `first` to `last`, which have the same length.
struct Characters {
  std::string_view first;
  std::string_view last;
};

template <std::size_t size>
bool has_any(std::string_view text, const std::array<Characters, size>& wanted) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      continue;
    }
    const bool found = std::any_of(wanted.begin(), wanted.end(), [&](const Characters& range) {
      const std::string_view sequence = text.substr(at, range.first.size());
      return sequence >= range.first && sequence <= range.last;
    });
    if (found) {
      return true;
    }
  }
  return false;
}

constexpr std::array dashes{
    Characters{"\xe2\x80\x90", "\xe2\x80\x95"},  // U+2010 to U+2015: en dash, em dash and others
    Characters{"\xe2\x88\x92", "\xe2\x88\x92"},  // U+2212, the minus sign
    Characters{"\xef\xb9\x98", "\xef\xb9\x98"},  // U+FE58
    Characters{"\xef\xb9\xa3", "\xef\xb9\xa3"},  // U+FE63
    Characters{"\xef\xbc\x8d", "\xef\xbc\x8d"},  // U+FF0D
};
constexpr std::array foreign_blanks{
    Characters{"\xc2\xa0", "\xc2\xa0"},          // U+00A0, the no-break space
    Characters{"\xe2\x80\x80", "\xe2\x80\x8a"},  // U+2000 to U+200A: spaces of many widths
    Characters{"\xe2\x80\xa8", "\xe2\x80\xa9"},  // U+2028 and U+2029: line and paragraph separator
    Characters{"\xe2\x80\xaf", "\xe2\x80\xaf"},  // U+202F
    Characters{"\xe2\x81\x9f", "\xe2\x81\x9f"},  // U+205F
    Characters{"\xe3\x80\x80", "\xe3\x80\x80"},  // U+3000
};
constexpr std::array invisible{
    Characters{"\xc2\xad", "\xc2\xad"},          // U+00AD, the soft hyphen
    Characters{"\xe2\x80\x8b", "\xe2\x80\x8f"},  // U+200B to U+200F: zero width, direction marks
    Characters{"\xe2\x81\xa0", "\xe2\x81\xa4"},  // U+2060 to U+2064
    Characters{utf8_byte_order_mark, utf8_byte_order_mark},  // U+FEFF, the byte-order mark
};
constexpr std::array quotes{
    Characters{"\xe2\x80\x98", "\xe2\x80\x9f"},  // U+2018 to U+201F
    Characters{"\xc2\xab", "\xc2\xab"},          // U+00AB
    Characters{"\xc2\xbb", "\xc2\xbb"},          // U+00BB
};

/// Where the key would be: from the line with BEGIN on, if there is one. In front of it there may
/// be a name or a comment in any language.
std::string_view part_with_the_key(std::string_view text) {
  text = without_leading_blanks(text);
  const std::size_t begin = text.find("BEGIN");
  if (begin == std::string_view::npos) {
    return text;
  }
  const std::size_t line_end = text.find_last_of("\r\n", begin);
  return line_end == std::string_view::npos ? text : text.substr(line_end + 1);
}

}  // namespace

std::optional<Literal> typographic_change(std::string_view text) {
  text = part_with_the_key(text);
  if (has_any(text, dashes)) {
    return Literal(
        "the key file has dashes where hyphens belong: a word processor or a chat program "
        "changed it; copy the file itself, not its text");
  }
  if (has_any(text, foreign_blanks)) {
    return Literal(
        "the key file has spaces that are not ASCII, such as no-break spaces: a word processor "
        "or a chat program changed it; copy the file itself, not its text");
  }
  if (has_any(text, invisible)) {
    return Literal(
        "the key file has characters that cannot be seen, such as zero-width spaces: a word "
        "processor or a chat program changed it; copy the file itself, not its text");
  }
  if (has_any(text, quotes)) {
    return Literal(
        "the key file has typographic quotation marks: a word processor or a chat program "
        "changed it; copy the file itself, not its text");
  }
  return std::nullopt;
}

}  // namespace snapseal::keys

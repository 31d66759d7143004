// SPDX-License-Identifier: Apache-2.0
#include "core/other_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/ascii.hpp"

namespace snapseal {

namespace {

/// What a text is, as both sentences end.
template <std::size_t Size>
struct Words {
  // NOLINTNEXTLINE(google-explicit-constructor,modernize-avoid-c-arrays): a template's argument.
  consteval Words(const char (&text)[Size]) { std::copy_n(text, Size, characters.begin()); }
  std::array<char, Size> characters{};
};

template <std::size_t A, std::size_t B>
// NOLINTNEXTLINE(modernize-avoid-c-arrays): a literal is one.
consteval auto joined(const char (&beginning)[A], const Words<B>& end) {
  std::array<char, A - 1 + B> text{};
  std::copy_n(end.characters.begin(), B, std::copy_n(beginning, A - 1, text.begin()));
  return text;
}

template <Words What>
constexpr auto sentence_of_response = joined("the response is ", What);
template <Words What>
constexpr auto sentence_of_json_text = joined("not valid JSON: it is ", What);

/// Both sentences.
struct Name {
  Literal response;
  Literal json_text;

  [[nodiscard]] constexpr Literal of(OtherTextOf of) const noexcept {
    return of == OtherTextOf::response ? response : json_text;
  }
};

template <Words What>
constexpr Name name{Literal(sentence_of_response<What>.data()),
                    Literal(sentence_of_json_text<What>.data())};

struct Beginning {
  std::string_view text;
  Name name;
};

constexpr Name key_file = name<"a key file: it was given in the wrong place">;
constexpr Name python_bytes =
    name<"written as Python prints bytes, b'...': write what is between the quotation marks">;

constexpr std::array beginnings{
    Beginning{"-----BEGIN ",
              name<"a PEM text, such as a key file: it was given in the wrong place">},
    Beginning{"---- BEGIN ", key_file},
    Beginning{"PuTTY-User-Key-File-", key_file},
    Beginning{"ssh-rsa ", key_file},
    Beginning{"HTTP/",
              name<"a whole HTTP reply: give its body alone, or have snapseal reply read it">},
    Beginning{"<", name<"an HTML or XML text, such as the error page of a proxy or server">},
    Beginning{"{'", name<"written as Python prints a dictionary: JSON has double quotation marks "
                         "(json.dumps)">},
    Beginning{"b'", python_bytes},
    Beginning{"b\"", python_bytes},
    Beginning{"[object ",
              name<"the words that JavaScript writes in place of an object: use JSON.stringify">},
    Beginning{"%7B%22", name<"URL-encoded: decode it first">},
    Beginning{"\x1f\x8b", name<"compressed with gzip: decompress it first">},
};

constexpr bool in_base64url(char c) noexcept {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '-' || c == '_';
}

/// Parts with `points` between, the first of which begins like a JSON object in base64url.
bool is_compact(std::string_view text, std::ptrdiff_t points) noexcept {
  return text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') == points &&
         std::all_of(text.begin(), text.end(), [](char c) { return in_base64url(c) || c == '.'; });
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

std::optional<Name> find_name(std::string_view text) noexcept {
  if (text.empty()) {
    return name<"empty">;
  }
  if (is_utf16(text)) {
    return name<"UTF-16 text: save it as UTF-8">;
  }
  text = ascii::without_whitespace_around(text);
  if (text.empty()) {
    return name<"only spaces and line ends">;
  }
  for (const Beginning& beginning : beginnings) {
    if (text.starts_with(beginning.text)) {
      return beginning.name;
    }
  }
  if (is_jwt(text)) {
    return name<"a JSON Web Token, which is not encrypted: snapseal token reads it">;
  }
  if (is_compact(text, 4)) {
    return name<"a JWE (RFC 7516 section 3.1), which is not what the API sends">;
  }
  if (is_base64_of_object(text)) {
    return name<"base64 of JSON text: decode it first">;
  }
  return std::nullopt;
}

}  // namespace

bool is_jwt(std::string_view text) noexcept {
  return is_compact(text, 2);
}

std::optional<Literal> name_of_other_text(std::string_view text, OtherTextOf of) noexcept {
  const std::optional<Name> found = find_name(text);
  return found ? std::optional(found->of(of)) : std::nullopt;
}

}  // namespace snapseal

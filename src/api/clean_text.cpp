// SPDX-License-Identifier: Apache-2.0
#include "api/clean_text.hpp"

#include <algorithm>
#include <array>

#include "core/ascii.hpp"

namespace snapseal::api {

namespace {

constexpr std::string_view redacted = "[redacted]";
constexpr std::size_t secret_characters_min = 20;
constexpr std::string_view ends_of_values = " &\"<>";

/// How many bytes at the beginning of UTF-8 text are a character that must not be shown; 0 if none.
std::size_t hidden_character(std::string_view text) {
  const auto byte = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  if (byte(0) < 0x20 || byte(0) == 0x7f) {
    return 1;
  }
  if ((byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) <= 0x9f) ||  // C1 controls
      (byte(0) == 0xc2 && byte(1) == 0xad) ||                     // soft hyphen
      (byte(0) == 0xd8 && byte(1) == 0x9c)) {                     // Arabic letter mark
    return 2;
  }
  const unsigned second_and_third = byte(1) << 8 | byte(2);
  const auto is_from_to = [=](unsigned from, unsigned to) {
    return second_and_third >= from && second_and_third <= to;
  };
  if (byte(0) == 0xe2 && (is_from_to(0x808b, 0x808f) ||   // zero-width, left-to-right mark
                          is_from_to(0x80a8, 0x80ae) ||   // line separators, directions
                          is_from_to(0x81a0, 0x81af))) {  // invisible operators, isolates
    return 3;
  }
  if (byte(0) == 0xef && (is_from_to(0xbbbf, 0xbbbf) ||   // byte-order mark
                          is_from_to(0xbfb9, 0xbfbb))) {  // interlinear annotations
    return 3;
  }
  return byte(0) == 0xf3 && is_from_to(0xa080, 0xa081) ? 4 : 0;  // tags
}

/// What base64, base64url, hex, UUIDs and JWTs consist of, and "name=value".
constexpr bool is_of_secrets(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '+' || c == '/' || c == '-' ||
         c == '_' || c == '.' || c == '=' || c == '%';
}

/// "userSecret=..."
bool names_secret(std::string_view run) {
  constexpr std::array names{"secret=", "token=", "signature=", "key=", "jwt=", "password="};
  const std::string plain = ascii::lower(run);
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return plain.find(name) != std::string::npos; });
}

/// Where the value of "secret=value" ends, which may consist of anything but what ends a parameter
/// or a word; marks that end a sentence are not taken for its own.
std::size_t end_of_named(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find_first_of(ends_of_values, at), text.size());
  return std::max(at, text.find_last_not_of(".,;:!?)]}'", end - 1) + 1);
}

bool looks_like_secret(std::string_view run) {
  return (run.starts_with("eyJ") && run.find('.') != std::string_view::npos) ||
         (run.size() >= secret_characters_min &&
          std::any_of(run.begin(), run.end(), ascii::is_digit) &&
          std::any_of(run.begin(), run.end(), ascii::is_letter));
}

std::string without_hidden(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t hidden = hidden_character(text);
    out += hidden == 0 ? text.front() : ' ';
    text.remove_prefix(std::clamp<std::size_t>(hidden, 1, text.size()));
  }
  return out;
}

}  // namespace

std::string clean_text(std::string_view text, std::size_t bytes_max) {
  // What would be cut off anyway need not be looked at, but a secret must not be cut in two.
  if (text.size() > clean_text_bytes_max) {
    text = text.substr(
        0, std::min(text.find_last_of(ends_of_values, clean_text_bytes_max), clean_text_bytes_max));
  }
  const std::string shown = without_hidden(text);
  std::string out;
  for (std::size_t at = 0; at < shown.size() && out.size() <= bytes_max;) {
    std::size_t end = at;
    while (end < shown.size() && is_of_secrets(shown[end])) {
      ++end;
    }
    const std::string_view run = std::string_view(shown).substr(at, end - at);
    const bool named = names_secret(run);
    end = named ? end_of_named(shown, end) : end;
    out.append(named || looks_like_secret(run) ? redacted : run);
    if (end < shown.size()) {
      out += shown[end];
    }
    at = end + 1;
  }
  if (out.size() > bytes_max) {
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0U) == 0x80U) {
      --end;
    }
    out.resize(end);
  }
  return out;
}

std::string clean_name(std::string_view text, std::size_t bytes_max) {
  const bool good = text.size() <= bytes_max && std::all_of(text.begin(), text.end(), [](char c) {
                      return c >= '!' && c <= '~';
                    });
  return good ? std::string(text) : std::string();
}

}  // namespace snapseal::api

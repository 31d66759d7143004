// SPDX-License-Identifier: Apache-2.0
#include "secrets/secret_file.hpp"

#include <algorithm>
#include <snapseal/snapseal.hpp>
#include <string>

#include "ascii.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "output/characters.hpp"

namespace snapseal::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

[[noreturn]] void refuse(const FileName& name, std::string_view why) {
  throw Failure{exit_unusable_key,
                std::string(to_string(Errc::invalid_argument)),
                name.shown().append(": ").append(why),
                {}};
}

/// Files that people have beside these secrets, and give by mistake. A passphrase may look like
/// one.
void refuse_another_kind(const FileName& name, const SecretKind& kind, std::string_view text) {
  if (!kind.is_ascii || kind.may_be_json) {
    return;
  }
  const std::string no_secret = ", not " + std::string(kind.with_a);
  if (text.starts_with("-----BEGIN ")) {
    refuse(name, "it is a PEM file" + no_secret);
  }
  if (text.starts_with('{')) {
    refuse(name,
           "it is JSON" + no_secret + ": the file holds the value alone, without quotation marks");
  }
  if (text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') == 2) {
    refuse(name, "it is a JWT" + no_secret);
  }
}

/// Text without zero bytes is not UTF-16 of what people type.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
         text.find('\0') != std::string_view::npos;
}

/// Empty if the warning says nothing about secrets of this kind.
std::string_view words_of(KeyWarning warning, const SecretKind& kind) {
  if (kind.is_url_part && warning != KeyWarning::quotes_around) {
    return "";
  }
  switch (warning) {
    case KeyWarning::invisible_characters: return "characters in it that cannot be seen";
    case KeyWarning::not_ascii: return kind.is_ascii ? "characters in it beyond ASCII" : "";
    case KeyWarning::blanks_around: return kind.may_be_json ? "" : "blanks around it";
    case KeyWarning::line_ends: return kind.may_be_json ? "" : "a line end in it";
    case KeyWarning::quotes_around: return kind.may_be_json ? "" : "quotation marks around it";
  }
  return "";
}

/// The library's check of a pasted key, which is right for other secrets too.
std::vector<KeyWarning> warnings_about(std::string_view text) {
  constexpr std::size_t bytes_max = 4096;
  return text.empty() || text.size() > bytes_max ? std::vector<KeyWarning>()
                                                 : ConsumerKey(text).warnings();
}

}  // namespace

FirstLine read_secret_line(const FileName& name, const SecretKind& kind, SecretUse use) {
  const SecretString file = read_input(name, Limits{}.key_file_bytes, kind.name);
  const std::string_view text = file.expose();
  const std::size_t size = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view rest = text.substr(size);
  const bool has_more = !without_whitespace_around(rest).empty();
  const bool may_be_empty = kind.may_be_empty && use == SecretUse::read && !has_more;
  if (size == 0 && !may_be_empty) {
    refuse(name, std::string("its first line is empty, and should be the ").append(kind.name));
  }
  check_secret(name, kind, text.substr(0, size), use);
  if (has_more) {
    note(name.shown() + " has more lines than one: the first alone is the " +
         std::string(kind.name));
  }
  const std::string_view end = rest.starts_with("\r\n") ? "\r\n"
                               : rest.starts_with('\r') ? "\r"
                               : rest.starts_with('\n') ? "\n"
                                                        : "";
  return {SecretString::copy_of(text.substr(0, size)), end};
}

void check_secret(const FileName& name, const SecretKind& kind, std::string_view text,
                  SecretUse use) {
  if (text.empty()) {
    return;  // nothing to guard
  }
  if (is_utf16(text)) {
    refuse(name, "it is UTF-16, or no text at all: save it as UTF-8");
  }
  refuse_another_kind(name, kind, text);
  std::string found;
  const auto tell = [&found](std::string_view words) {
    found.append(found.empty() || words.empty() ? "" : ", ").append(words);
  };
  bool is_typeable = true;
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
    is_typeable = false;
    tell(kind.may_be_json || kind.is_url_part ? "" : "a byte order mark before it");
  }
  for (const KeyWarning warning : warnings_about(text)) {
    is_typeable = is_typeable && warning != KeyWarning::invisible_characters;
    tell(words_of(warning, kind));
  }
  if (use == SecretUse::make && !is_typeable) {
    refuse(name, std::string("nobody could type this ").append(kind.name) + ": " + found);
  }
  if (!found.empty()) {
    note(std::string("the ").append(kind.name) + " in " + name.shown() +
         " is used as it is, but may be pasted badly: " + found);
  }
  warn_if_others_can_use(name, kind.with_a);
}

void warn_if_others_can_use(const FileName& name, std::string_view what) {
  if (!name.is_standard_stream() && others_can_use(name.path())) {
    // A command with a name that must be shown in another way would not work.
    const bool is_visible = visible(name.path()) == name.path();
    note(name.path() + " is " + std::string(what) + " that others can use: " +
         (is_visible ? "chmod 600 " + quoted_for_shell(name.path()) : "only you should"));
  }
}

}  // namespace snapseal::cli

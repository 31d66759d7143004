// SPDX-License-Identifier: Apache-2.0
#include "shown_word.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "files.hpp"

namespace snapseal::cli {

namespace {

constexpr std::string_view small_letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool consists_of(std::string_view text, std::string_view characters, char also) {
  return std::all_of(text.begin(), text.end(), [characters, also](char c) {
    return c == also || characters.find(c) != std::string_view::npos;
  });
}

/// Letters, digits and ._-~ in parts of a few characters, with slashes between.
bool has_form_of_path(std::string_view word) {
  constexpr std::size_t bytes_max = 80;
  constexpr std::size_t part_bytes_max = 24;  // keys and tokens have longer runs
  constexpr std::string_view others = "0123456789._-~";
  std::size_t part = 0;
  for (const char c : word) {
    part = c == '/' ? 0 : part + 1;
    const bool allowed = c == '/' || letters.find(c) != std::string_view::npos ||
                         others.find(c) != std::string_view::npos;
    if (!allowed || part > part_bytes_max) {
      return false;
    }
  }
  return !word.empty() && word.size() <= bytes_max;
}

}  // namespace

bool may_show_name(std::string_view word) {
  constexpr std::size_t name_bytes_max = 255;
  if (word.empty() || word.size() > name_bytes_max) {
    return false;
  }
  if (exists(std::string(word))) {
    return true;
  }
  constexpr std::array endings{".json", ".ndjson", ".pem", ".pub", ".key", ".txt",
                               ".der",  ".jwk",    ".ppk", ".jwt", ".p8",  ".p12"};
  const bool has_ending = std::any_of(endings.begin(), endings.end(), [word](const char* ending) {
    return word.ends_with(ending);
  });
  const bool has_folder = word.starts_with('/') || word.starts_with("./") ||
                          word.starts_with("../") || word.starts_with("~/");
  return (has_ending || has_folder) && has_form_of_path(word);
}

bool may_show_word(std::string_view word) {
  constexpr std::size_t word_bytes_max = 20;
  return (!word.empty() && word.size() <= word_bytes_max &&
          consists_of(word, small_letters, '-')) ||
         may_show_name(word);
}

std::string_view shown_option(std::string_view word) {
  constexpr std::size_t name_bytes_max = 32;
  const std::string_view name =
      word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
  const std::size_t hyphens = name.starts_with("--") ? 2 : 1;
  const bool has_form = name.size() > hyphens && name.size() <= name_bytes_max &&
                        name[hyphens] != '-' && consists_of(name.substr(hyphens), letters, '-');
  return has_form ? name : std::string_view();
}

}  // namespace snapseal::cli

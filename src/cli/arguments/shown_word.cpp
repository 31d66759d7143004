// SPDX-License-Identifier: Apache-2.0
#include "arguments/shown_word.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "file_name.hpp"
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

/// Keys and tokens have longer runs of letters and digits than names of files.
bool has_long_run(std::string_view word) {
  constexpr std::size_t run_max = 24;
  std::size_t run = 0;
  return std::any_of(word.begin(), word.end(), [&run](unsigned char c) {
    run = std::isalnum(c) != 0 ? run + 1 : 0;
    return run > run_max;
  });
}

}  // namespace

bool may_show_name(std::string_view word) {
  constexpr std::size_t name_bytes_max = 255;
  return word.size() <= name_bytes_max && (exists(std::string(word)) || !has_long_run(word)) &&
         is_plainly_path(std::string(word));
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

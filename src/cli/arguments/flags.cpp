// SPDX-License-Identifier: Apache-2.0
// Options that have too many values, or too few, in better words than CLI11's.
#include <algorithm>
#include <utility>

#include "arguments/parts.hpp"

namespace snapseal::cli {

namespace {

/// "--raw" of "--raw=x", "-k" of "-kFILE".
std::string_view name_in(std::string_view word) {
  return word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
}

/// The option that the word names, or null.
const CLI::Option* option_of(const CLI::App& command, std::string_view word) {
  if (word.size() < 2 || word.front() != '-' || word == "--") {
    return nullptr;
  }
  for (const CLI::Option* option : command.get_options()) {
    if (option->check_name(std::string(name_in(word)))) {
      return option;
    }
  }
  return nullptr;
}

bool is_flag(const CLI::Option& option) {
  return option.get_items_expected_max() == 0;
}

}  // namespace

void check_flags(const CLI::App& program, std::span<const std::string> words) {
  const CLI::App* command = &program;
  bool is_value = false;  // of the option before it
  for (const std::string& word : words) {
    if (std::exchange(is_value, false)) {
      continue;
    }
    if (word == "--") {
      return;
    }
    const auto subcommands = subcommands_of(*command);
    const auto next =
        std::find_if(subcommands.begin(), subcommands.end(),
                     [&word](const CLI::App* one) { return one->get_name() == word; });
    if (next != subcommands.end()) {
      command = *next;
      continue;
    }
    const CLI::Option* option = option_of(*command, word);
    if (option == nullptr) {
      continue;
    }
    const bool has_value = word.size() > name_in(word).size();
    if (is_flag(*option) && word.starts_with("--") && has_value) {
      throw usage_failure(std::string(name_in(word)) + " takes no value", "write the option alone");
    }
    is_value = !is_flag(*option) && !has_value;
  }
}

std::string mismatch_message(const CLI::App& command, const CLI::ParseError& error,
                             std::span<const std::string> words) {
  const std::string message = error.what();
  const CLI::Option* option = option_of(command, message.substr(0, message.find(':')));
  if (error.get_name() != "ArgumentMismatch" || option == nullptr) {
    return {};
  }
  std::vector<std::string_view> names;
  for (const std::string& word : words) {
    if (option_of(command, word) == option) {
      names.push_back(name_in(word));
    }
  }
  if (names.empty()) {
    return {};
  }
  if (names.size() == 1) {
    return std::string(names.front()) + " needs a value";
  }
  const auto is_negative = [](std::string_view name) { return name.starts_with("--no-"); };
  const auto no = std::find_if(names.begin(), names.end(), is_negative);
  const auto yes = std::find_if_not(names.begin(), names.end(), is_negative);
  if (is_flag(*option) && no != names.end() && yes != names.end()) {
    return std::string(*yes) + " excludes " + std::string(*no);
  }
  return std::string(names.back()) + " is given more than once";
}

}  // namespace snapseal::cli

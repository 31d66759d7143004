// SPDX-License-Identifier: Apache-2.0
#include "arguments/parts.hpp"

namespace snapseal::cli {

/// With what is required: "decrypt --key KEY [--key KEY]... [OPTIONS] [RESPONSE]".
std::string UsageFormatter::make_usage(const CLI::App* command, std::string name) const {
  std::string usage = CLI::Formatter::make_usage(command, std::move(name));
  std::string required;
  for (const CLI::Option* option : command->get_options()) {
    if (!option->get_required() || option->get_positional() || option->get_lnames().empty()) {
      continue;
    }
    const std::string one = "--" + option->get_lnames().front() + " " + option->get_type_name();
    required += " " + one + (option->get_items_expected_max() > 1 ? " [" + one + "]..." : "");
  }
  const std::size_t at = usage.find(" [OPTIONS]");
  return usage.insert(at == std::string::npos ? usage.find('\n') : at, required);
}

/// A word without an option's name: what it is stands in its description.
std::string UsageFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  if (!is_positional) {
    std::string line = CLI::Formatter::make_option(option, false);
    constexpr std::string_view negated = "{false}";  // CLI11's mark of --no-x
    const std::size_t at = line.find(negated);
    return at == std::string::npos ? line : line.erase(at, negated.size());
  }
  std::stringstream line;
  CLI::detail::format_help(line, option->get_name(true), option->get_description(),
                           get_column_width());
  return line.str();
}

}  // namespace snapseal::cli

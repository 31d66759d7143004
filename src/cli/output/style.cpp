// SPDX-License-Identifier: Apache-2.0
#include "output/style.hpp"

#include "input/settings.hpp"
#include "output/terminal.hpp"

namespace snapseal::cli {

Style Style::of(int descriptor) {
  const std::string_view terminal = setting("TERM");
  return Style(!is_terminal(descriptor) || !setting("NO_COLOR").empty() || terminal.empty() ||
               terminal == "dumb");
}

std::string Style::heading(std::string_view text) const {
  return in("1", text);
}

std::string Style::fault(std::string_view text) const {
  return in("1;31", text);
}

std::string Style::hint(std::string_view text) const {
  return in("36", text);
}

std::string Style::in(std::string_view codes, std::string_view text) const {
  if (is_plain_) {
    return std::string(text);
  }
  return std::string("\x1b[").append(codes).append("m").append(text).append("\x1b[0m");
}

}  // namespace snapseal::cli

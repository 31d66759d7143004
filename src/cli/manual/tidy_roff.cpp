// SPDX-License-Identifier: Apache-2.0
#include "manual/tidy_roff.hpp"

#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace snapseal::cli {

namespace {

constexpr std::size_t columns = 80;

bool is_macro(std::string_view line, std::string_view name) {
  return line.starts_with(name) && (line.size() == name.size() || line[name.size()] == ' ');
}

/// A paragraph is empty if a heading is right before it, or a heading, another paragraph or an end
/// right after.
bool is_empty_paragraph(std::string_view before, std::string_view after) {
  return before.empty() || is_macro(before, ".SH") || is_macro(before, ".SS") ||
         is_macro(before, ".TH") || is_macro(after, ".SH") || is_macro(after, ".SS") ||
         is_macro(after, ".P") || is_macro(after, ".RE") || after.empty();
}

/// Breaks at spaces. A line of text must not begin as a macro does.
void write_text(std::ostream& page, std::string_view line) {
  while (line.size() > columns) {
    std::size_t at = line.rfind(' ', columns);
    while (at != std::string_view::npos && at > 0 &&
           (line[at + 1] == '.' || line[at + 1] == '\'' || line[at + 1] == ' ' ||
            line[at - 1] == ' ')) {
      at = line.rfind(' ', at - 1);
    }
    if (at == std::string_view::npos || at == 0) {
      break;
    }
    page << line.substr(0, at) << '\n';
    line.remove_prefix(at + 1);
  }
  page << line << '\n';
}

}  // namespace

void tidy_roff(std::istream& page, std::ostream& tidied) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(page, line);) {
    lines.push_back(line);
  }
  bool is_literal = false;
  bool is_due = false;  // a paragraph
  std::string_view before;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const std::string_view after = i + 1 < lines.size() ? lines[i + 1] : std::string_view();
    is_literal = (is_literal || is_macro(line, ".nf")) && !is_macro(line, ".fi");
    if (is_macro(line, ".P") && is_empty_paragraph(before, after)) {
      is_due = is_due || is_macro(after, ".RE");
      continue;
    }
    if (is_due && !is_macro(line, ".RE")) {  // the space goes after the end of what is indented
      tidied << (is_macro(line, ".SH") || is_macro(line, ".SS") ? "" : ".P\n");
      is_due = false;
    }
    if (is_literal || line.starts_with('.') || line.starts_with('\'')) {
      tidied << line << '\n';
    } else {
      write_text(tidied, line);
    }
    before = line;
  }
}

}  // namespace snapseal::cli

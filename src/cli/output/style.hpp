// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace snapseal::cli {

/// How text is set off on a terminal: not at all where it goes elsewhere, where NO_COLOR is set and
/// not empty (no-color.org), or where the terminal is a dumb one.
class Style {
 public:
  /// Of what is written to this descriptor.
  [[nodiscard]] static Style of(int descriptor);

  [[nodiscard]] std::string heading(std::string_view text) const;  ///< bold
  [[nodiscard]] std::string fault(std::string_view text) const;    ///< bold and red
  [[nodiscard]] std::string hint(std::string_view text) const;     ///< cyan

 private:
  explicit Style(bool is_plain) : is_plain_(is_plain) {}
  [[nodiscard]] std::string in(std::string_view codes, std::string_view text) const;

  bool is_plain_;
};

}  // namespace snapseal::cli

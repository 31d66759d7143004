// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace snapseal::c {

/// JSON that tells of input, and holds nothing secret. Names and words are the library's own.
class Report {
 public:
  void begin_object();
  void end_object() { close('}'); }
  void begin_array(std::string_view name);
  void end_array() { close(']'); }

  void member(std::string_view name, std::string_view text);
  void member(std::string_view name, std::size_t number);
  void member(std::string_view name, bool truth);
  void null(std::string_view name);
  /// Begins an object that is a member.
  void object(std::string_view name);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  void comma();
  void name(std::string_view name);
  void close(char bracket);

  std::string text_;
};

}  // namespace snapseal::c

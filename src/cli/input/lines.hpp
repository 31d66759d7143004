// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "files.hpp"
#include "secrets/secret_text.hpp"

namespace snapseal::cli {

/// A line of a file, counted from 1, without its line end. It may hold a secret, as the query of a
/// request does.
struct Line {
  std::size_t number;
  SecretText text;
};

/// Reads an `Input` line by line. The last line need not end; empty lines are counted, not given.
/// A line that is longer than `line_bytes_max` is cut, and stays longer than that; one that does
/// not end within eight times as many bytes fails with "input_too_large": it may be endless.
class LineReader {
 public:
  LineReader(FileName name, std::string_view what, std::size_t line_bytes_max);

  /// What to call the input in a message.
  [[nodiscard]] const FileName& name() const { return input_.name(); }
  /// The next lines, none at the end. Waits for one; further ones are taken as long as they are
  /// there already, up to `lines_max`, or until there are `block_bytes_max` bytes of them.
  [[nodiscard]] std::vector<Line> read(std::size_t lines_max);

 private:
  static constexpr std::size_t block_bytes_max = std::size_t{4} * 1024 * 1024;

  /// Adds what has been read to `line_`, up to and with the next line end; whether there was one.
  bool take_line();
  void give_line(std::vector<Line>& lines);
  [[nodiscard]] bool is_endless() const;

  Input input_;
  std::size_t line_bytes_max_;
  SecretBytes buffer_;
  std::string_view unread_;  // in buffer_
  SecretText line_;
  std::size_t passed_over_ = 0;  // bytes of this line that are not in line_
  std::size_t number_ = 0;
  bool is_ended_ = false;
};

}  // namespace snapseal::cli

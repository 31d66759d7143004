// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

#include "file_name.hpp"
#include "input/inputs.hpp"

namespace snapseal::cli {

/// Where `--out FILE` sends a result: to a file that is written whole or not at all, or to standard
/// output if there is no `--out`, or "-" for it.
class OutputFile {
 public:
  explicit OutputFile(const std::optional<std::string>& path, mode_t mode = 0600,
                      std::string_view giver = "--out");

  [[nodiscard]] bool is_file() const { return !name_.is_standard_stream(); }
  /// What can be said before the work: fails if the file cannot be made there, or is one of the
  /// inputs.
  void check(const Inputs& inputs) const;
  /// Standard output gets the text as `write_output` has it. A file is made beside its place, given
  /// to the disk, and then takes the place of what was there; one that a link leads to is replaced,
  /// not the link. What is not a file (a device, a pipe) is written to.
  void write(std::string_view text) const;

 private:
  FileName name_;
  mode_t mode_;
};

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "files.hpp"

namespace snapseal::cli {

/// The file of `--secret-out`, made anew (mode 0600). It is made before the reply is read, so that
/// a secret that the API tells once has its place before it comes out of a pipe. It is removed
/// again unless something is kept in it.
class SecretOutput {
 public:
  /// Fails if the file cannot be made, and if something of this name exists. A secret that is told
  /// once does not need its name: where a file has it, FILE.new, FILE.new2 and so on is made.
  SecretOutput(std::optional<std::string> path, bool is_told_once);

  [[nodiscard]] bool is_given() const { return path_.has_value(); }
  /// Writes the secret. It must be given.
  void keep(std::string_view secret);
  /// Where it is. It must be given.
  [[nodiscard]] const std::string& path() const { return *path_; }
  /// What to call it in a message.
  [[nodiscard]] std::string shown() const;

 private:
  std::optional<std::string> path_;
  NewFiles files_;
};

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// The content of a file; nothing if there is no such file. Throws `std::runtime_error` if it
/// cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

/// Writes a file that only its owner may read, whole or not at all: a new file takes the old one's
/// place when its content is on the disk. Throws `std::runtime_error`.
void write_file(const std::string& path, std::string_view content);

/// A folder of one's own in the system's place for temporary files; removed with all it holds.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  /// What the destructor does, for a program that ends without it.
  void remove() const;

 private:
  std::string path_;
};

}  // namespace sandbox

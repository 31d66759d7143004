// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <snapseal/core/secret.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "file_name.hpp"

namespace snapseal::cli {

/// Makes sure that the three standard streams are open, so that no file takes the place of one that
/// the caller closed. Using one that was closed goes on failing.
void open_standard_streams();

/// A file that is read bit by bit, or standard input for "-", which only one argument may name: a
/// second one is a usage failure. `what` says what it is: "response".
class Input {
 public:
  Input(FileName name, std::string_view what);
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input();

  [[nodiscard]] const FileName& name() const { return name_; }
  /// Waits for one byte at least, and gives how many there were; 0 is the end.
  [[nodiscard]] std::size_t read(std::span<std::uint8_t> buffer);
  /// Whether `read` would not wait.
  [[nodiscard]] bool is_ready() const;

 private:
  FileName name_;
  int descriptor_;
};

/// Reads a whole `Input`. More than `bytes_max` is `input_too_large`.
[[nodiscard]] SecretString read_input(const FileName& name, std::size_t bytes_max,
                                      std::string_view what);

/// Thrown when nobody reads standard output any more, as behind `| head -1`. It is not a failure:
/// the program ends without a word, as others do.
struct ReaderGone {};

/// Writes everything to standard output, or fails. A terminal gets it as `visible_lines` has it,
/// all else byte for byte.
void write_output(std::string_view text);
/// Byte for byte on a terminal too.
void write_raw_output(std::string_view text);

/// Writes to what is there under this name and is not a file: a device, a pipe. A terminal gets the
/// text as `write_output` has it.
void write_device(const FileName& name, std::string_view text);

/// Files made anew, all or none: what was made is removed again unless `keep` is called.
class NewFiles {
 public:
  NewFiles() = default;
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;
  ~NewFiles();

  /// Fails if something of this name exists already. The text is given to the disk before the file
  /// gets its name: a process that is killed leaves a whole file of this name, or none.
  void write(const FileName& name, std::string_view text, mode_t mode);
  /// A hidden file in the folder of `path`, whose name it gives; messages call it by `name`.
  [[nodiscard]] std::string write_beside(const FileName& name, std::string_view text, mode_t mode,
                                         const std::string& path);
  void keep() { made_.clear(); }

 private:
  std::vector<std::string> made_;
};

[[nodiscard]] bool exists(const std::string& path);

/// 0 if a file can be made in the folder of this path, or else the number of the error.
[[nodiscard]] int why_not_in_folder_of(const std::string& path);

/// Whether it is a file that its group or others may read or write.
[[nodiscard]] bool others_can_use(const std::string& path);

}  // namespace snapseal::cli

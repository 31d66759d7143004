// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "file_name.hpp"

namespace snapseal::cli {

/// Whether the path is "-" or another name of standard input.
[[nodiscard]] bool is_standard_input(const std::string& path);

/// What a command is going to read, told before anything is read: nobody shall type a passphrase,
/// or send an input, to a command that cannot do its job.
class Inputs {
 public:
  /// `name` is what the command line calls it ("--key", "RESPONSE"), `what` what it is ("private
  /// key"). A path of "-" is standard input. No path: nothing is read.
  Inputs& add(const char* name, const std::optional<std::string>& path, std::string_view what);
  Inputs& add(FileName name, std::string_view what);
  /// Throws a usage failure if two are standard input, and "io_error" if a file is not there, is a
  /// folder, or may not be read.
  void check() const;
  /// The same, for a command whose BODY is optional and was not named. If something comes from
  /// standard input that nothing else reads, it is most likely the body: a usage failure.
  ///
  /// A terminal, /dev/null, and a file or pipe at its end give nothing. So does a pipe that is
  /// closed within half a second; one that stays open is a usage failure too, since what comes
  /// later would be left out of what is signed.
  void check_without_body() const;
  /// The input that is the file at `path`, by whatever name; null if none is. A device counts as no
  /// file.
  [[nodiscard]] const FileName* find_file(const std::string& path) const;

 private:
  struct Use {
    FileName name;
    std::string_view what;
  };
  [[nodiscard]] bool use_standard_input() const;

  std::vector<Use> uses_;
};

/// For a command that reads standard input though nothing names it; `name` is what it would be for.
/// Throws a usage failure if standard input is a file that something else has begun to read, such
/// as the list of a shell's loop: the command would eat the rest. (Of a pipe this cannot be told.)
void check_unasked_standard_input(std::string_view name);

}  // namespace snapseal::cli

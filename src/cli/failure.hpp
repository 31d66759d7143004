// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <snapseal/core/error.hpp>
#include <string>
#include <string_view>

namespace snapseal::cli {

/// What the program tells the shell. Part of its interface.
enum ExitStatus : int {
  exit_done = 0,
  exit_usage = 2,
  exit_malformed_input = 3,
  exit_unusable_key = 4,
  exit_decryption_failed = 5,
  exit_system = 6,
  exit_refused = 7,      ///< A signature, webhook or token is genuine input, but does not hold.
  exit_some_failed = 8,  ///< Of the lines of --ndjson, some failed.
};

/// Ends a command: "snapseal: CODE: MESSAGE", and "hint: HINT" on a line of its own if there is
/// one.
struct Failure {
  ExitStatus status;
  std::string code;
  std::string message;
  std::string hint;
};

[[nodiscard]] Failure usage_failure(std::string message, std::string hint = {});

/// "io_error", with the system's reason for `error_number`.
[[nodiscard]] Failure system_failure(std::string_view doing, std::string_view path,
                                     int error_number);

/// What to say about a library error.
[[nodiscard]] Failure to_failure(const Error& error, std::string hint = {});

/// The same, after the name of the file that it is about.
[[nodiscard]] Failure about_file(std::string_view path, const Error& error, std::string hint = {});

/// Whether it is about a text that was read, not about an argument.
[[nodiscard]] bool is_about_input(const Error& error);

/// What `read` gives. It reads a text from that file: an error about the text names the file.
template <typename Read>
auto naming_file(std::string_view path, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw is_about_input(error) ? about_file(path, error) : to_failure(error);
  }
}

/// As a shell takes it for one word.
[[nodiscard]] std::string quoted_for_shell(std::string_view text);
/// Likewise, in quotation marks whatever is in it.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Prints to standard error and gives the status.
int report(const Failure& failure, std::string_view program = "snapseal");

/// A line for people on standard error.
void note(std::string_view text);

}  // namespace snapseal::cli

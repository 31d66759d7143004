// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "failure.hpp"

namespace snapseal::cli {

inline constexpr std::string_view standard_stream = "-";

/// Whether a value plainly is a path: there is a file of this name, or its folder is there and it
/// does not look like the content of a file. Only such a value may be shown. People give a key, a
/// token or a passphrase itself where the name of its file is wanted, and messages go into logs.
[[nodiscard]] bool is_plainly_path(const std::string& value);

/// Whether it plainly is content, not a name: PEM, JSON, a JWT, a UUID, more than one line.
[[nodiscard]] bool is_plainly_content(std::string_view value);

/// The name of a file, or "-", as an option, argument or variable gave it. It alone decides how a
/// message calls the file.
class FileName {
 public:
  /// `giver`: "--key", "RESPONSE", "SNAPSEAL_CONSUMER_KEY_FILE"; a literal.
  FileName(std::string value, std::string_view giver) : value_(std::move(value)), giver_(giver) {}

  /// For the system, not for messages.
  [[nodiscard]] const std::string& path() const { return value_; }
  [[nodiscard]] bool is_standard_stream() const { return value_ == standard_stream; }
  [[nodiscard]] std::string_view giver() const { return giver_; }
  /// "standard input", the path if it is plainly one, or "the file of --key".
  [[nodiscard]] std::string shown() const;
  /// "--key: cannot open me.pem", or that --key wants the name of a file, each with the system's
  /// reason for `error_number`. `doing` is "open", "read", "create" or "write".
  [[nodiscard]] Failure failure(std::string_view doing, int error_number) const;
  /// When it cannot be written, after a file could be made: then the value is a name, and is shown.
  [[nodiscard]] Failure failure_of_made(int error_number) const;

 private:
  [[nodiscard]] Failure failure_with_path(std::string_view doing, int error_number) const;

  std::string value_;
  std::string_view giver_;
};

}  // namespace snapseal::cli

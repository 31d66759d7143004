// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/snapseal.hpp>
#include <string_view>

#include "commands/signing_commands.hpp"
#include "failure.hpp"
#include "input/inputs.hpp"

namespace snapseal::cli {

/// What is signed, read from where the options say. It may hold a user secret.
class Content {
 public:
  explicit Content(const ContentOptions& options);
  /// A view into this object.
  [[nodiscard]] SignedContent view() const { return {path_, query_.expose(), body_.expose()}; }
  /// What `work` gives, which reads the body: an error about the body names its file.
  template <typename Work>
  [[nodiscard]] auto read(const Work& work) const {
    return naming_file(body_name_, work);
  }

 private:
  std::string path_;
  SecretString query_;
  SecretString body_;
  std::string body_name_;
};

/// The body in a file, or standard input for "-". An empty one is a usage failure.
[[nodiscard]] SecretString read_request_body(const std::string& path);

/// What can be said of the options before anything is read. Adds what `Content` reads to `inputs`,
/// to which the command has added what it reads itself, and checks these.
void check_content(const ContentOptions& options, Inputs& inputs);

/// Where a path or query has its first character that cannot be sent as it stands: a blank, a
/// control character, a #, or one beyond ASCII.
[[nodiscard]] std::optional<std::size_t> cannot_be_sent_at(std::string_view url_part);

/// A signature as it was sent: without the spaces and line ends that a file, a log or a header had
/// around it.
[[nodiscard]] std::string_view bare_signature(std::string_view signature);

/// Writes a text byte for byte; a line feed is added on a terminal only.
void write_exactly(std::string_view text);

}  // namespace snapseal::cli

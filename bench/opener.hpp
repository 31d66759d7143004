// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bench {

/// A plaintext as its implementation hands it over.
class Opened {
 public:
  explicit Opened(std::string text) : text_(std::move(text)) {}
  explicit Opened(snapseal::SecretString text) : text_(std::move(text)) {}

  [[nodiscard]] std::string_view view() const {
    const auto* plain = std::get_if<std::string>(&text_);
    return plain != nullptr ? *plain : std::get<snapseal::SecretString>(text_).expose();
  }

 private:
  std::variant<std::string, snapseal::SecretString> text_;
};

/// From the JSON text to the plaintext, with a loaded key.
using Open = std::function<Opened(std::string_view json)>;

/// An implementation of the whole job.
struct Opener {
  std::string who;  // as in the names of the benchmarks
  /// Loads a key (PKCS#8, PEM, not encrypted).
  std::function<Open(std::string_view pem)> load;
  /// snapseal and the yardstick: measured everywhere, also on two threads with one key.
  bool is_main;
};

/// snapseal with each RSA back end that is built in, then its peers.
[[nodiscard]] const std::vector<Opener>& openers();

/// snapseal's name in the rows of one RSA back end: "snapseal-botan".
struct Backend {
  std::string who;
  std::function<snapseal::PrivateKey(std::string_view pem)> load;
};
[[nodiscard]] const std::vector<Backend>& backends();

}  // namespace bench

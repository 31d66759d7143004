// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <snapseal/core/secret.hpp>
#include <string_view>
#include <utility>

namespace snapseal::cli {

/// A text with secrets in it that grows, and is wiped wherever it has been.
class SecretText {
 public:
  SecretText() = default;
  SecretText(SecretText&& other) noexcept
      : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
  SecretText& operator=(SecretText&& other) noexcept {
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() = default;

  void append(std::string_view text);
  /// As a JSON string, with its quotation marks; see `json_string`. The text is UTF-8.
  void append_json(std::string_view text);
  /// In base64 (RFC 4648 section 4).
  void append_base64(std::string_view bytes);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// A view into this object, until it changes.
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes_.expose().data()), size_};
  }
  void clear() { size_ = 0; }
  void remove_last() { --size_; }

 private:
  SecretBytes bytes_;
  std::size_t size_ = 0;
};

}  // namespace snapseal::cli

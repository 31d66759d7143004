// SPDX-License-Identifier: Apache-2.0
#include "secrets/secret_text.hpp"

#include <algorithm>
#include <snapseal/core/base64.hpp>

#include "output/json_text.hpp"

namespace snapseal::cli {

void SecretText::append(std::string_view text) {
  if (text.size() > bytes_.size() - size_) {
    SecretBytes larger(std::max(2 * bytes_.size(), size_ + text.size()));
    std::copy_n(bytes_.expose().begin(), size_, larger.expose().begin());
    bytes_ = std::move(larger);
  }
  std::copy(text.begin(), text.end(), bytes_.expose().begin() + static_cast<std::ptrdiff_t>(size_));
  size_ += text.size();
}

void SecretText::append_json(std::string_view text) {
  append("\"");
  while (!text.empty()) {
    const std::size_t plain = json_plain_size(text);
    append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) {
      append(take_json_escape(text));
    }
  }
  append("\"");
}

void SecretText::append_base64(std::string_view bytes) {
  constexpr std::size_t step = 9;  // 12 characters, which a string holds without other memory
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, step);
    append(base64::encode({reinterpret_cast<const std::uint8_t*>(part.data()), part.size()}));
    bytes.remove_prefix(part.size());
  }
}

}  // namespace snapseal::cli

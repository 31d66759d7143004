// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/mem_ops.h>
#include <botan/secmem.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace snapseal {

/// Text or bytes that are being written and may be secret: all memory that it had is wiped when it
/// is given up. Made to be used again: `clear` keeps the memory.
class SecretBuffer {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view view() const noexcept { return {room_.data(), size_}; }
  [[nodiscard]] std::string str() const { return std::string(view()); }

  /// Room for `count` more.
  void reserve_more(std::size_t count) {
    if (room_.size() - size_ < count) {
      grow(count);
    }
  }
  void push_back(char c) {
    reserve_more(1);
    room_[size_++] = c;
  }
  SecretBuffer& append(std::string_view text) {
    reserve_more(text.size());
    if (!text.empty()) {  // an empty view may have no address
      std::memcpy(room_.data() + size_, text.data(), text.size());
    }
    size_ += text.size();
    return *this;
  }
  SecretBuffer& append(std::size_t count, char c) {
    reserve_more(count);
    std::fill_n(room_.data() + size_, count, c);
    size_ += count;
    return *this;
  }

  /// Wipes the text. A very long one's memory is not kept.
  void clear() noexcept {
    constexpr std::size_t kept_bytes_max = std::size_t{64} * 1024;
    if (room_.size() > kept_bytes_max) {
      Botan::secure_vector<char>().swap(room_);
    } else {
      Botan::secure_scrub_memory(room_.data(), size_);
    }
    size_ = 0;
  }

 private:
  void grow(std::size_t count) {
    constexpr std::size_t smallest = 64;
    room_.resize(std::max({smallest, 2 * room_.size(), size_ + count}));
  }

  // All of it is in use for the vector: growing then copies, and wipes, what may be secret.
  Botan::secure_vector<char> room_;
  std::size_t size_ = 0;
};

}  // namespace snapseal

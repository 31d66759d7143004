// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

#include "c/input.hpp"

namespace snapseal::c {

/// A buffer of the caller's for one result. Until there is one, its size is 0 for the caller.
class Buffer {
 public:
  /// Throws `Errc::invalid_argument` if `size` is null, or `data` with a size that is not 0.
  Buffer(void* data, std::size_t* size) : data_(data), size_(size) {
    require_pointer(size, "out_size");
    room_ = *size;
    *size = 0;
    if (data == nullptr && room_ != 0) {
      throw Error(Errc::invalid_argument, "is NULL, and its size is not 0", "out");
    }
  }

  /// All of the room.
  [[nodiscard]] std::span<std::uint8_t> bytes() const {
    return {static_cast<std::uint8_t*>(data_), room_};
  }
  /// Tells the caller how much of it is used.
  void set_size(std::size_t size) const { *size_ = size; }

  /// Throws `SNAPSEAL_BUFFER_TOO_SMALL` and tells the caller the size that is needed.
  void require_room(std::size_t size) const {
    if (size > room_) {
      *size_ = size;
      throw Failure{SNAPSEAL_BUFFER_TOO_SMALL,
                    "the buffer is too small: its size is what is needed", "out"};
    }
  }
  /// Likewise.
  void give(std::span<const std::uint8_t> bytes) const {
    require_room(bytes.size());
    if (!bytes.empty()) {
      std::memcpy(data_, bytes.data(), bytes.size());
    }
    *size_ = bytes.size();
  }
  void give(std::string_view text) const {
    give(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
  }

 private:
  void* data_;
  std::size_t* size_;
  std::size_t room_ = 0;
};

}  // namespace snapseal::c

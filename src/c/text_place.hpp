// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "c/input.hpp"

namespace snapseal::c {

/// Where a function shows a text that belongs to an object: null and 0 until there is one.
class TextPlace {
 public:
  /// Throws `Errc::invalid_argument` if the caller gives no place for the text or for its size.
  TextPlace(const char** data, std::size_t* size, Literal name) : data_(data), size_(size) {
    require_pointer(data, name);
    *data = nullptr;
    require_pointer(size, name);
    *size = 0;
  }
  void show(std::string_view text) const noexcept {
    *data_ = text.data();
    *size_ = text.size();
  }

 private:
  const char** data_;
  std::size_t* size_;
};

}  // namespace snapseal::c

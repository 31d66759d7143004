// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <snapseal/core/error.hpp>
#include <span>
#include <string_view>

#include "c/failure.hpp"

namespace snapseal::c {

/// Throws `Errc::invalid_argument` for a null pointer.
template <typename T>
void require_pointer(const T* pointer, Literal name) {
  if (pointer == nullptr) {
    throw Error(Errc::invalid_argument, "must not be NULL", name);
  }
}

/// The same for a function.
template <typename Function>
void require_function(Function* function, Literal name) {
  if (function == nullptr) {
    throw Error(Errc::invalid_argument, "must not be NULL", name);
  }
}

/// A text that a caller passes. Throws `Errc::invalid_argument` for a null pointer with a size.
[[nodiscard]] inline std::string_view text_of(const char* data, std::size_t size, Literal name) {
  if (data == nullptr && size != 0) {
    throw Error(Errc::invalid_argument, "is NULL, and its size is not 0", name);
  }
  return {data, size};
}

/// The same for an array.
template <typename T>
[[nodiscard]] std::span<const T> array_of(const T* data, std::size_t count, Literal name) {
  if (data == nullptr && count != 0) {
    throw Error(Errc::invalid_argument, "is NULL, and its count is not 0", name);
  }
  return {data, count};
}

}  // namespace snapseal::c

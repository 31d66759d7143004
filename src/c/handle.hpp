// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "c/input.hpp"

namespace snapseal::c {

/// An object of the C interface: a C++ value with a number before it that tells its kind.
template <typename T, std::uint32_t kind>
class Handle {
 public:
  explicit Handle(T content) : content_(std::move(content)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  /// So that an object that was freed can be told from others as long as its memory is there.
  ~Handle() { kind_ = 0; }

  [[nodiscard]] bool is_valid() const noexcept { return kind_ == kind; }
  [[nodiscard]] const T& content() const noexcept { return content_; }

 private:
  volatile std::uint32_t kind_ = kind;
  T content_;
};

/// The content of a caller's object. Throws `SNAPSEAL_INVALID_HANDLE` if it is null, or plainly not
/// one.
template <typename Object>
[[nodiscard]] const auto& content(const Object* object, Literal name) {
  if (object == nullptr || !object->is_valid()) {
    throw Failure{SNAPSEAL_INVALID_HANDLE,
                  "is NULL, or an object that was freed or is of another kind", name};
  }
  return object->content();
}

/// Where a function puts a new object: null until there is one. Throws `Errc::invalid_argument` if
/// the caller gives no place.
template <typename Object>
class Place {
 public:
  Place(Object** place, Literal name) : place_(place) {
    require_pointer(place, name);
    *place = nullptr;
  }
  template <typename T>
  void give(T content) const {
    *place_ = std::make_unique<Object>(std::move(content)).release();
  }

 private:
  Object** place_;
};

/// Frees an object; nothing happens to one that is null or plainly not one.
template <typename Object>
void release(Object* object) noexcept {
  if (object != nullptr && object->is_valid()) {
    std::unique_ptr<Object>(object).reset();
  }
}

}  // namespace snapseal::c

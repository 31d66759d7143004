// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <ranges>
#include <span>
#include <type_traits>

#include <snapseal/core/error.hpp>

namespace snapseal {

/// Several objects of the caller's as one argument: made from one object, from a contiguous range
/// of them (`std::vector`, `std::array`, `std::span`), or from a list in braces. It holds at least
/// one and at most `size_max`; else making it throws `Errc::invalid_argument`. A view: the objects
/// must outlive it.
template <typename T, std::size_t size_max_>
class References {
 public:
  static constexpr std::size_t size_max = size_max_;

  // NOLINTNEXTLINE(google-explicit-constructor): one object is a list of one
  References(const T& object) noexcept : objects_{&object}, size_(1) {}
  // NOLINTNEXTLINE(google-explicit-constructor): {a, b} reads as a list
  References(std::initializer_list<std::reference_wrapper<const T>> objects) {
    for (const T& object : objects) {
      add(object);
    }
    check();
  }
  template <std::ranges::contiguous_range Range>
  requires std::same_as<std::remove_cv_t<std::ranges::range_value_t<Range>>, T>
  // NOLINTNEXTLINE(google-explicit-constructor): and so does a range
  References(const Range& objects) {
    for (const T& object : objects) {
      add(object);
    }
    check();
  }

  /// From pointers to objects that lie anywhere; also refuses a null pointer among them.
  explicit References(std::span<const T* const> objects) {
    for (const T* object : objects) {
      if (object == nullptr) {
        throw Error(Errc::invalid_argument, "must not be a null pointer", "keys");
      }
      add(*object);
    }
    check();
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] const T& operator[](std::size_t index) const noexcept { return *objects_[index]; }

 private:
  static_assert(size_max >= 1 && size_max <= 99, "for the message");
  static constexpr auto message = [] {
    std::array<char, sizeof("must be 1 to 16 keys")> text{};
    auto* end = std::copy_n("must be 1 to ", 13, text.begin());
    if (size_max > 9) {
      *end++ = static_cast<char>('0' + size_max / 10);
    }
    *end++ = static_cast<char>('0' + size_max % 10);
    std::copy_n(" keys", 5, end);
    return text;
  }();
  [[noreturn]] static void refuse() {
    throw Error(Errc::invalid_argument, Literal(message.data()), "keys");
  }

  void add(const T& object) {
    if (size_ == size_max) {
      refuse();
    }
    objects_[size_++] = &object;
  }
  void check() const {
    if (size_ == 0) {
      refuse();
    }
  }

  std::array<const T*, size_max> objects_{};
  std::size_t size_ = 0;
};

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include <snapseal/core/lifetime.hpp>
#include <snapseal/export.hpp>

namespace snapseal {

/// Bytes that must not stay in memory: keys, passphrases, plaintext. The buffer is wiped when it is
/// given up, comes from locked memory where the system has some left, never grows, and never moves.
/// Move-only (`clone()` makes a copy that can be seen); does not print. `expose()` is the only way
/// to the bytes. What the caller copies out of it is not protected.
class SNAPSEAL_API SecretBytes {
 public:
  /// No bytes.
  SecretBytes() noexcept = default;
  /// `size` zero bytes, to be filled through `expose()`.
  explicit SecretBytes(std::size_t size);
  /// `size` bytes of any value, to be overwritten through `expose()`: for long texts, where zeros
  /// would cost time.
  [[nodiscard]] static SecretBytes for_overwrite(std::size_t size);
  /// A copy of `bytes`, which stay the caller's to wipe.
  [[nodiscard]] static SecretBytes copy_of(std::span<const std::uint8_t> bytes);

  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  [[nodiscard]] SecretBytes clone() const { return copy_of(expose()); }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// A view into this object: keep the object as long as the view.
  [[nodiscard]] std::span<const std::uint8_t> expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return {data_, size_};
  }
  [[nodiscard]] std::span<std::uint8_t> expose() noexcept SNAPSEAL_LIFETIMEBOUND {
    return {data_, size_};
  }

  /// In time that depends on the sizes only.
  [[nodiscard]] friend bool operator==(const SecretBytes& a, const SecretBytes& b) noexcept {
    return equal(a, b);
  }

 private:
  enum class Content : std::uint8_t { zeros, any };
  SecretBytes(std::size_t size, Content content);
  static bool equal(const SecretBytes& a, const SecretBytes& b) noexcept;

  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Overwrites the bytes, in a way that a compiler does not leave out: for copies that a caller has
/// made.
SNAPSEAL_API void wipe(std::span<std::uint8_t> bytes) noexcept;

/// `SecretBytes` that are text. No encoding is checked.
class SecretString {
 public:
  SecretString() noexcept = default;
  explicit SecretString(SecretBytes bytes) noexcept : bytes_(std::move(bytes)) {}
  [[nodiscard]] static SecretString copy_of(std::string_view text) {
    return SecretString(
        SecretBytes::copy_of({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
  }

  [[nodiscard]] SecretString clone() const { return SecretString(bytes_.clone()); }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
  /// A view into this object: keep the object as long as the view.
  [[nodiscard]] std::string_view expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return {reinterpret_cast<const char*>(bytes_.expose().data()), bytes_.size()};
  }

  /// In time that depends on the sizes only.
  [[nodiscard]] friend bool operator==(const SecretString&, const SecretString&) noexcept = default;

 private:
  SecretBytes bytes_;
};

}  // namespace snapseal

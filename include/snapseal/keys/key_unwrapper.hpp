// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <snapseal/core/secret.hpp>
#include <snapseal/keys/public_key.hpp>

namespace snapseal {

/// Where the RSA step is done: the plug for a token, a device's keystore, a cloud's key service.
/// `PrivateKey(std::make_unique<YourUnwrapper>(...))` is then a key like any other.
class SNAPSEAL_API KeyUnwrapper {
 public:
  KeyUnwrapper() = default;
  KeyUnwrapper(const KeyUnwrapper&) = delete;
  KeyUnwrapper& operator=(const KeyUnwrapper&) = delete;
  virtual ~KeyUnwrapper();

  /// What people call the place: "Botan", "OpenSSL", "PKCS#11 token work". Not empty, nothing
  /// secret.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;

  /// The public half. Its modulus is as long as every ciphertext.
  [[nodiscard]] virtual const PublicKey& public_key() const noexcept = 0;

  /// RSAES-OAEP-DECRYPT (RFC 8017 section 7.1.2) with SHA-1, MGF1 with SHA-1 and an empty label:
  /// the bytes, or `nullopt` if the padding is wrong, as far as possible in the same time. The
  /// ciphertext is exactly as long as the modulus, and as a number below it. Called from many
  /// threads at once. Throws only if the place fails, whatever the ciphertext is; the exception
  /// passes through to the caller of the decryption.
  [[nodiscard]] virtual std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const = 0;
};

namespace detail {
/// What an unwrapping function gave, as `KeyUnwrapper::unwrap` gives it.
[[nodiscard]] inline std::optional<SecretBytes> unwrapped(SecretBytes bytes) {
  return bytes;
}
template <typename Bytes>
requires std::convertible_to<Bytes&, std::span<std::uint8_t>>
[[nodiscard]] std::optional<SecretBytes> unwrapped(Bytes bytes) {
  SecretBytes copy = SecretBytes::copy_of(std::span<std::uint8_t>(bytes));
  wipe(bytes);
  return copy;
}
template <typename Bytes>
[[nodiscard]] std::optional<SecretBytes> unwrapped(std::optional<Bytes> bytes) {
  return bytes ? unwrapped(*std::move(bytes)) : std::nullopt;
}
}  // namespace detail

/// A function that does the RSA step; see `PrivateKey::from_function`.
template <typename Function>
concept UnwrapFunction = std::copy_constructible<Function> &&
    requires(const Function function, std::span<const std::uint8_t> ciphertext) {
  { detail::unwrapped(function(ciphertext)) } -> std::same_as<std::optional<SecretBytes>>;
};

/// A `KeyUnwrapper` around one function; `PrivateKey::from_function` makes a key of it.
class SNAPSEAL_API FunctionUnwrapper final : public KeyUnwrapper {
 public:
  /// See `KeyUnwrapper::unwrap` for what it must do.
  using Function = std::function<std::optional<SecretBytes>(std::span<const std::uint8_t>)>;

  /// Throws `Errc::invalid_argument` if the name or the function is empty.
  FunctionUnwrapper(std::string name, PublicKey public_key, Function function);
  ~FunctionUnwrapper() override;

  [[nodiscard]] std::string_view name() const noexcept override { return name_; }
  [[nodiscard]] const PublicKey& public_key() const noexcept override { return public_key_; }
  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override {
    return function_(ciphertext);
  }

 private:
  std::string name_;
  PublicKey public_key_;
  Function function_;
};

namespace detail {
/// A null pointer, or a `std::function` that holds nothing.
template <typename Function>
[[nodiscard]] bool is_empty(const Function& function) {
  if constexpr (std::constructible_from<Function, std::nullptr_t>) {
    return function == nullptr;
  } else {
    return false;
  }
}

/// Whatever bytes the function gives.
template <UnwrapFunction Function>
[[nodiscard]] FunctionUnwrapper::Function unwrap_function(Function unwrap) {
  if (is_empty(unwrap)) {
    return {};
  }
  if constexpr (std::convertible_to<Function, FunctionUnwrapper::Function>) {
    return unwrap;
  } else {
    return [unwrap = std::move(unwrap)](std::span<const std::uint8_t> ciphertext) {
      return unwrapped(unwrap(ciphertext));
    };
  }
}
}  // namespace detail

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/file_text.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/core/text_argument.hpp>

namespace snapseal::api {

/// The partner's name for a user: unique, and never changed. The API's documents advise against
/// e-mail addresses, which do change.
class SNAPSEAL_API UserId {
 public:
  /// Not known: a reply did not tell it. No request can be made with it (`Errc::invalid_argument`).
  explicit UserId() noexcept = default;
  /// Throws `Errc::invalid_argument` if empty.
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a user id is
  UserId(std::string value);
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor)
  UserId(const Text& value) : UserId(std::string(text_of(value))) {}
  [[nodiscard]] bool empty() const noexcept { return value_.empty(); }
  [[nodiscard]] const std::string& value() const noexcept SNAPSEAL_LIFETIMEBOUND { return value_; }
  [[nodiscard]] friend bool operator==(const UserId&, const UserId&) = default;

 private:
  std::string value_;
};

/// What the API made for a user. Move-only; does not print. Throws `Errc::invalid_argument` if
/// empty.
class SNAPSEAL_API UserSecret {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a secret is
  UserSecret(SecretString value);
  /// A copy of the text, which stays the caller's to wipe.
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor)
  UserSecret(const Text& value) : UserSecret(SecretString::copy_of(text_of(value))) {}
  /// The secret in the text of a file, without its line end: see `secret_from_file_text`.
  [[nodiscard]] static UserSecret from_file_text(std::string_view text) {
    return secret_from_file_text(text);
  }
  [[nodiscard]] UserSecret clone() const { return value_.clone(); }
  /// Empty if it was moved from; then a request made with it throws `Errc::invalid_argument`.
  [[nodiscard]] std::string_view expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return value_.expose();
  }

 private:
  SecretString value_;
};

/// A user and his secret: what user calls with a commercial key need. The one that `register_user`
/// and `reset_user_secret` answer with must be stored at once: a lost secret loses the user.
struct [[nodiscard]] User {
  UserId id;
  UserSecret secret;
};

}  // namespace snapseal::api

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <snapseal/core/secret.hpp>

#include "keys/pkcs11/token.hpp"

namespace snapseal::keys {

/// Throws what a C_Login that is answered with `result`, not CKR_OK, means: `Errc::wrong_pin`,
/// `pin_locked`, `pin_required`, `token_failed`.
[[noreturn]] void throw_login_failed(CK_RV result);

/// A read-only session with a token. Not for two threads at once. It is closed, not logged out, at
/// the end: a log-out would also shut out the process's other sessions, and the token logs out by
/// itself with the last of them. Whatever the token does not do is `Errc::token_failed`.
class Pkcs11Session {
 public:
  explicit Pkcs11Session(const Pkcs11Token& token);
  Pkcs11Session(const Pkcs11Session&) = delete;
  Pkcs11Session& operator=(const Pkcs11Session&) = delete;
  ~Pkcs11Session();

  /// Whether the process has the user logged in already.
  [[nodiscard]] bool is_logged_in() const;
  /// Shows the PIN to the token, once; without one, asks the token's keypad for it. `user` is
  /// CKU_USER or CKU_CONTEXT_SPECIFIC. Throws `Errc::wrong_pin`, `pin_locked`, `pin_required`.
  void log_in(CK_USER_TYPE user, const std::optional<SecretString>& pin);

  /// All objects of the class with these attributes.
  [[nodiscard]] std::vector<CK_OBJECT_HANDLE> find(CK_OBJECT_CLASS object_class,
                                                   std::vector<CK_ATTRIBUTE> attributes) const;
  /// `nullopt` if the object has no such attribute, or does not show it.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> bytes(CK_OBJECT_HANDLE object,
                                                               CK_ATTRIBUTE_TYPE type) const;
  [[nodiscard]] std::optional<CK_ULONG> number(CK_OBJECT_HANDLE object,
                                               CK_ATTRIBUTE_TYPE type) const;
  [[nodiscard]] bool flag(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const;

  /// Begins an RSA-OAEP decryption with SHA-1, MGF1 with SHA-1 and an empty label.
  void begin_oaep(CK_OBJECT_HANDLE key);
  /// Ends it: how many bytes of `plaintext`, which has room for a modulus, were written, or nothing
  /// if the ciphertext does not decrypt. Throws only for what cannot depend on the ciphertext.
  [[nodiscard]] std::optional<std::size_t> finish_oaep(std::span<const std::uint8_t> ciphertext,
                                                       std::span<std::uint8_t> plaintext);

 private:
  void renew() noexcept;

  CK_FUNCTION_LIST& module_;
  CK_SLOT_ID slot_;
  CK_SESSION_HANDLE handle_ = 0;
};

}  // namespace snapseal::keys

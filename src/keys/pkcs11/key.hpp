// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <snapseal/keys/key_unwrapper.hpp>

#include "keys/pkcs11/session.hpp"

namespace snapseal::keys {

/// An RSA key on a token that may decrypt.
struct Pkcs11KeyObject {
  CK_OBJECT_HANDLE handle;
  PublicKey public_key;
  bool wants_pin_each_time;  ///< CKA_ALWAYS_AUTHENTICATE
};

/// The one key that the URI means. The session is logged in, if the token wants that. Throws
/// `Errc::key_not_found` for none and for several, `unsupported_key_algorithm`, and what
/// `PublicKey::from_numbers` throws.
[[nodiscard]] Pkcs11KeyObject find_key(const Pkcs11Session& session, const Pkcs11Uri& uri);

/// The back end whose key is on a token. One session, behind a lock: a token does one thing at a
/// time anyway.
class Pkcs11Key final : public KeyUnwrapper {
 public:
  /// `session` is one with a token of `modules`. `pin` is kept only if the key wants it each time;
  /// none then means the token's keypad.
  Pkcs11Key(std::unique_ptr<Pkcs11Modules> modules, std::unique_ptr<Pkcs11Session> session,
            const Pkcs11Token& token, Pkcs11KeyObject key, std::optional<SecretString> pin);

  [[nodiscard]] std::string_view name() const noexcept override { return name_; }
  [[nodiscard]] const PublicKey& public_key() const noexcept override { return key_.public_key; }
  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override;

 private:
  void begin() const;

  std::unique_ptr<Pkcs11Modules> modules_;
  std::unique_ptr<Pkcs11Session> session_;  // given up before its module
  std::string name_;
  Pkcs11KeyObject key_;
  std::optional<SecretString> pin_;
  mutable std::mutex mutex_;
  mutable bool is_pin_refused_ = false;
};

}  // namespace snapseal::keys

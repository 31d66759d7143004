// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <p11-kit/p11-kit.h>

#include <string>
#include <vector>

#include "keys/pkcs11/uri.hpp"

namespace snapseal::keys {

/// The PKCS#11 modules that a URI is about, loaded as long as this lives: the one of `module-path`,
/// or all that p11-kit is configured with. p11-kit counts who uses a module, in and out of this
/// library, so that no user ends it for another.
class Pkcs11Modules {
 public:
  /// Throws `Errc::token_failed`: the module cannot be loaded or does not start.
  explicit Pkcs11Modules(const Pkcs11Uri& uri);
  Pkcs11Modules(const Pkcs11Modules&) = delete;
  Pkcs11Modules& operator=(const Pkcs11Modules&) = delete;
  ~Pkcs11Modules();

  /// Those that the URI does not rule out.
  [[nodiscard]] const std::vector<CK_FUNCTION_LIST*>& matching() const { return matching_; }

 private:
  CK_FUNCTION_LIST* named_ = nullptr;
  CK_FUNCTION_LIST** configured_ = nullptr;
  std::vector<CK_FUNCTION_LIST*> matching_;
};

/// A token in a slot.
struct Pkcs11Token {
  CK_FUNCTION_LIST* module;
  CK_SLOT_ID slot;
  CK_TOKEN_INFO info;

  [[nodiscard]] bool has(CK_FLAGS flag) const { return (info.flags & flag) != 0; }
  /// Without the spaces after it, and `?` for what a terminal would take for a command.
  [[nodiscard]] std::string label() const;
};

/// The one token that the URI matches and that decrypts with RSA-OAEP. Throws
/// `Errc::token_not_found` for none and for several, `unsupported_key_algorithm` if those that
/// match lack the mechanism.
[[nodiscard]] Pkcs11Token find_token(const Pkcs11Modules& modules, const Pkcs11Uri& uri);

}  // namespace snapseal::keys

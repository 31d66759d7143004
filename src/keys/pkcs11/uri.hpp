// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <p11-kit/uri.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/secret.hpp>

namespace snapseal::keys {

/// A PKCS#11 URI (RFC 7512) that names a private key, or nothing more than its token.
class Pkcs11Uri {
 public:
  /// Throws `Errc::invalid_argument`: not such a URI, an attribute that is not known, another kind
  /// of object. p11-kit's copy of the PIN is wiped.
  explicit Pkcs11Uri(std::string_view text);

  [[nodiscard]] bool matches(const CK_INFO& module) const;
  [[nodiscard]] bool matches(CK_SLOT_ID slot, const CK_SLOT_INFO& info) const;
  [[nodiscard]] bool matches(const CK_TOKEN_INFO& token) const;

  /// The label and the ID of the key, where the URI has them; valid as long as this object.
  [[nodiscard]] std::vector<CK_ATTRIBUTE> key_attributes() const;

  /// Null if the URI does not say.
  [[nodiscard]] const char* module_path() const { return p11_kit_uri_get_module_path(uri_.get()); }
  [[nodiscard]] const char* module_name() const { return p11_kit_uri_get_module_name(uri_.get()); }
  [[nodiscard]] std::string pin_source() const;
  [[nodiscard]] const std::optional<SecretString>& pin_value() const { return pin_value_; }

 private:
  struct Free {
    void operator()(P11KitUri* uri) const { p11_kit_uri_free(uri); }
  };

  std::unique_ptr<P11KitUri, Free> uri_;
  std::optional<SecretString> pin_value_;
};

}  // namespace snapseal::keys

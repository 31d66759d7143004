// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <snapseal/core/secret.hpp>
#include <snapseal/keys/key_unwrapper.hpp>

namespace snapseal {

/// Whether this build of the library can use tokens (CMake option `SNAPSEAL_WITH_PKCS11`).
[[nodiscard]] SNAPSEAL_API bool has_pkcs11() noexcept;

/// What a PIN is asked for.
struct Pkcs11PinRequest {
  std::string token_label;    ///< As the token says, without the spaces after it; `?` for a
                              ///< control character.
  std::string pin_source;     ///< The URI's `pin-source`, for the caller to follow, or empty.
  bool is_final_try = false;  ///< The token says that one more wrong PIN locks it.
};

/// Asked at most once for each key that is opened; `nullopt` means that there is no PIN.
using Pkcs11PinSource = std::function<std::optional<SecretString>(const Pkcs11PinRequest&)>;

/// Opens an RSA private key that stays on a PKCS#11 token: the token itself does CKM_RSA_PKCS_OAEP.
/// `uri` (RFC 7512) names the token and, if it holds several keys, the key: "pkcs11:token=work;
/// object=snaptrade?module-path=/usr/lib/softhsm/libsofthsm2.so". Without `module-path` the modules
/// that p11-kit is configured with are searched. Checked: one token fits, one of its keys fits, and
/// that is an RSA key of 1024 to 16384 bits that may decrypt.
///
/// `pin-value` in the URI is used if there; else `pin` is asked, unless the token needs no login,
/// has a keypad of its own, or the process is logged in to it already. What `pin` throws passes. A
/// PIN is tried once. A key that wants its PIN for every use keeps it, in a `SecretString`; if the
/// token refuses it then, it is not tried again.
///
/// The result closes its session and lets go of the module when it is destroyed; the token logs
/// out with the last session of the process. A token that was taken out must be opened anew. Not
/// for use after `fork`, like any PKCS#11 session. docs/tokens.md tells more.
///
/// Throws `Errc::invalid_argument` (the URI), `token_not_found`, `key_not_found`, `pin_required`,
/// `wrong_pin`, `pin_locked`, `unsupported_key_algorithm` (not RSA, or not for decryption, or the
/// token lacks RSA-OAEP), `unsupported_key_size`, `unsupported_public_exponent`,
/// `inconsistent_key`, `token_failed`; `crypto_unavailable` without `has_pkcs11()`. Its `unwrap`
/// throws `token_failed`, and for a key that wants its PIN each time what a wrong PIN is told.
[[nodiscard]] SNAPSEAL_API std::unique_ptr<KeyUnwrapper> open_pkcs11_key(
    std::string_view uri, const Pkcs11PinSource& pin = {});

}  // namespace snapseal

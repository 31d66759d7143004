// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/error.hpp>
#include <snapseal/keys/pkcs11.hpp>

#include "keys/pkcs11/key.hpp"
#include "keys/pkcs11/session.hpp"
#include "keys/pkcs11/token.hpp"
#include "keys/pkcs11/uri.hpp"

namespace snapseal {

namespace {

/// The PIN for the token; none if the token has a keypad of its own. Asked for before anything is
/// tried, so that a PIN that is not there costs no try.
std::optional<SecretString> obtain_pin(const keys::Pkcs11Token& token, const keys::Pkcs11Uri& uri,
                                       const Pkcs11PinSource& source) {
  if (token.has(CKF_PROTECTED_AUTHENTICATION_PATH)) {
    return std::nullopt;
  }
  if (uri.pin_value()) {
    return uri.pin_value()->clone();
  }
  std::optional<SecretString> pin;
  if (source) {
    pin = source({.token_label = token.label(),
                  .pin_source = uri.pin_source(),
                  .is_final_try = token.has(CKF_USER_PIN_FINAL_TRY)});
  }
  if (!pin) {
    throw Error(Errc::pin_required, "the token needs its PIN");
  }
  return pin;
}

}  // namespace

bool has_pkcs11() noexcept {
  return true;
}

std::unique_ptr<KeyUnwrapper> open_pkcs11_key(std::string_view uri, const Pkcs11PinSource& pin) {
  const keys::Pkcs11Uri wanted(uri);
  auto modules = std::make_unique<keys::Pkcs11Modules>(wanted);
  const keys::Pkcs11Token token = keys::find_token(*modules, wanted);
  auto session = std::make_unique<keys::Pkcs11Session>(token);

  std::optional<SecretString> shown;
  const bool logs_in = token.has(CKF_LOGIN_REQUIRED) && !session->is_logged_in();
  if (logs_in) {
    if (token.has(CKF_USER_PIN_LOCKED)) {
      keys::throw_login_failed(CKR_PIN_LOCKED);
    }
    shown = obtain_pin(token, wanted, pin);
    session->log_in(CKU_USER, shown);
  }
  keys::Pkcs11KeyObject key = keys::find_key(*session, wanted);
  if (key.wants_pin_each_time && !logs_in) {
    shown = obtain_pin(token, wanted, pin);
  }
  return std::make_unique<keys::Pkcs11Key>(std::move(modules), std::move(session), token,
                                           std::move(key), std::move(shown));
}

}  // namespace snapseal

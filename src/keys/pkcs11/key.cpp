// SPDX-License-Identifier: Apache-2.0
#include "keys/pkcs11/key.hpp"

#include <algorithm>

namespace snapseal::keys {

namespace {

using Bytes = std::vector<std::uint8_t>;

/// The public exponent, and the modulus if it is not given, of the public key object that goes with
/// a private one: same ID, and same modulus if that is known.
std::optional<PublicKey> find_public_key(const Pkcs11Session& session, CK_OBJECT_HANDLE key,
                                         const std::optional<Bytes>& modulus) {
  auto id = session.bytes(key, CKA_ID);
  if (!id || id->empty()) {
    return std::nullopt;
  }
  for (const CK_OBJECT_HANDLE object :
       session.find(CKO_PUBLIC_KEY, {{CKA_ID, id->data(), id->size()}})) {
    const auto n = session.bytes(object, CKA_MODULUS);
    const auto e = session.bytes(object, CKA_PUBLIC_EXPONENT);
    if (n && e && (!modulus || *n == *modulus)) {
      return PublicKey::from_numbers(*n, *e);
    }
  }
  return std::nullopt;
}

PublicKey public_key_of(const Pkcs11Session& session, CK_OBJECT_HANDLE key) {
  const auto modulus = session.bytes(key, CKA_MODULUS);
  const auto exponent = session.bytes(key, CKA_PUBLIC_EXPONENT);
  if (modulus && exponent && !exponent->empty()) {
    return PublicKey::from_numbers(*modulus, *exponent);
  }
  if (auto found = find_public_key(session, key, modulus)) {
    return *std::move(found);
  }
  throw Error(Errc::key_not_found,
              "the token does not tell the public half of the key: put it there under the same ID "
              "(`pkcs11-tool --write-object FILE --type pubkey --id ID`)");
}

}  // namespace

Pkcs11KeyObject find_key(const Pkcs11Session& session, const Pkcs11Uri& uri) {
  const auto attributes = uri.key_attributes();
  const auto keys = session.find(CKO_PRIVATE_KEY, attributes);
  if (keys.empty() && attributes.empty()) {
    throw Error(Errc::key_not_found, "there is no private key on the token");
  }
  if (keys.empty()) {
    throw Error(Errc::key_not_found,
                "no private key on the token has the URI's object= and id=: "
                "`p11tool --login --list-privkeys` or `pkcs11-tool --login --list-objects` lists "
                "those that are there");
  }
  std::vector<CK_OBJECT_HANDLE> usable;
  bool is_any_rsa = false;
  for (const CK_OBJECT_HANDLE key : keys) {
    if (session.number(key, CKA_KEY_TYPE) == CKK_RSA) {
      is_any_rsa = true;
      if (session.flag(key, CKA_DECRYPT)) {
        usable.push_back(key);
      }
    }
  }
  if (!is_any_rsa) {
    throw Error(Errc::unsupported_key_algorithm, "the key on the token is not an RSA key");
  }
  if (usable.empty()) {
    throw Error(Errc::unsupported_key_algorithm,
                "the token does not let the key decrypt (CKA_DECRYPT is not set)");
  }
  if (usable.size() > 1) {
    throw Error(Errc::key_not_found,
                "several RSA keys on the token are as the URI says: add object= or id= "
                "(`p11tool --login --list-privkeys` lists them)");
  }
  const CK_OBJECT_HANDLE key = usable.front();
  return {key, public_key_of(session, key), session.flag(key, CKA_ALWAYS_AUTHENTICATE)};
}

Pkcs11Key::Pkcs11Key(std::unique_ptr<Pkcs11Modules> modules, std::unique_ptr<Pkcs11Session> session,
                     const Pkcs11Token& token, Pkcs11KeyObject key, std::optional<SecretString> pin)
    : modules_(std::move(modules)),
      session_(std::move(session)),
      name_(token.label().empty() ? "PKCS#11 token" : "PKCS#11 token " + token.label()),
      key_(std::move(key)) {
  if (key_.wants_pin_each_time) {
    pin_ = std::move(pin);
  }
}

void Pkcs11Key::begin() const {
  if (is_pin_refused_) {
    throw Error(Errc::token_failed,
                "the token has refused the PIN, which is not tried again: open the key anew");
  }
  session_->begin_oaep(key_.handle);
  if (key_.wants_pin_each_time) {
    is_pin_refused_ = true;  // unless what follows succeeds: each try counts
    session_->log_in(CKU_CONTEXT_SPECIFIC, pin_);
    is_pin_refused_ = false;
  }
}

std::optional<SecretBytes> Pkcs11Key::unwrap(std::span<const std::uint8_t> ciphertext) const {
  SecretBytes plaintext(key_.public_key.modulus_bytes());
  std::optional<std::size_t> size;
  {
    const std::lock_guard lock(mutex_);
    begin();
    size = session_->finish_oaep(ciphertext, plaintext.expose());
  }
  if (!size) {
    return std::nullopt;
  }
  return SecretBytes::copy_of(plaintext.expose().first(*size));
}

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#include "keys/pkcs11/session.hpp"

#include <array>
#include <cstring>
#include <snapseal/core/error.hpp>

namespace snapseal::keys {

namespace {

/// What C_Decrypt answers if the place fails, whatever the ciphertext is. Everything else counts as
/// wrong padding: tokens tell that by many codes, SoftHSM by CKR_GENERAL_ERROR, and an attacker
/// who sees the difference can decrypt (Manger's attack).
bool is_failure_of_place(CK_RV result) {
  switch (result) {
    case CKR_HOST_MEMORY:
    case CKR_SLOT_ID_INVALID:
    case CKR_DEVICE_ERROR:
    case CKR_DEVICE_MEMORY:
    case CKR_DEVICE_REMOVED:
    case CKR_FUNCTION_NOT_SUPPORTED:
    case CKR_KEY_HANDLE_INVALID:
    case CKR_OBJECT_HANDLE_INVALID:
    case CKR_OPERATION_NOT_INITIALIZED:
    case CKR_SESSION_CLOSED:
    case CKR_SESSION_HANDLE_INVALID:
    case CKR_TOKEN_NOT_PRESENT:
    case CKR_TOKEN_NOT_RECOGNIZED:
    case CKR_USER_NOT_LOGGED_IN:
    case CKR_CRYPTOKI_NOT_INITIALIZED: return true;
    default: return false;
  }
}

[[noreturn]] void throw_token_failed(CK_RV result) {
  switch (result) {
    case CKR_DEVICE_REMOVED:
    case CKR_TOKEN_NOT_PRESENT:
    case CKR_SESSION_CLOSED:
    case CKR_SESSION_HANDLE_INVALID:
    case CKR_KEY_HANDLE_INVALID:
    case CKR_OBJECT_HANDLE_INVALID:
      throw Error(Errc::token_failed,
                  "the token, or the key on it, is gone: put it back and open the key anew");
    case CKR_USER_NOT_LOGGED_IN:
      throw Error(Errc::token_failed, "the token was logged out meanwhile: open the key anew");
    case CKR_MECHANISM_INVALID:
    case CKR_MECHANISM_PARAM_INVALID:
      throw Error(Errc::token_failed, "the token does not take RSA-OAEP with SHA-1 for this key");
    default:
      throw Error(
          Errc::token_failed,
          "the token or its PKCS#11 module fails: try `pkcs11-tool --list-objects` with it");
  }
}

void require(CK_RV result) {
  if (result != CKR_OK) {
    throw_token_failed(result);
  }
}

}  // namespace

void throw_login_failed(CK_RV result) {
  switch (result) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
      throw Error(Errc::wrong_pin,
                  "the token does not take the PIN; it may count the tries and lock itself");
    case CKR_PIN_EXPIRED:
      throw Error(Errc::wrong_pin,
                  "the PIN has expired: set a new one with `pkcs11-tool --change-pin`");
    case CKR_PIN_LOCKED:
      throw Error(Errc::pin_locked,
                  "the token takes no PIN any more, after too many wrong ones: set a new one with "
                  "`pkcs11-tool --unlock-pin`, which needs the token's SO PIN or PUK");
    case CKR_USER_PIN_NOT_INITIALIZED:
      throw Error(Errc::pin_required,
                  "the token has no user PIN yet: set one with `pkcs11-tool --init-pin`");
    case CKR_FUNCTION_CANCELED:
    case CKR_FUNCTION_REJECTED:
      throw Error(Errc::pin_required, "no PIN was entered on the token's keypad");
    default: throw_token_failed(result);
  }
}

Pkcs11Session::Pkcs11Session(const Pkcs11Token& token) : module_(*token.module), slot_(token.slot) {
  require(module_.C_OpenSession(slot_, CKF_SERIAL_SESSION, nullptr, nullptr, &handle_));
}

Pkcs11Session::~Pkcs11Session() {
  module_.C_CloseSession(handle_);
}

bool Pkcs11Session::is_logged_in() const {
  CK_SESSION_INFO info{};
  require(module_.C_GetSessionInfo(handle_, &info));
  return info.state == CKS_RO_USER_FUNCTIONS || info.state == CKS_RW_USER_FUNCTIONS;
}

void Pkcs11Session::log_in(CK_USER_TYPE user, const std::optional<SecretString>& pin) {
  CK_UTF8CHAR none = 0;
  CK_UTF8CHAR* text = nullptr;
  CK_ULONG size = 0;
  if (pin) {
    // A null pointer would mean the keypad; PKCS#11 has no const, but only reads it.
    size = pin->size();
    text =
        size == 0 ? &none : reinterpret_cast<CK_UTF8CHAR*>(const_cast<char*>(pin->expose().data()));
  }
  const CK_RV result = module_.C_Login(handle_, user, text, size);
  if (result != CKR_OK && result != CKR_USER_ALREADY_LOGGED_IN) {
    throw_login_failed(result);
  }
}

std::vector<CK_OBJECT_HANDLE> Pkcs11Session::find(CK_OBJECT_CLASS object_class,
                                                  std::vector<CK_ATTRIBUTE> attributes) const {
  attributes.push_back({CKA_CLASS, &object_class, sizeof object_class});
  require(module_.C_FindObjectsInit(handle_, attributes.data(), attributes.size()));
  std::vector<CK_OBJECT_HANDLE> found;
  std::array<CK_OBJECT_HANDLE, 64> some{};
  CK_ULONG count = 0;
  CK_RV result = CKR_OK;
  do {
    result = module_.C_FindObjects(handle_, some.data(), some.size(), &count);
    if (result != CKR_OK || count > some.size()) {
      break;
    }
    found.insert(found.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
  } while (count > 0);
  module_.C_FindObjectsFinal(handle_);
  require(count > some.size() ? CKR_GENERAL_ERROR : result);
  return found;
}

std::optional<std::vector<std::uint8_t>> Pkcs11Session::bytes(CK_OBJECT_HANDLE object,
                                                              CK_ATTRIBUTE_TYPE type) const {
  constexpr CK_ULONG size_max = 65536;  // also leaves out CK_UNAVAILABLE_INFORMATION
  const auto read = [&](CK_ATTRIBUTE& attribute) {
    const CK_RV result = module_.C_GetAttributeValue(handle_, object, &attribute, 1);
    if (result == CKR_ATTRIBUTE_TYPE_INVALID || result == CKR_ATTRIBUTE_SENSITIVE) {
      return false;
    }
    require(result);
    return attribute.ulValueLen <= size_max;
  };
  CK_ATTRIBUTE attribute{type, nullptr, 0};
  if (!read(attribute)) {
    return std::nullopt;
  }
  std::vector<std::uint8_t> value(attribute.ulValueLen);
  attribute.pValue = value.data();
  if (value.empty()) {
    return value;
  }
  if (!read(attribute) || attribute.ulValueLen > value.size()) {
    return std::nullopt;
  }
  value.resize(attribute.ulValueLen);
  return value;
}

std::optional<CK_ULONG> Pkcs11Session::number(CK_OBJECT_HANDLE object,
                                              CK_ATTRIBUTE_TYPE type) const {
  const auto value = bytes(object, type);
  CK_ULONG number = 0;
  if (!value || value->size() != sizeof number) {
    return std::nullopt;
  }
  std::memcpy(&number, value->data(), sizeof number);
  return number;
}

bool Pkcs11Session::flag(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
  const auto value = bytes(object, type);
  return value && value->size() == 1 && value->front() != CK_FALSE;
}

void Pkcs11Session::begin_oaep(CK_OBJECT_HANDLE key) {
  CK_RSA_PKCS_OAEP_PARAMS parameters{CKM_SHA_1, CKG_MGF1_SHA1, CKZ_DATA_SPECIFIED, nullptr, 0};
  CK_MECHANISM mechanism{CKM_RSA_PKCS_OAEP, &parameters, sizeof parameters};
  CK_RV result = module_.C_DecryptInit(handle_, &mechanism, key);
  if (result == CKR_OPERATION_ACTIVE) {  // tpm2-pkcs11 does not end one that a wrong padding ended
    renew();
    result = module_.C_DecryptInit(handle_, &mechanism, key);
  }
  require(result);
}

std::optional<std::size_t> Pkcs11Session::finish_oaep(std::span<const std::uint8_t> ciphertext,
                                                      std::span<std::uint8_t> plaintext) {
  CK_ULONG size = plaintext.size();
  // One call, with the buffer: one that asks for the length first may decrypt twice.
  const CK_RV result = module_.C_Decrypt(handle_, const_cast<CK_BYTE*>(ciphertext.data()),
                                         ciphertext.size(), plaintext.data(), &size);
  if (is_failure_of_place(result)) {
    throw_token_failed(result);
  }
  if (result == CKR_BUFFER_TOO_SMALL) {
    renew();  // this one code leaves the operation open, and the session of no use
  }
  if (result != CKR_OK || size > plaintext.size()) {
    return std::nullopt;
  }
  return size;
}

void Pkcs11Session::renew() noexcept {
  CK_SESSION_HANDLE fresh = 0;
  if (module_.C_OpenSession(slot_, CKF_SERIAL_SESSION, nullptr, nullptr, &fresh) == CKR_OK) {
    module_.C_CloseSession(handle_);  // second, or the last session would end the login
    handle_ = fresh;
  }
}

}  // namespace snapseal::keys

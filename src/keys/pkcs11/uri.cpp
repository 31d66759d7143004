// SPDX-License-Identifier: Apache-2.0
#include "keys/pkcs11/uri.hpp"

#include <botan/mem_ops.h>

#include <cstring>
#include <new>
#include <snapseal/core/error.hpp>

namespace snapseal::keys {

namespace {

constexpr Literal uri_field = "uri";

/// The PIN, and p11-kit's copy of it wiped: it does not wipe what it frees.
std::optional<SecretString> take_pin_value(P11KitUri& uri) {
  const char* value = p11_kit_uri_get_pin_value(&uri);
  if (value == nullptr) {
    return std::nullopt;
  }
  const std::size_t size = std::strlen(value);
  SecretString pin = SecretString::copy_of({value, size});
  Botan::secure_scrub_memory(const_cast<char*>(value),
                             size);  // lent to us, but it is p11-kit's own
  return pin;
}

}  // namespace

Pkcs11Uri::Pkcs11Uri(std::string_view text) : uri_(p11_kit_uri_new()) {
  if (uri_ == nullptr) {
    throw std::bad_alloc();
  }
  // p11-kit reads up to a NUL; the text may hold a PIN.
  SecretBytes terminated(text.size() + 1);
  std::memcpy(terminated.expose().data(), text.data(), text.size());
  const int result =
      text.find('\0') == std::string_view::npos
          ? p11_kit_uri_parse(reinterpret_cast<const char*>(terminated.expose().data()),
                              P11_KIT_URI_FOR_ANY, uri_.get())
          : P11_KIT_URI_BAD_SYNTAX;
  pin_value_ = take_pin_value(*uri_);
  if (result != P11_KIT_URI_OK) {
    throw Error(Errc::invalid_argument,
                "not a PKCS#11 URI (RFC 7512) like "
                "pkcs11:token=NAME;object=NAME?module-path=/path/to/module.so",
                uri_field);
  }
  if (p11_kit_uri_any_unrecognized(uri_.get()) != 0) {
    throw Error(Errc::invalid_argument,
                "has an attribute, or a value of one, that is not known: it matches no token",
                uri_field);
  }
  const CK_ATTRIBUTE* object_class = p11_kit_uri_get_attribute(uri_.get(), CKA_CLASS);
  CK_OBJECT_CLASS wanted = CKO_PRIVATE_KEY;
  if (object_class != nullptr && (object_class->ulValueLen != sizeof wanted ||
                                  std::memcmp(object_class->pValue, &wanted, sizeof wanted) != 0)) {
    throw Error(Errc::invalid_argument,
                "must name a private key: type=private, or no type=", uri_field);
  }
}

bool Pkcs11Uri::matches(const CK_INFO& module) const {
  return p11_kit_uri_match_module_info(uri_.get(), &module) != 0;
}

bool Pkcs11Uri::matches(CK_SLOT_ID slot, const CK_SLOT_INFO& info) const {
  const CK_SLOT_ID wanted = p11_kit_uri_get_slot_id(uri_.get());
  return (wanted == static_cast<CK_SLOT_ID>(-1) || wanted == slot) &&
         p11_kit_uri_match_slot_info(uri_.get(), &info) != 0;
}

bool Pkcs11Uri::matches(const CK_TOKEN_INFO& token) const {
  return p11_kit_uri_match_token_info(uri_.get(), &token) != 0;
}

std::vector<CK_ATTRIBUTE> Pkcs11Uri::key_attributes() const {
  std::vector<CK_ATTRIBUTE> attributes;
  for (const CK_ATTRIBUTE_TYPE type : {CKA_LABEL, CKA_ID}) {
    if (const CK_ATTRIBUTE* found = p11_kit_uri_get_attribute(uri_.get(), type)) {
      attributes.push_back(*found);
    }
  }
  return attributes;
}

std::string Pkcs11Uri::pin_source() const {
  const char* source = p11_kit_uri_get_pin_source(uri_.get());
  return source == nullptr ? std::string() : std::string(source);
}

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/der_shape.hpp"

#include <botan/exceptn.h>

#include <algorithm>

#include "core/botan.hpp"
#include "core/bytes.hpp"

namespace snapseal::keys {

namespace {

DerShape shape_by_fields(Botan::BER_Decoder& fields) {
  const auto is = [](const Botan::BER_Object& object, auto type) {
    return object.is_a(type, botan::universal);
  };
  const auto is_sequence = [](const Botan::BER_Object& object) {
    return object.is_a(botan::sequence, botan::constructed);
  };
  const Botan::BER_Object first = fields.get_next_object();
  const Botan::BER_Object second = fields.get_next_object();
  if (is(first, botan::integer)) {
    if (is(second, botan::integer)) {
      return fields.more_items() ? DerShape::pkcs1 : DerShape::pkcs1_public;
    }
    if (is_sequence(second)) {
      return DerShape::pkcs8;
    }
    return is(second, botan::octet_string) ? DerShape::sec1 : DerShape::other;
  }
  if (is_sequence(first)) {
    if (is(second, botan::octet_string)) {
      return DerShape::encrypted_pkcs8;
    }
    if (is(second, botan::bit_string)) {
      return DerShape::spki;
    }
    return is_sequence(second) ? DerShape::certificate : DerShape::other;
  }
  return DerShape::other;
}

/// What stands after the tag and the length of the outermost value.
std::string_view content_of(std::string_view der) {
  constexpr unsigned long_form = 0x80;  // alone it means an indefinite length
  const unsigned length = der.size() < 2 ? 0 : static_cast<unsigned char>(der[1]);
  const std::size_t header = 2 + (length < long_form ? 0 : length - long_form);
  return der.substr(std::min(header, der.size()));
}

/// What its first bytes give away. In a structure of indefinite lengths, which is how NSS writes
/// PKCS#12, Botan looks for the end of each value first.
DerShape shape_by_beginning(std::string_view der) {
  constexpr std::string_view pfx("\x02\x01\x03\x30",
                                 4);  // version 3 (of a PrivateKeyInfo 0 or 1), a SEQUENCE
  constexpr std::string_view cms("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", 10);  // its OIDs
  const std::string_view content = content_of(der);
  return content.starts_with(pfx)   ? DerShape::pkcs12
         : content.starts_with(cms) ? DerShape::cms
                                    : DerShape::other;
}

}  // namespace

DerShape shape_of(std::string_view der) {
  if (const DerShape shape = shape_by_beginning(der); shape != DerShape::other) {
    return shape;
  }
  try {
    Botan::BER_Decoder whole(as_bytes(der).data(), der.size());
    Botan::BER_Decoder fields = botan::start_sequence(whole);
    return shape_by_fields(fields);
  } catch (const Botan::Exception&) {  // not DER at all, or cut off: the caller says so
    return DerShape::other;
  }
}

}  // namespace snapseal::keys

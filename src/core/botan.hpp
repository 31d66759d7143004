// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/asn1_obj.h>
#include <botan/ber_dec.h>
#include <botan/bigint.h>
#include <botan/cipher_mode.h>
#include <botan/der_enc.h>
#include <botan/exceptn.h>
#include <botan/pk_keys.h>
#include <botan/pk_ops.h>
#include <botan/pwdhash.h>
#include <botan/system_rng.h>
#include <botan/version.h>

#include <cstdint>
#include <new>
#include <snapseal/core/error.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What Botan 2.19 and Botan 3 call differently. Nothing else asks which Botan it is.
namespace snapseal::botan {

#if BOTAN_VERSION_MAJOR >= 3

static_assert(BOTAN_VERSION_MINOR >= 3 || BOTAN_VERSION_MAJOR > 3, "pk_ops.h is public since 3.3");

inline constexpr auto encryption = Botan::Cipher_Dir::Encryption;
inline constexpr auto decryption = Botan::Cipher_Dir::Decryption;

using Asn1Type = Botan::ASN1_Type;
inline constexpr auto universal = Botan::ASN1_Class::Universal;
inline constexpr auto integer = Botan::ASN1_Type::Integer;
inline constexpr auto bit_string = Botan::ASN1_Type::BitString;
inline constexpr auto octet_string = Botan::ASN1_Type::OctetString;
inline constexpr auto sequence = Botan::ASN1_Type::Sequence;
inline constexpr auto constructed = Botan::ASN1_Class::Constructed;

inline const Botan::OID& oid(const Botan::AlgorithmIdentifier& algorithm) {
  return algorithm.oid();
}
inline const std::vector<std::uint8_t>& parameters(const Botan::AlgorithmIdentifier& algorithm) {
  return algorithm.parameters();
}

inline bool is_context_specific(const Botan::BER_Object& object, std::uint32_t tag) {
  constexpr auto class_bits = static_cast<std::uint32_t>(Botan::ASN1_Class::Application) |
                              static_cast<std::uint32_t>(Botan::ASN1_Class::ContextSpecific);
  return (static_cast<std::uint32_t>(object.get_class()) & class_bits) ==
             static_cast<std::uint32_t>(Botan::ASN1_Class::ContextSpecific) &&
         static_cast<std::uint32_t>(object.type()) == tag;
}

/// Big-endian, leading zeros up to `out.size()`, which must suffice.
inline void to_bytes(const Botan::BigInt& number, std::span<std::uint8_t> out) {
  number.serialize_to(out);
}

inline Botan::secure_vector<std::uint8_t> decrypt(Botan::PK_Ops::Decryption& operation,
                                                  std::uint8_t& valid_mask,
                                                  std::span<const std::uint8_t> ciphertext) {
  return operation.decrypt(valid_mask, ciphertext);
}

#else

inline constexpr auto encryption = Botan::ENCRYPTION;
inline constexpr auto decryption = Botan::DECRYPTION;

using Asn1Type = Botan::ASN1_Tag;
inline constexpr auto universal = Botan::UNIVERSAL;
inline constexpr auto integer = Botan::INTEGER;
inline constexpr auto bit_string = Botan::BIT_STRING;
inline constexpr auto octet_string = Botan::OCTET_STRING;
inline constexpr auto sequence = Botan::SEQUENCE;
inline constexpr auto constructed = Botan::CONSTRUCTED;

inline const Botan::OID& oid(const Botan::AlgorithmIdentifier& algorithm) {
  return algorithm.get_oid();
}
inline const std::vector<std::uint8_t>& parameters(const Botan::AlgorithmIdentifier& algorithm) {
  return algorithm.get_parameters();
}

inline bool is_context_specific(const Botan::BER_Object& object, std::uint32_t tag) {
  constexpr auto class_bits = static_cast<std::uint32_t>(Botan::APPLICATION) |
                              static_cast<std::uint32_t>(Botan::CONTEXT_SPECIFIC);
  return (static_cast<std::uint32_t>(object.get_class()) & class_bits) ==
             static_cast<std::uint32_t>(Botan::CONTEXT_SPECIFIC) &&
         static_cast<std::uint32_t>(object.type()) == tag;
}

inline void to_bytes(const Botan::BigInt& number, std::span<std::uint8_t> out) {
  number.binary_encode(out.data(), out.size());
}

inline Botan::secure_vector<std::uint8_t> decrypt(Botan::PK_Ops::Decryption& operation,
                                                  std::uint8_t& valid_mask,
                                                  std::span<const std::uint8_t> ciphertext) {
  return operation.decrypt(valid_mask, ciphertext.data(), ciphertext.size());
}

#endif

inline Botan::BER_Decoder start_sequence(Botan::BER_Decoder& from) {
  return from.start_cons(sequence, universal);
}
inline Botan::DER_Encoder& start_sequence(Botan::DER_Encoder& to) {
  return to.start_cons(sequence, universal);
}

/// Whether it is the one that `text` stands for, in numbers and dots. Not `OID::to_string`: if
/// memory runs out in it, Botan 2 gives another text and no exception.
inline bool is_oid(const Botan::OID& oid, std::string_view text) {
  return oid == Botan::OID(std::string(text));
}

/// How Botan describes it. Throws `std::bad_alloc` if memory runs out, where Botan's stream only
/// stops short.
inline std::string describe(const Botan::PasswordHash& hash) {
  std::string text = hash.to_string();
  if (!text.ends_with(')')) {
    throw std::bad_alloc();
  }
  return text;
}

/// The system's own generator; callable from many threads.
inline Botan::RandomNumberGenerator& rng() {
  return Botan::system_rng();
}

/// Big-endian, without leading zeros.
inline std::vector<std::uint8_t> to_bytes(const Botan::BigInt& number) {
  std::vector<std::uint8_t> bytes(number.bytes());
  to_bytes(number, bytes);
  return bytes;
}

/// Calls what fails only if Botan or the system does, so that no Botan exception gets out.
template <typename Call>
auto guarded(Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const Botan::Exception&) {
    throw Error(Errc::crypto_unavailable,
                "Botan lacks an algorithm, or the system lacks random numbers or memory");
  }
}

inline void randomize(std::span<std::uint8_t> bytes) {
  guarded([bytes] { rng().randomize(bytes.data(), bytes.size()); });
}

}  // namespace snapseal::botan

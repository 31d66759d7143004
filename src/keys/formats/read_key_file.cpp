// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/read_key_file.hpp"

#include <botan/exceptn.h>

#include <snapseal/core/error.hpp>
#include <span>

#include "core/botan.hpp"
#include "core/bytes.hpp"
#include "keys/formats/dek_info.hpp"
#include "keys/formats/der_shape.hpp"
#include "keys/formats/jwk.hpp"
#include "keys/formats/key_text.hpp"
#include "keys/formats/openssh.hpp"
#include "keys/formats/pem.hpp"
#include "keys/formats/pkcs1.hpp"
#include "keys/formats/pkcs8.hpp"
#include "keys/formats/putty.hpp"
#include "keys/formats/refused.hpp"
#include "keys/formats/spki.hpp"
#include "keys/formats/ssh_rsa.hpp"

namespace snapseal::keys {

namespace {

void check_length(std::string_view text, const Limits& limits) {
  if (text.size() > limits.key_file_bytes) {
    throw Error(Errc::input_too_large, "the key file is longer than Limits::key_file_bytes");
  }
}

RsaPrivateNumbers from_jwk(std::string_view text) {
  auto jwk = read_jwk(text, KeyHalf::private_key);
  if (auto* key = std::get_if<RsaPrivateNumbers>(&jwk)) {
    return std::move(*key);
  }
  throw Error(Errc::not_a_private_key, "a public JWK, without \"d\": the private key is needed");
}

PrivateKeyFile read_der(std::string_view der, const KeyReading& reading) {
  switch (shape_of(der)) {
    case DerShape::pkcs1: return {KeyFormat::pkcs1, read_pkcs1_private_key(as_bytes(der))};
    case DerShape::pkcs8: return {KeyFormat::pkcs8, read_private_key_info(as_bytes(der))};
    case DerShape::encrypted_pkcs8:
      return {KeyFormat::pkcs8, read_encrypted_private_key_info(as_bytes(der), reading)};
    case DerShape::pkcs12:
      throw Error(Errc::unsupported_key_format,
                  "a PKCS#12 file: take the key out of it with openssl pkcs12 -legacy -in OLD "
                  "-nocerts -aes256 -out NEW");
    case DerShape::cms:
      throw Error(Errc::unsupported_key_format,
                  "a PKCS#7 (CMS) file, which holds certificates: the private key is needed");
    case DerShape::sec1:
      throw Error(Errc::unsupported_key_algorithm, "an elliptic curve key: an RSA key is needed");
    case DerShape::spki:
    case DerShape::pkcs1_public:
      throw Error(Errc::not_a_private_key, "a public key: the private key is needed");
    case DerShape::certificate:
      throw Error(Errc::not_a_private_key,
                  "a certificate: the private key that belongs to it is needed");
    case DerShape::other: break;
  }
  throw Error(Errc::malformed_key, "the key file starts like DER, but holds no key, or is cut off");
}

bool is_private_key_label(std::string_view label) {
  return label == "PRIVATE KEY" || label == "RSA PRIVATE KEY" || label == "ENCRYPTED PRIVATE KEY" ||
         label == "OPENSSH PRIVATE KEY";
}

/// PKCS#1 or PKCS#8 under one of the labels whose bodies may be encrypted by DEK-Info.
PrivateKeyFile read_plain_label(const PemBlock& block, KeyFormat format,
                                const KeyReading& reading) {
  const auto read = [format](const SecretBytes& der) {
    return format == KeyFormat::pkcs1 ? read_pkcs1_private_key(der.expose())
                                      : read_private_key_info(der.expose());
  };
  if (!has_dek_info(block)) {
    return {format, read(decode_body(block))};
  }
  const SecretBytes der = decrypt_dek_info(block, format, reading);
  return {format, read_decrypted([&] { return read(der); })};
}

PrivateKeyFile read_block(const PemBlock& block, const KeyReading& reading) {
  if (block.label == "RSA PRIVATE KEY") {
    return read_plain_label(block, KeyFormat::pkcs1, reading);
  }
  if (block.label == "PRIVATE KEY") {
    return read_plain_label(block, KeyFormat::pkcs8, reading);
  }
  const SecretBytes content = decode_body(block);
  if (block.label == "OPENSSH PRIVATE KEY") {
    return {KeyFormat::openssh, read_openssh_private_key(content.expose(), reading)};
  }
  return {KeyFormat::pkcs8, read_encrypted_private_key_info(content.expose(), reading)};
}

PrivateKeyFile read_private_text(std::string_view text, const KeyReading& reading) {
  const auto blocks = find_pem_blocks(text);
  for (const PemBlock& block : blocks) {
    if (is_private_key_label(block.label)) {
      return read_block(block, reading);
    }
  }
  text = without_ssh_options(without_leading_blanks(text));
  if (text.starts_with(putty_beginning)) {
    return {KeyFormat::putty, read_putty_private_key(text, reading)};
  }
  refuse_as_private_key(blocks, text);
  if (looks_like_jwk(text)) {
    return {KeyFormat::jwk, from_jwk(text)};
  }
  throw_unrecognized(blocks, text);
}

RsaPublicNumbers read_public_der(std::string_view der) {
  switch (shape_of(der)) {
    case DerShape::spki: return read_spki(as_bytes(der));
    case DerShape::pkcs1:
    case DerShape::pkcs8:
    case DerShape::encrypted_pkcs8:
    case DerShape::pkcs12:
    case DerShape::sec1:
      throw Error(Errc::not_a_public_key, "a private key: its public key is needed");
    case DerShape::pkcs1_public:
      throw Error(Errc::unsupported_key_format,
                  "a PKCS#1 public key: convert it with openssl rsa -RSAPublicKey_in -inform DER "
                  "-in OLD -pubout -out NEW");
    case DerShape::certificate:
      throw Error(Errc::not_a_public_key,
                  "a certificate: take the key out with openssl x509 -inform DER -pubkey -noout "
                  "-in OLD -out NEW");
    case DerShape::cms:
      throw Error(Errc::not_a_public_key,
                  "a PKCS#7 (CMS) file: take the certificates out with openssl pkcs7 -inform DER "
                  "-print_certs -in OLD -out NEW, and give the right one's public key");
    case DerShape::other: break;
  }
  throw Error(Errc::malformed_key, "the key file starts like DER, but holds no key, or is cut off");
}

RsaPublicNumbers read_public_text(std::string_view text) {
  const auto blocks = find_pem_blocks(text);
  for (const PemBlock& block : blocks) {
    if (block.label == "PUBLIC KEY") {
      return read_spki(decode_body(block).expose());
    }
  }
  text = without_ssh_options(without_leading_blanks(text));
  if (text.starts_with("ssh-rsa") && !text.starts_with("ssh-rsa-")) {
    return read_ssh_rsa_line(text);
  }
  refuse_as_public_key(blocks, text);
  if (looks_like_jwk(text)) {
    const auto jwk = read_jwk(text, KeyHalf::public_key);
    if (const auto* key = std::get_if<RsaPublicNumbers>(&jwk)) {
      return *key;
    }
    throw Error(Errc::not_a_public_key, "a private key: its public key is needed");
  }
  throw_unrecognized(blocks, text);
}

/// Where a text is refused and has what word processors put in, that is said.
template <typename Read>
auto explained(std::string_view text, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    const bool is_text_at_fault =
        error.code() == Errc::malformed_key || error.code() == Errc::unrecognized_key_format;
    const auto change = is_text_at_fault ? typographic_change(text) : std::nullopt;
    if (change) {
      throw Error(error.code(), *change);
    }
    throw;
  }
}

}  // namespace

PrivateKeyFile read_private_key_file(std::string_view file, const KeyReading& reading) {
  check_length(file, reading.limits);
  if (file.starts_with('\x30')) {  // a DER SEQUENCE; as text it would be the digit 0
    return read_der(file, reading);
  }
  refuse_binary_as_private_key(file);
  const KeyText original(file);
  return explained(original.text(), [&] { return read_private_text(original.text(), reading); });
}

RsaPublicNumbers read_public_key_file(std::string_view file, const Limits& limits) {
  check_length(file, limits);
  if (file.starts_with('\x30')) {
    return read_public_der(file);
  }
  refuse_binary_as_public_key(file);
  const KeyText original(file);
  return explained(original.text(), [&] { return read_public_text(original.text()); });
}

}  // namespace snapseal::keys

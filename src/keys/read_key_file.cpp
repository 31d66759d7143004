// SPDX-License-Identifier: Apache-2.0
#include "keys/read_key_file.hpp"

#include <botan/exceptn.h>

#include <snapseal/core/error.hpp>
#include <span>

#include "core/botan.hpp"
#include "keys/dek_info.hpp"
#include "keys/jwk.hpp"
#include "keys/openssh.hpp"
#include "keys/pem.hpp"
#include "keys/pkcs1.hpp"
#include "keys/pkcs8.hpp"
#include "keys/putty.hpp"
#include "keys/refused.hpp"
#include "keys/spki.hpp"
#include "keys/ssh_rsa.hpp"

namespace snapseal::keys {

namespace {

std::string_view without_leading_blanks(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) {
    text.remove_prefix(3);
  }
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

void check_length(std::string_view text, const Limits& limits) {
  if (text.size() > limits.key_file_bytes) {
    throw Error(Errc::input_too_large, "the key file is longer than Limits::key_file_bytes");
  }
}

/// Whether line ends are spelled out. In a .ppk, a comment may have a backslash of its own.
bool is_spelled_out(std::string_view text) {
  const bool has_backslash = text.find('\\') != std::string_view::npos;
  const bool is_putty = without_leading_blanks(text).starts_with(putty_beginning);
  return has_backslash && (is_putty ? text.find_first_of("\r\n") == std::string_view::npos
                                    : text.find("-----BEGIN ") != std::string_view::npos);
}

/// Undoes what a key goes through in an environment variable or a JSON string: line ends spelled
/// out as two characters, PHP's escape of the slash, .NET's of the plus sign.
SecretString unescape(std::string_view text) {
  SecretBytes plain(text.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      const char escaped = text[++i];
      c = escaped == 'n' || escaped == 'r' ? '\n' : escaped;
      for (const auto& [spelled, meant] :
           {std::pair{"u002b", '+'}, std::pair{"u002B", '+'}, std::pair{"u002f", '/'},
            std::pair{"u002F", '/'}, std::pair{"u003d", '='}, std::pair{"u003D", '='}}) {
        if (text.substr(i, 5) == spelled) {
          c = meant;
          i += 4;
        }
      }
    }
    plain.expose()[size++] = static_cast<std::uint8_t>(c);
  }
  return SecretString(SecretBytes::copy_of(plain.expose().first(size)));
}

enum class DerShape {
  pkcs1,
  pkcs1_public,
  pkcs8,
  encrypted_pkcs8,
  pkcs12,
  sec1,
  spki,
  certificate,
  other
};

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
      // The version of a PFX (RFC 7292 section 4) is 3, of a PrivateKeyInfo 0 or 1.
      const bool is_pfx = first.length() == 1 && *first.bits() == 3;
      return is_pfx ? DerShape::pkcs12 : DerShape::pkcs8;
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

/// Told from the types of the first fields alone.
DerShape shape_of(std::string_view der) {
  try {
    Botan::BER_Decoder whole(reinterpret_cast<const std::uint8_t*>(der.data()), der.size());
    Botan::BER_Decoder fields = botan::start_sequence(whole);
    return shape_by_fields(fields);
  } catch (const Botan::Exception&) {  // not DER at all, or cut off: the caller says so
    return DerShape::other;
  }
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

RsaPrivateNumbers from_jwk(std::string_view text) {
  auto jwk = read_jwk(text);
  if (auto* key = std::get_if<RsaPrivateNumbers>(&jwk)) {
    return std::move(*key);
  }
  throw Error(Errc::not_a_private_key, "a public JWK, without \"d\": the private key is needed");
}

PrivateKeyFile read_der(std::string_view der, const KeyReading& reading) {
  switch (shape_of(der)) {
    case DerShape::pkcs1: return {KeyFormat::pkcs1, read_pkcs1_private_key(bytes_of(der))};
    case DerShape::pkcs8: return {KeyFormat::pkcs8, read_private_key_info(bytes_of(der))};
    case DerShape::encrypted_pkcs8:
      return {KeyFormat::pkcs8, read_encrypted_private_key_info(bytes_of(der), reading)};
    case DerShape::pkcs12:
      throw Error(Errc::unsupported_key_format,
                  "a PKCS#12 file: take the key out of it with openssl pkcs12 -in FILE -nocerts "
                  "-out NEW");
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

}  // namespace

PrivateKeyFile read_private_key_file(std::string_view file, const KeyReading& reading) {
  check_length(file, reading.limits);
  if (file.starts_with('\x30')) {  // a DER SEQUENCE; as text it would be the digit 0
    return read_der(file, reading);
  }
  SecretString unescaped;
  std::string_view text = file;
  if (is_spelled_out(text)) {
    unescaped = unescape(text);
    text = unescaped.expose();
  }
  const auto blocks = find_pem_blocks(text);
  for (const PemBlock& block : blocks) {
    if (is_private_key_label(block.label)) {
      return read_block(block, reading);
    }
  }
  text = without_leading_blanks(text);
  if (text.starts_with(putty_beginning)) {
    return {KeyFormat::putty, read_putty_private_key(text, reading)};
  }
  refuse_as_private_key(blocks, text);
  if (looks_like_jwk(text)) {
    return {KeyFormat::jwk, from_jwk(text)};
  }
  throw_unrecognized(text);
}

RsaPublicNumbers read_public_key_file(std::string_view file, const Limits& limits) {
  check_length(file, limits);
  if (file.starts_with('\x30')) {
    switch (shape_of(file)) {
      case DerShape::spki: return read_spki(bytes_of(file));
      case DerShape::pkcs1:
      case DerShape::pkcs8:
      case DerShape::encrypted_pkcs8:
      case DerShape::pkcs12:
      case DerShape::sec1:
        throw Error(Errc::not_a_public_key, "a private key: its public key is needed");
      case DerShape::pkcs1_public:
        throw Error(Errc::unsupported_key_format,
                    "a PKCS#1 public key: convert it with openssl rsa -RSAPublicKey_in -inform DER "
                    "-in OLD -pubout");
      case DerShape::certificate:
        throw Error(Errc::not_a_public_key,
                    "a certificate: take the key out with openssl x509 -inform DER -pubkey -noout "
                    "-in CERTIFICATE");
      case DerShape::other: break;
    }
    throw Error(Errc::malformed_key,
                "the key file starts like DER, but holds no key, or is cut off");
  }
  const auto blocks = find_pem_blocks(file);
  for (const PemBlock& block : blocks) {
    if (block.label == "PUBLIC KEY") {
      return read_spki(decode_body(block).expose());
    }
  }
  const std::string_view text = without_leading_blanks(file);
  if (text.starts_with("ssh-rsa") && !text.starts_with("ssh-rsa-")) {
    return read_ssh_rsa_line(text);
  }
  refuse_as_public_key(blocks, text);
  if (looks_like_jwk(text)) {
    const auto jwk = read_jwk(text);
    if (const auto* key = std::get_if<RsaPublicNumbers>(&jwk)) {
      return *key;
    }
    throw Error(Errc::not_a_public_key, "a private key: its public key is needed");
  }
  throw_unrecognized(text);
}

}  // namespace snapseal::keys

namespace snapseal {

std::string_view to_string(KeyFormat format) noexcept {
  switch (format) {
    case KeyFormat::pkcs1: return "PKCS#1";
    case KeyFormat::pkcs8: return "PKCS#8";
    case KeyFormat::openssh: return "OpenSSH";
    case KeyFormat::putty: return "PuTTY";
    case KeyFormat::jwk: return "JWK";
  }
  return "unknown";
}

KeyFileReport inspect_key_file(std::string_view text, const Limits& limits) {
  std::optional<KeyFileReport> encrypted;
  const PassphraseSource none = [&encrypted](const KeyFileReport& file) {
    encrypted = file;
    return std::optional<SecretString>();
  };
  try {
    const keys::PrivateKeyFile file = keys::read_private_key_file(text, {none, limits});
    keys::check(file.numbers);
    return {file.format, {}, keys::to_public_key({file.numbers.n, file.numbers.e})};
  } catch (const Error& error) {
    if (encrypted && error.code() == Errc::passphrase_required) {
      return std::move(*encrypted);
    }
    throw;
  }
}

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#include "keys/key_file.hpp"

#include <botan/exceptn.h>

#include <array>
#include <snapseal/core/error.hpp>
#include <span>
#include <string>

#include "core/botan.hpp"
#include "keys/pem.hpp"
#include "keys/pkcs1.hpp"
#include "keys/pkcs8.hpp"
#include "keys/spki.hpp"
#include "keys/ssh_rsa.hpp"

namespace snapseal::keys {

namespace {

using Passphrase = std::optional<std::string_view>;

/// A kind of key file that is known and refused.
struct Refused {
  std::string_view mark;  // the PEM label, or how the file starts
  Errc code;
  Literal message;
};

constexpr std::array refused_private_labels{
    Refused{"OPENSSH PRIVATE KEY", Errc::unsupported_key_format,
            "an OpenSSH private key, which is not read yet: convert a copy of it with "
            "ssh-keygen -p -m PKCS8 -f COPY"},
    Refused{"EC PRIVATE KEY", Errc::unsupported_key_algorithm,
            "an elliptic curve key: an RSA key is needed"},
    Refused{"DSA PRIVATE KEY", Errc::unsupported_key_algorithm, "a DSA key: an RSA key is needed"},
    Refused{"PUBLIC KEY", Errc::not_a_private_key, "a public key: the private key is needed"},
    Refused{"RSA PUBLIC KEY", Errc::not_a_private_key, "a public key: the private key is needed"},
    Refused{"CERTIFICATE", Errc::not_a_private_key,
            "a certificate: the private key that belongs to it is needed"},
    Refused{"CERTIFICATE REQUEST", Errc::not_a_private_key,
            "a certificate request: the private key that belongs to it is needed"},
};

constexpr std::array refused_private_beginnings{
    Refused{"PuTTY-User-Key-File-", Errc::unsupported_key_format,
            "a PuTTY private key: convert it with puttygen KEY.ppk -O private-openssh -o NEW"},
    Refused{"ssh-", Errc::not_a_private_key,
            "an OpenSSH public key: the file of the same name without .pub is needed"},
    Refused{"ecdsa-", Errc::not_a_private_key,
            "an OpenSSH public key: the file of the same name without .pub is needed"},
    Refused{"---- BEGIN SSH2 PUBLIC KEY", Errc::not_a_private_key,
            "an SSH public key (RFC 4716): the private key is needed"},
};

constexpr std::array refused_public_labels{
    Refused{"RSA PUBLIC KEY", Errc::unsupported_key_format,
            "a PKCS#1 public key: convert it with openssl rsa -RSAPublicKey_in -in OLD -pubout"},
    Refused{"PRIVATE KEY", Errc::not_a_public_key, "a private key: its public key is needed"},
    Refused{"ENCRYPTED PRIVATE KEY", Errc::not_a_public_key,
            "a private key: its public key is needed"},
    Refused{"RSA PRIVATE KEY", Errc::not_a_public_key, "a private key: its public key is needed"},
    Refused{"OPENSSH PRIVATE KEY", Errc::not_a_public_key,
            "a private key: its public key is needed"},
    Refused{"CERTIFICATE", Errc::not_a_public_key,
            "a certificate: take the key out with openssl x509 -pubkey -noout -in CERTIFICATE"},
};

constexpr std::array refused_public_beginnings{
    Refused{"PuTTY-User-Key-File-", Errc::not_a_public_key,
            "a PuTTY private key: its public key is needed"},
    Refused{"---- BEGIN SSH2 PUBLIC KEY", Errc::unsupported_key_format,
            "an SSH public key in RFC 4716 form: convert it with ssh-keygen -i -f FILE"},
    Refused{"ssh-rsa-cert-", Errc::unsupported_key_format,
            "an OpenSSH certificate: the plain ssh-rsa line is needed"},
    Refused{"ssh-", Errc::unsupported_key_algorithm,
            "an SSH public key, but not for RSA: an ssh-rsa key is needed"},
    Refused{"ecdsa-", Errc::unsupported_key_algorithm,
            "an SSH public key, but not for RSA: an ssh-rsa key is needed"},
};

template <typename Table>
void refuse_label(const Table& table, std::span<const PemBlock> blocks) {
  for (const PemBlock& block : blocks) {
    for (const Refused& refused : table) {
      if (block.label == refused.mark) {
        throw Error(refused.code, refused.message);
      }
    }
  }
}

template <typename Table>
void refuse_beginning(const Table& table, std::string_view text) {
  for (const Refused& refused : table) {
    if (text.starts_with(refused.mark)) {
      throw Error(refused.code, refused.message);
    }
  }
}

[[noreturn]] void throw_unrecognized(std::string_view text) {
  if (text.starts_with('{') && text.find("\"kty\"") != std::string_view::npos) {
    throw Error(Errc::unsupported_key_format,
                "a JWK (RFC 7517), which is not read yet: a PEM file is needed");
  }
  if (text.empty()) {
    throw Error(Errc::unrecognized_key_format, "the key file is empty");
  }
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    throw Error(Errc::unrecognized_key_format, "the key file is UTF-16 text: save it as UTF-8");
  }
  if (text.starts_with("MI")) {
    throw Error(Errc::unrecognized_key_format,
                "the key file looks like the inside of a PEM file: its BEGIN and END lines are "
                "missing");
  }
  if (text.find_first_of(" \n<") == std::string_view::npos && text.size() < 256) {
    throw Error(Errc::unrecognized_key_format,
                "not a key file; if it is a file's name, its content is needed");
  }
  throw Error(Errc::unrecognized_key_format, "not a key file of any known kind");
}

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

enum class DerShape { pkcs1, pkcs8, encrypted_pkcs8, sec1, spki, certificate, other };

/// Told from the types of the first two fields (and, for SPKI, the second's) alone.
DerShape shape_of(std::string_view der) {
  try {
    Botan::BER_Decoder whole(reinterpret_cast<const std::uint8_t*>(der.data()), der.size());
    Botan::BER_Decoder fields = botan::start_sequence(whole);
    const Botan::BER_Object first = fields.get_next_object();
    const Botan::BER_Object second = fields.get_next_object();
    const auto integer = [](const auto& o) { return o.is_a(botan::integer, botan::universal); };
    const auto octets = [](const auto& o) { return o.is_a(botan::octet_string, botan::universal); };
    const auto bits = [](const auto& o) { return o.is_a(botan::bit_string, botan::universal); };
    const auto sequence = [](const auto& o) { return o.is_a(botan::sequence, botan::constructed); };
    if (integer(first)) {
      return integer(second)    ? DerShape::pkcs1
             : sequence(second) ? DerShape::pkcs8
             : octets(second)   ? DerShape::sec1
                                : DerShape::other;
    }
    if (sequence(first)) {
      return octets(second)     ? DerShape::encrypted_pkcs8
             : bits(second)     ? DerShape::spki
             : sequence(second) ? DerShape::certificate
                                : DerShape::other;
    }
  } catch (const Botan::Exception&) {
    // Not DER at all, or cut off: the caller says so.
  }
  return DerShape::other;
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

RsaPrivateNumbers read_encrypted(std::span<const std::uint8_t> der, Passphrase passphrase,
                                 const Limits& limits) {
  if (!passphrase) {
    require_supported_encryption(der, limits);
    throw Error(Errc::passphrase_required, "the key file is encrypted: its passphrase is needed");
  }
  return read_encrypted_private_key_info(der, *passphrase, limits);
}

RsaPrivateNumbers read_der(std::string_view der, Passphrase passphrase, const Limits& limits) {
  switch (shape_of(der)) {
    case DerShape::pkcs1: return read_pkcs1_private_key(bytes_of(der));
    case DerShape::pkcs8: return read_private_key_info(bytes_of(der));
    case DerShape::encrypted_pkcs8: return read_encrypted(bytes_of(der), passphrase, limits);
    case DerShape::sec1:
      throw Error(Errc::unsupported_key_algorithm, "an elliptic curve key: an RSA key is needed");
    case DerShape::spki:
      throw Error(Errc::not_a_private_key, "a public key: the private key is needed");
    case DerShape::certificate:
      throw Error(Errc::not_a_private_key,
                  "a certificate: the private key that belongs to it is needed");
    case DerShape::other: break;
  }
  throw Error(Errc::malformed_key, "the key file starts like DER, but holds no key, or is cut off");
}

RsaPrivateNumbers read_block(const PemBlock& block, Passphrase passphrase, const Limits& limits) {
  if (block.headers.find("ENCRYPTED") != std::string_view::npos) {
    throw Error(Errc::unsupported_key_encryption,
                "the key file is encrypted the traditional way of PEM, which is not read yet: "
                "convert it with openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW");
  }
  const SecretBytes der = decode_body(block);
  if (block.label == "RSA PRIVATE KEY") {
    return read_pkcs1_private_key(der.expose());
  }
  if (block.label == "ENCRYPTED PRIVATE KEY") {
    return read_encrypted(der.expose(), passphrase, limits);
  }
  return read_private_key_info(der.expose());
}

bool is_private_key_label(std::string_view label) {
  return label == "PRIVATE KEY" || label == "RSA PRIVATE KEY" || label == "ENCRYPTED PRIVATE KEY";
}

}  // namespace

RsaPrivateNumbers read_private_key_file(std::string_view file, Passphrase passphrase,
                                        const Limits& limits) {
  check_length(file, limits);
  if (file.starts_with('\x30')) {  // a DER SEQUENCE; as text it would be the digit 0
    return read_der(file, passphrase, limits);
  }
  SecretString unescaped;
  std::string_view text = file;
  if (text.find("-----BEGIN ") != std::string_view::npos &&
      text.find('\\') != std::string_view::npos) {
    unescaped = unescape(text);
    text = unescaped.expose();
  }
  const auto blocks = find_pem_blocks(text);
  for (const PemBlock& block : blocks) {
    if (is_private_key_label(block.label)) {
      return read_block(block, passphrase, limits);
    }
  }
  refuse_label(refused_private_labels, blocks);
  text = without_leading_blanks(text);
  refuse_beginning(refused_private_beginnings, text);
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
        throw Error(Errc::not_a_public_key, "a private key: its public key is needed");
      default: throw Error(Errc::malformed_key, "the key file is DER, but holds no public key");
    }
  }
  const auto blocks = find_pem_blocks(file);
  for (const PemBlock& block : blocks) {
    if (block.label == "PUBLIC KEY") {
      return read_spki(decode_body(block).expose());
    }
  }
  refuse_label(refused_public_labels, blocks);
  const std::string_view text = without_leading_blanks(file);
  if (text.starts_with("ssh-rsa") && !text.starts_with("ssh-rsa-")) {
    return read_ssh_rsa_line(text);
  }
  refuse_beginning(refused_public_beginnings, text);
  throw_unrecognized(text);
}

}  // namespace snapseal::keys

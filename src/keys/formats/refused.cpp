// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/refused.hpp"

#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <string>

#include "core/ascii.hpp"

namespace snapseal::keys {

namespace {

struct Refused {
  std::string_view mark;  // the PEM label, or how the file starts
  Errc code;
  Literal message;
};

constexpr Literal private_for_public = "a private key: its public key is needed";
constexpr Literal public_for_private = "a public key: the private key is needed";
constexpr Literal ssh_public_for_private =
    "an OpenSSH public key: the file of the same name without .pub is needed";
constexpr Literal ssh_not_rsa = "an SSH public key, but not for RSA: an ssh-rsa key is needed";
constexpr Literal certificate_for_private =
    "a certificate: the private key that belongs to it is needed";
constexpr Literal request_for_private =
    "a certificate request: the private key that belongs to it is needed";
constexpr Literal cms_for_private =
    "a PKCS#7 (CMS) file, which holds certificates: the private key is needed";
constexpr Literal pgp = "a PGP key, which snapseal cannot use: make a key with snapseal keygen";

constexpr std::array private_labels{
    Refused{"EC PRIVATE KEY", Errc::unsupported_key_algorithm,
            "an elliptic curve key: an RSA key is needed"},
    Refused{"DSA PRIVATE KEY", Errc::unsupported_key_algorithm, "a DSA key: an RSA key is needed"},
    Refused{"PGP PRIVATE KEY BLOCK", Errc::unsupported_key_format, pgp},
    Refused{"PUBLIC KEY", Errc::not_a_private_key, public_for_private},
    Refused{"RSA PUBLIC KEY", Errc::not_a_private_key, public_for_private},
    Refused{"PGP PUBLIC KEY BLOCK", Errc::not_a_private_key, pgp},
    Refused{"CERTIFICATE", Errc::not_a_private_key, certificate_for_private},
    Refused{"TRUSTED CERTIFICATE", Errc::not_a_private_key, certificate_for_private},
    Refused{"CERTIFICATE REQUEST", Errc::not_a_private_key, request_for_private},
    Refused{"NEW CERTIFICATE REQUEST", Errc::not_a_private_key, request_for_private},
    Refused{"PKCS7", Errc::not_a_private_key, cms_for_private},
    Refused{"CMS", Errc::not_a_private_key, cms_for_private},
};

constexpr std::array private_beginnings{
    Refused{"ssh-rsa-cert-", Errc::not_a_private_key,
            "an OpenSSH certificate: the private key that belongs to it is needed"},
    Refused{"ssh-", Errc::not_a_private_key, ssh_public_for_private},
    Refused{"ecdsa-", Errc::not_a_private_key, ssh_public_for_private},
    Refused{"sk-ssh-", Errc::not_a_private_key, ssh_public_for_private},
    Refused{"sk-ecdsa-", Errc::not_a_private_key, ssh_public_for_private},
    Refused{"---- BEGIN SSH2 PUBLIC KEY", Errc::not_a_private_key,
            "an SSH public key (RFC 4716): the private key is needed"},
    Refused{
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY", Errc::unsupported_key_format,
        "a private key of ssh.com's program: take its passphrase off there, and convert it with "
        "ssh-keygen -i -f OLD > NEW"},
};

constexpr std::array public_labels{
    Refused{"RSA PUBLIC KEY", Errc::unsupported_key_format,
            "a PKCS#1 public key: convert it with openssl rsa -RSAPublicKey_in -in OLD -pubout "
            "-out NEW"},
    Refused{"PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"ENCRYPTED PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"RSA PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"OPENSSH PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"EC PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"DSA PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"CERTIFICATE", Errc::not_a_public_key,
            "a certificate: take the key out with openssl x509 -pubkey -noout -in OLD -out NEW"},
};

constexpr std::array public_beginnings{
    Refused{"PuTTY-User-Key-File-", Errc::not_a_public_key,
            "a PuTTY private key: its public key is needed"},
    Refused{"---- BEGIN SSH2 PUBLIC KEY", Errc::unsupported_key_format,
            "an SSH public key in RFC 4716 form: convert it with ssh-keygen -i -f OLD > NEW"},
    Refused{"ssh-rsa-cert-", Errc::unsupported_key_format,
            "an OpenSSH certificate: the plain ssh-rsa line is needed"},
    Refused{"ssh-", Errc::unsupported_key_algorithm, ssh_not_rsa},
    Refused{"ecdsa-", Errc::unsupported_key_algorithm, ssh_not_rsa},
    Refused{"sk-ssh-", Errc::unsupported_key_algorithm, ssh_not_rsa},
    Refused{"sk-ecdsa-", Errc::unsupported_key_algorithm, ssh_not_rsa},
};

// Binary files begin with these. Of a Microsoft BLOB: type, version, two reserved bytes, the
// algorithm (RSA for keys or for signatures), and then its name.
constexpr std::string_view pvk("\x1e\xf1\xb5\xb0", 4);
constexpr std::string_view private_blob_keyx("\x07\x02\0\0\0\xa4\0\0RSA2", 12);
constexpr std::string_view private_blob_sign("\x07\x02\0\0\0\x24\0\0RSA2", 12);
constexpr std::string_view public_blob_keyx("\x06\x02\0\0\0\xa4\0\0RSA1", 12);
constexpr std::string_view public_blob_sign("\x06\x02\0\0\0\x24\0\0RSA1", 12);
constexpr std::string_view dropbear_rsa("\0\0\0\x07ssh-rsa", 11);
constexpr std::string_view dropbear_ed25519("\0\0\0\x0bssh-ed25519", 15);
constexpr std::string_view dropbear_ecdsa(
    "\0\0\0\x13"
    "ecdsa-sha2-",
    15);
constexpr std::string_view jks("\xfe\xed\xfe\xed", 4);
constexpr std::string_view jceks("\xce\xce\xce\xce", 4);
constexpr std::string_view zip("PK\x03\x04", 4);
constexpr std::string_view gzip("\x1f\x8b", 2);

constexpr Literal blob =
    "a private key of Windows (PRIVATEKEYBLOB): convert it with openssl rsa -inform MSBLOB -in OLD "
    "-out NEW";
constexpr Literal public_blob_for_private =
    "a public key of Windows (PUBLICKEYBLOB): the private key is needed";
constexpr Literal public_blob =
    "a public key of Windows (PUBLICKEYBLOB): convert it with openssl rsa -pubin -inform MSBLOB "
    "-in OLD -pubout -out NEW";
constexpr Literal zip_archive = "a ZIP archive, and no key: unpack it";
constexpr Literal gzip_archive = "a compressed file: unpack it with gunzip < OLD > NEW";
constexpr Literal pdf = "a PDF document, and no key";
constexpr Literal database = "an SQLite database, and no key file";

constexpr std::array private_binaries{
    Refused{dropbear_rsa, Errc::unsupported_key_format,
            "a key of dropbear: convert it with dropbearconvert dropbear openssh OLD NEW"},
    Refused{dropbear_ed25519, Errc::unsupported_key_algorithm,
            "a key of dropbear, but not an RSA key: make one with snapseal keygen"},
    Refused{dropbear_ecdsa, Errc::unsupported_key_algorithm,
            "a key of dropbear, but not an RSA key: make one with snapseal keygen"},
    Refused{jks, Errc::unsupported_key_format,
            "a Java keystore (JKS): take the key out with keytool -importkeystore -srckeystore OLD "
            "-destkeystore NEW.p12 -deststoretype PKCS12 and then openssl pkcs12 -in NEW.p12 "
            "-nocerts -out NEW"},
    Refused{jceks, Errc::unsupported_key_format,
            "a Java keystore (JCEKS): take the key out with keytool -importkeystore -srckeystore "
            "OLD -srcstoretype JCEKS -destkeystore NEW.p12 -deststoretype PKCS12 and then openssl "
            "pkcs12 -in NEW.p12 -nocerts -out NEW"},
    Refused{pvk, Errc::unsupported_key_format,
            "a private key of Windows (PVK): convert it with openssl rsa -provider legacy "
            "-provider default -inform PVK -in OLD -out NEW"},
    Refused{private_blob_keyx, Errc::unsupported_key_format, blob},
    Refused{private_blob_sign, Errc::unsupported_key_format, blob},
    Refused{public_blob_keyx, Errc::not_a_private_key, public_blob_for_private},
    Refused{public_blob_sign, Errc::not_a_private_key, public_blob_for_private},
    Refused{"RSA2", Errc::unsupported_key_format,
            "a private key of Windows (BCRYPT_RSAPRIVATE_BLOB): write it anew with .NET's "
            "RSACng.ExportPkcs8PrivateKey()"},
    Refused{"RSA3", Errc::unsupported_key_format,
            "a private key of Windows (BCRYPT_RSAFULLPRIVATE_BLOB): write it anew with .NET's "
            "RSACng.ExportPkcs8PrivateKey()"},
    Refused{"RSA1", Errc::not_a_private_key,
            "a public key of Windows (BCRYPT_RSAPUBLIC_BLOB): the private key is needed"},
    Refused{"SSH PRIVATE KEY FILE FORMAT 1.1", Errc::unsupported_key_format,
            "a key for version 1 of SSH: make a new one with snapseal keygen"},
    Refused{"AGE-SECRET-KEY-", Errc::unsupported_key_algorithm,
            "a key of age, which is not an RSA key: make one with snapseal keygen"},
    Refused{zip, Errc::unrecognized_key_format, zip_archive},
    Refused{gzip, Errc::unrecognized_key_format, gzip_archive},
    Refused{"%PDF-", Errc::unrecognized_key_format, pdf},
    Refused{"SQLite format 3", Errc::unrecognized_key_format, database},
};

constexpr std::array public_binaries{
    Refused{dropbear_rsa, Errc::not_a_public_key,
            "a private key of dropbear: write its public key with dropbearkey -y -f OLD"},
    Refused{jks, Errc::not_a_public_key, "a Java keystore (JKS): a public key is needed"},
    Refused{jceks, Errc::not_a_public_key, "a Java keystore (JCEKS): a public key is needed"},
    Refused{pvk, Errc::not_a_public_key, private_for_public},
    Refused{private_blob_keyx, Errc::not_a_public_key, private_for_public},
    Refused{private_blob_sign, Errc::not_a_public_key, private_for_public},
    Refused{public_blob_keyx, Errc::unsupported_key_format, public_blob},
    Refused{public_blob_sign, Errc::unsupported_key_format, public_blob},
    Refused{"RSA2", Errc::not_a_public_key, private_for_public},
    Refused{"RSA3", Errc::not_a_public_key, private_for_public},
    Refused{"RSA1", Errc::unsupported_key_format,
            "a public key of Windows (BCRYPT_RSAPUBLIC_BLOB): write it anew with .NET's "
            "RSACng.ExportSubjectPublicKeyInfo()"},
    Refused{zip, Errc::unrecognized_key_format, zip_archive},
    Refused{gzip, Errc::unrecognized_key_format, gzip_archive},
    Refused{"%PDF-", Errc::unrecognized_key_format, pdf},
    Refused{"SQLite format 3", Errc::unrecognized_key_format, database},
};

void refuse_beginning(std::span<const Refused> beginnings, std::string_view text) {
  for (const Refused& refused : beginnings) {
    if (text.starts_with(refused.mark)) {
      throw Error(refused.code, refused.message);
    }
  }
}

void refuse(std::span<const Refused> labels, std::span<const PemBlock> blocks,
            std::span<const Refused> beginnings, std::string_view text) {
  for (const PemBlock& block : blocks) {
    for (const Refused& refused : labels) {
      if (block.label == refused.mark) {
        throw Error(refused.code, refused.message);
      }
    }
  }
  refuse_beginning(beginnings, text);
}

[[noreturn]] void throw_as(Literal message) {
  throw Error(Errc::unrecognized_key_format, message);
}

/// .NET's XML (RSA.ToXmlString), perhaps after an XML declaration.
bool is_xml_key(std::string_view text) {
  constexpr std::size_t declaration_max = 256;
  return text.starts_with('<') &&
         text.substr(0, declaration_max).find("<RSAKeyValue") != std::string_view::npos;
}

bool is_web_page(std::string_view text) {
  const std::string beginning = ascii::lower(text.substr(0, 14));
  return beginning.starts_with("<!doctype html") || beginning.starts_with("<html");
}

/// Three parts between two dots, of which the first begins like a JSON object in base64.
bool is_token(std::string_view text) {
  constexpr std::string_view bearer = "Bearer ";
  if (text.starts_with(bearer)) {
    text.remove_prefix(bearer.size());
  }
  return text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') == 2;
}

bool is_uuid(std::string_view text) {
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  text = text.substr(0, text.find_last_not_of(ascii::whitespace) + 1);
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char place) {
    return place == '-' ? c == '-' : ascii::is_hex_digit(c);
  });
}

}  // namespace

void refuse_as_private_key(std::span<const PemBlock> blocks, std::string_view text) {
  refuse(private_labels, blocks, private_beginnings, text);
  if (is_xml_key(text)) {
    if (text.find("<D>") == std::string_view::npos) {
      throw Error(Errc::not_a_private_key, "a public key in .NET's XML: the private key is needed");
    }
    throw Error(Errc::unsupported_key_format,
                "a key in .NET's XML: write it anew with RSA.ExportPkcs8PrivateKeyPem()");
  }
}

void refuse_as_public_key(std::span<const PemBlock> blocks, std::string_view text) {
  refuse(public_labels, blocks, public_beginnings, text);
  if (is_xml_key(text)) {
    if (text.find("<D>") != std::string_view::npos) {
      throw Error(Errc::not_a_public_key, private_for_public);
    }
    throw Error(Errc::unsupported_key_format,
                "a key in .NET's XML: write it anew with RSA.ExportSubjectPublicKeyInfoPem()");
  }
}

void refuse_binary_as_private_key(std::string_view file) {
  refuse_beginning(private_binaries, file);
}

void refuse_binary_as_public_key(std::string_view file) {
  refuse_beginning(public_binaries, file);
}

void throw_unrecognized(std::span<const PemBlock> blocks, std::string_view text) {
  if (text.empty()) {
    throw_as("the key file is empty");
  }
  if (!blocks.empty()) {
    throw_as("a PEM file, but none of its BEGIN lines is that of a key");
  }
  if (text.starts_with("MI") || text.starts_with("b3BlbnNzaC1rZXktdjE")) {
    throw_as(
        "the key file looks like the inside of a PEM file: its BEGIN and END lines are missing");
  }
  if (is_token(text)) {
    throw_as("a token (JWT), and no key");
  }
  if (is_uuid(text)) {
    throw_as("a UUID, such as a user secret or the id of an account, and no key");
  }
  if (is_web_page(text)) {
    throw_as("a web page (HTML), and no key: the address of the file wants a login, or is wrong");
  }
  if (text.starts_with("pkcs11:")) {
    throw_as("the URI of a key on a token (RFC 7512), and no key file");
  }
  if (text.find_first_of(" \n<") == std::string_view::npos && text.size() < 256) {
    throw_as(
        "not a key file but a word: if it is the name of a key file, the content of that file is "
        "needed");
  }
  throw_as("not a key file of any known kind");
}

}  // namespace snapseal::keys

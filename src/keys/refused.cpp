// SPDX-License-Identifier: Apache-2.0
#include "keys/refused.hpp"

#include <array>
#include <snapseal/core/error.hpp>

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
constexpr Literal pgp = "a PGP key, which is no key for this: make one with snapseal keygen";

constexpr std::array private_labels{
    Refused{"EC PRIVATE KEY", Errc::unsupported_key_algorithm,
            "an elliptic curve key: an RSA key is needed"},
    Refused{"DSA PRIVATE KEY", Errc::unsupported_key_algorithm, "a DSA key: an RSA key is needed"},
    Refused{"PGP PRIVATE KEY BLOCK", Errc::unsupported_key_format, pgp},
    Refused{"PUBLIC KEY", Errc::not_a_private_key, public_for_private},
    Refused{"RSA PUBLIC KEY", Errc::not_a_private_key, public_for_private},
    Refused{"PGP PUBLIC KEY BLOCK", Errc::not_a_private_key, pgp},
    Refused{"CERTIFICATE", Errc::not_a_private_key,
            "a certificate: the private key that belongs to it is needed"},
    Refused{"CERTIFICATE REQUEST", Errc::not_a_private_key,
            "a certificate request: the private key that belongs to it is needed"},
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
    Refused{"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY", Errc::unsupported_key_format,
            "a private key of ssh.com's program: convert a copy of it, without a passphrase, with "
            "ssh-keygen -i -f COPY > NEW"},
    Refused{"<RSAKeyValue>", Errc::unsupported_key_format,
            "an XML key of .NET: write it anew with RSA.ExportPkcs8PrivateKeyPem()"},
};

constexpr std::array public_labels{
    Refused{"RSA PUBLIC KEY", Errc::unsupported_key_format,
            "a PKCS#1 public key: convert it with openssl rsa -RSAPublicKey_in -in OLD -pubout"},
    Refused{"PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"ENCRYPTED PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"RSA PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"OPENSSH PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"EC PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"DSA PRIVATE KEY", Errc::not_a_public_key, private_for_public},
    Refused{"CERTIFICATE", Errc::not_a_public_key,
            "a certificate: take the key out with openssl x509 -pubkey -noout -in CERTIFICATE"},
};

constexpr std::array public_beginnings{
    Refused{"PuTTY-User-Key-File-", Errc::not_a_public_key,
            "a PuTTY private key: its public key is needed"},
    Refused{"---- BEGIN SSH2 PUBLIC KEY", Errc::unsupported_key_format,
            "an SSH public key in RFC 4716 form: convert it with ssh-keygen -i -f FILE"},
    Refused{"ssh-rsa-cert-", Errc::unsupported_key_format,
            "an OpenSSH certificate: the plain ssh-rsa line is needed"},
    Refused{"ssh-", Errc::unsupported_key_algorithm, ssh_not_rsa},
    Refused{"ecdsa-", Errc::unsupported_key_algorithm, ssh_not_rsa},
    Refused{"sk-ssh-", Errc::unsupported_key_algorithm, ssh_not_rsa},
    Refused{"sk-ecdsa-", Errc::unsupported_key_algorithm, ssh_not_rsa},
};

void refuse(std::span<const Refused> labels, std::span<const PemBlock> blocks,
            std::span<const Refused> beginnings, std::string_view text) {
  for (const PemBlock& block : blocks) {
    for (const Refused& refused : labels) {
      if (block.label == refused.mark) {
        throw Error(refused.code, refused.message);
      }
    }
  }
  for (const Refused& refused : beginnings) {
    if (text.starts_with(refused.mark)) {
      throw Error(refused.code, refused.message);
    }
  }
}

}  // namespace

void refuse_as_private_key(std::span<const PemBlock> blocks, std::string_view text) {
  refuse(private_labels, blocks, private_beginnings, text);
}

void refuse_as_public_key(std::span<const PemBlock> blocks, std::string_view text) {
  refuse(public_labels, blocks, public_beginnings, text);
}

void throw_unrecognized(std::string_view text) {
  if (text.empty()) {
    throw Error(Errc::unrecognized_key_format, "the key file is empty");
  }
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    throw Error(Errc::unrecognized_key_format, "the key file is UTF-16 text: save it as UTF-8");
  }
  if (text.starts_with("MI") || text.starts_with("b3BlbnNzaC1rZXktdjE")) {
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

}  // namespace snapseal::keys

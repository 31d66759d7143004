// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/openssh.hpp"

#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <string>
#include <vector>

#include "core/botan.hpp"
#include "core/bytes.hpp"
#include "keys/formats/openssh_cipher.hpp"
#include "keys/formats/ssh_rsa.hpp"
#include "keys/formats/ssh_wire.hpp"

namespace snapseal::keys {

namespace {

constexpr std::string_view magic{"openssh-key-v1\0", 15};
constexpr std::string_view none = "none";
constexpr std::string_view bcrypt = "bcrypt";
constexpr std::string_view ssh_rsa = "ssh-rsa";
constexpr std::size_t unencrypted_block_bytes = 8;
constexpr Literal damaged = "the OpenSSH private key is damaged";

/// What stands in the clear. Views into the file.
struct Envelope {
  std::string_view cipher;
  std::string_view kdf;
  std::span<const std::uint8_t> kdf_options;
  std::vector<std::span<const std::uint8_t>> public_keys;
  std::span<const std::uint8_t> private_keys;
  std::span<const std::uint8_t> behind;  // the tag, if the cipher makes one
};

Envelope read_envelope(std::span<const std::uint8_t> blob) {
  SshReader fields(blob, damaged);
  const auto start = fields.take_bytes(std::min(magic.size(), blob.size()));
  if (!std::equal(start.begin(), start.end(), magic.begin(), magic.end())) {
    fields.throw_damaged();
  }
  Envelope envelope;
  envelope.cipher = fields.take_text();
  envelope.kdf = fields.take_text();
  envelope.kdf_options = fields.take_string();
  const std::uint32_t count = fields.take_uint32();
  for (std::uint32_t i = 0; i < count; ++i) {  // ends at the latest with the data
    envelope.public_keys.push_back(fields.take_string());
  }
  envelope.private_keys = fields.take_string();
  envelope.behind = fields.rest();
  return envelope;
}

std::string_view type_of(std::span<const std::uint8_t> public_key) {
  return SshReader(public_key, damaged).take_text();
}

RsaPublicNumbers find_rsa(const Envelope& envelope) {
  if (envelope.public_keys.empty()) {
    throw Error(Errc::malformed_key, "the OpenSSH key file holds no key");
  }
  for (const auto& public_key : envelope.public_keys) {
    if (type_of(public_key) == ssh_rsa) {
      RsaPublicNumbers numbers = read_ssh_rsa_blob(public_key);
      check(numbers);
      return numbers;
    }
  }
  throw Error(Errc::unsupported_key_algorithm,
              "an OpenSSH private key, but not an RSA key: make one with ssh-keygen -t rsa -f NEW");
}

/// How many strings and mpints a private key of that type has between type and comment.
std::size_t fields_of(std::string_view type) {
  if (type == "ssh-ed25519") {
    return 2;
  }
  if (type == "ssh-dss") {
    return 5;
  }
  if (type.starts_with("ecdsa-sha2-")) {
    return 3;
  }
  if (type == ssh_rsa) {
    return 6;
  }
  throw Error(Errc::unsupported_key_format,
              "the OpenSSH key file holds a key of an unknown type beside the RSA key");
}

RsaPrivateNumbers take_rsa(SshReader& fields) {
  RsaPrivateNumbers key;
  key.n = fields.take_mpint();
  key.e = fields.take_mpint();
  key.d = fields.take_mpint();
  key.qInv = fields.take_mpint();
  key.p = fields.take_mpint();
  key.q = fields.take_mpint();
  return key;
}

/// `plaintext`'s two check integers have been compared.
RsaPrivateNumbers read_private_keys(std::span<const std::uint8_t> plaintext,
                                    const Envelope& envelope, std::size_t block_bytes) {
  SshReader fields(plaintext, damaged);
  static_cast<void>(fields.take_bytes(8));
  std::optional<RsaPrivateNumbers> rsa;
  for (const auto& public_key : envelope.public_keys) {
    const std::string_view type = fields.take_text();
    if (type != type_of(public_key)) {
      throw Error(Errc::inconsistent_key,
                  "the public and the private part of the OpenSSH key file are of two keys");
    }
    if (type == ssh_rsa && !rsa) {
      rsa = take_rsa(fields);
    } else {
      for (std::size_t i = 0; i < fields_of(type); ++i) {
        static_cast<void>(fields.take_string());
      }
    }
    static_cast<void>(fields.take_string());  // the comment
  }
  const auto padding = fields.rest();
  std::uint8_t expected = 0;
  const bool right = padding.size() < block_bytes &&
                     std::all_of(padding.begin(), padding.end(),
                                 [&expected](std::uint8_t byte) { return byte == ++expected; });
  if (!right) {
    throw Error(Errc::malformed_key, "the OpenSSH private key has wrong padding");
  }
  return std::move(rsa).value();
}

bool check_integers_match(std::span<const std::uint8_t> plaintext) {
  return plaintext.size() >= 8 && std::equal(plaintext.begin(), plaintext.begin() + 4,
                                             plaintext.begin() + 4, plaintext.begin() + 8);
}

RsaPrivateNumbers read_unencrypted(const Envelope& envelope) {
  if (envelope.kdf != none || !envelope.kdf_options.empty() || !envelope.behind.empty() ||
      envelope.private_keys.size() % unencrypted_block_bytes != 0 ||
      !check_integers_match(envelope.private_keys)) {
    throw Error(Errc::malformed_key, damaged);
  }
  return read_private_keys(envelope.private_keys, envelope, unencrypted_block_bytes);
}

RsaPrivateNumbers read_encrypted(const Envelope& envelope, const RsaPublicNumbers& public_numbers,
                                 const KeyReading& reading) {
  const OpensshCipher& cipher = find_openssh_cipher(envelope.cipher);
  if (envelope.kdf == none) {
    throw Error(Errc::malformed_key, damaged);
  }
  if (envelope.kdf != bcrypt) {
    throw Error(Errc::unsupported_key_encryption,
                "the OpenSSH key file's passphrase hashing is not bcrypt");
  }
  const OpensshKdf kdf(envelope.kdf_options, reading.limits);
  if (envelope.private_keys.empty() || envelope.private_keys.size() % cipher.block_bytes != 0 ||
      envelope.behind.size() != cipher.tag_bytes) {
    throw Error(Errc::malformed_key, damaged);
  }
  const SecretString passphrase =
      ask_passphrase(reading, {KeyFormat::openssh, kdf.describe() + ", " + std::string(cipher.name),
                               to_public_key(public_numbers)});
  if (passphrase.empty()) {  // ssh-keygen then does not encrypt
    throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
  }
  const SecretBytes key = kdf.derive(passphrase.expose(), cipher.key_bytes + cipher.iv_bytes);
  // The tag stands right after the ciphertext.
  const std::span ciphertext(envelope.private_keys.data(),
                             envelope.private_keys.size() + cipher.tag_bytes);
  const SecretBytes plaintext = decrypt_openssh(cipher, key.expose(), ciphertext);
  if (!check_integers_match(plaintext.expose())) {
    throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
  }
  return read_private_keys(plaintext.expose(), envelope, cipher.block_bytes);
}

}  // namespace

RsaPrivateNumbers read_openssh_private_key(std::span<const std::uint8_t> blob,
                                           const KeyReading& reading) {
  const Envelope envelope = read_envelope(blob);
  const RsaPublicNumbers public_numbers = find_rsa(envelope);
  RsaPrivateNumbers key = envelope.cipher == none
                              ? read_unencrypted(envelope)
                              : read_encrypted(envelope, public_numbers, reading);
  if (key.n != public_numbers.n || key.e != public_numbers.e) {
    throw Error(Errc::inconsistent_key,
                "the public and the private part of the OpenSSH key file are of two keys");
  }
  complete_crt_exponents(key);
  return key;
}

SecretBytes write_openssh_private_key(const RsaPrivateNumbers& key, std::string_view comment,
                                      std::optional<std::string_view> passphrase) {
  std::array<std::uint8_t, 4> check_integer{};
  botan::randomize(check_integer);
  SshWriter private_keys;
  private_keys.put_bytes(check_integer)
      .put_bytes(check_integer)
      .put_text(ssh_rsa)
      .put_mpint(key.n)
      .put_mpint(key.e)
      .put_mpint(key.d)
      .put_mpint(key.qInv)
      .put_mpint(key.p)
      .put_mpint(key.q)
      .put_text(comment);
  const OpensshCipher& cipher = find_openssh_cipher(openssh_default_cipher);
  const std::size_t block_bytes = passphrase ? cipher.block_bytes : unencrypted_block_bytes;
  for (std::uint8_t pad = 1; private_keys.bytes().size() % block_bytes != 0; ++pad) {
    private_keys.put_bytes({&pad, 1});
  }

  SshWriter blob;
  blob.put_bytes(as_bytes(magic));
  blob.put_text(passphrase ? cipher.name : none).put_text(passphrase ? bcrypt : none);
  SshWriter kdf_options;
  if (passphrase) {
    constexpr std::size_t rounds = 24;
    std::array<std::uint8_t, 16> salt{};
    botan::randomize(salt);
    kdf_options.put_string(salt).put_uint32(rounds);
  }
  blob.put_string(kdf_options.bytes()).put_uint32(1);
  blob.put_string(write_ssh_rsa_blob({key.n, key.e}));
  if (passphrase) {
    const SecretBytes secret =
        OpensshKdf(kdf_options.bytes(), {}).derive(*passphrase, cipher.key_bytes + cipher.iv_bytes);
    blob.put_string(encrypt_openssh(cipher, secret.expose(), private_keys.bytes()).expose());
  } else {
    blob.put_string(private_keys.bytes());
  }
  return SecretBytes::copy_of(blob.bytes());
}

}  // namespace snapseal::keys

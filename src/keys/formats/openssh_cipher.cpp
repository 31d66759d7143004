// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/openssh_cipher.hpp"

#include <botan/mac.h>
#include <botan/pwdhash.h>
#include <botan/stream_cipher.h>

#include <array>

#include "core/botan.hpp"
#include "keys/formats/cipher.hpp"
#include "keys/formats/ssh_wire.hpp"
#include "keys/passphrase.hpp"

namespace snapseal::keys {

namespace {

using SecureVector = Botan::secure_vector<std::uint8_t>;

constexpr std::array ciphers{
    OpensshCipher{"aes256-ctr", "CTR-BE(AES-256)", 32, 16, 16, 0},
    OpensshCipher{"aes192-ctr", "CTR-BE(AES-192)", 24, 16, 16, 0},
    OpensshCipher{"aes128-ctr", "CTR-BE(AES-128)", 16, 16, 16, 0},
    OpensshCipher{"aes256-cbc", "AES-256/CBC/NoPadding", 32, 16, 16, 0},
    OpensshCipher{"aes192-cbc", "AES-192/CBC/NoPadding", 24, 16, 16, 0},
    OpensshCipher{"aes128-cbc", "AES-128/CBC/NoPadding", 16, 16, 16, 0},
    OpensshCipher{"aes256-gcm@openssh.com", "AES-256/GCM", 32, 12, 16, 16},
    OpensshCipher{"aes128-gcm@openssh.com", "AES-128/GCM", 16, 12, 16, 16},
    OpensshCipher{"chacha20-poly1305@openssh.com", "", 64, 0, 8, 16},
    OpensshCipher{"3des-cbc", "TripleDES/CBC/NoPadding", 24, 8, 8, 0},
};

SecretBytes run(const OpensshCipher& cipher, decltype(botan::decryption) direction,
                std::span<const std::uint8_t> key, std::span<const std::uint8_t> text) {
  const auto mode = Botan::Cipher_Mode::create_or_throw(std::string(cipher.botan), direction);
  return SecretBytes::copy_of(run_cipher(*mode, key.first(cipher.key_bytes),
                                         key.subspan(cipher.key_bytes, cipher.iv_bytes), text));
}

// PROTOCOL.chacha20poly1305 of OpenSSH, with sequence number 0 and no length field: the second half
// of the key goes unused. Block 0 of the stream keys Poly1305, the text starts at block 1.
SecretBytes decrypt_chacha20_poly1305(std::span<const std::uint8_t> key,
                                      std::span<const std::uint8_t> ciphertext,
                                      std::span<const std::uint8_t> tag) {
  constexpr std::array<std::uint8_t, 8> sequence_number{};
  const auto chacha = Botan::StreamCipher::create_or_throw("ChaCha(20)");
  chacha->set_key(key.data(), 32);
  chacha->set_iv(sequence_number.data(), sequence_number.size());
  SecureVector first_block(64);
  chacha->cipher1(first_block.data(), first_block.size());

  const auto poly1305 = Botan::MessageAuthenticationCode::create_or_throw("Poly1305");
  poly1305->set_key(first_block.data(), 32);
  poly1305->update(ciphertext.data(), ciphertext.size());
  if (!poly1305->verify_mac(tag.data(), tag.size())) {
    throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
  }
  SecretBytes plaintext = SecretBytes::copy_of(ciphertext);
  chacha->cipher1(plaintext.expose().data(), plaintext.size());
  return plaintext;
}

constexpr Literal damaged = "the OpenSSH key file's passphrase hashing has damaged parameters";

}  // namespace

const OpensshCipher& find_openssh_cipher(std::string_view name) {
  for (const OpensshCipher& cipher : ciphers) {
    if (cipher.name == name) {
      return cipher;
    }
  }
  throw Error(Errc::unsupported_key_encryption,
              "the OpenSSH key file is encrypted with a cipher that is not read here, nor by "
              "today's ssh-keygen");
}

OpensshKdf::OpensshKdf(std::span<const std::uint8_t> options, const Limits& limits) {
  SshReader fields(options, damaged);
  salt_ = fields.take_string();
  const std::uint32_t rounds = fields.take_uint32();
  fields.require_end();
  if (salt_.empty() || rounds == 0) {
    fields.throw_damaged();
  }
  if (rounds > limits.bcrypt_rounds) {
    throw Error(Errc::key_encryption_too_costly,
                "the key file asks for more passphrase hashing than the limits allow: raise "
                "Limits::bcrypt_rounds if you trust it");
  }
  hash_ = botan::guarded([rounds] {
    return Botan::PasswordHashFamily::create_or_throw("Bcrypt-PBKDF")->from_params(rounds);
  });
}

OpensshKdf::~OpensshKdf() = default;

std::string OpensshKdf::describe() const {
  return botan::describe(*hash_);
}

SecretBytes OpensshKdf::derive(std::string_view passphrase, std::size_t size) const {
  SecretBytes key(size);
  botan::guarded([&] {
    hash_->derive_key(key.expose().data(), size, passphrase.data(), passphrase.size(), salt_.data(),
                      salt_.size());
  });
  return key;
}

SecretBytes decrypt_openssh(const OpensshCipher& cipher, std::span<const std::uint8_t> key,
                            std::span<const std::uint8_t> ciphertext) {
  return botan::guarded([&] {
    if (cipher.botan.empty()) {
      const std::size_t size = ciphertext.size() - cipher.tag_bytes;
      return decrypt_chacha20_poly1305(key, ciphertext.first(size), ciphertext.subspan(size));
    }
    try {
      return run(cipher, botan::decryption, key, ciphertext);
    } catch (const Botan::Invalid_Authentication_Tag&) {
      throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
    }
  });
}

SecretBytes encrypt_openssh(const OpensshCipher& cipher, std::span<const std::uint8_t> key,
                            std::span<const std::uint8_t> plaintext) {
  return botan::guarded([&] { return run(cipher, botan::encryption, key, plaintext); });
}

}  // namespace snapseal::keys

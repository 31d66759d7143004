// SPDX-License-Identifier: Apache-2.0
#include <botan/exceptn.h>
#include <botan/numthry.h>
#include <botan/rsa.h>

#include <algorithm>
#include <snapseal/keys/private_key.hpp>

#include "core/botan.hpp"
#include "keys/decryptor_pool.hpp"
#include "keys/key_file.hpp"
#include "keys/pem.hpp"
#include "keys/pkcs1.hpp"
#include "keys/pkcs8.hpp"
#include "keys/rsa_numbers.hpp"

namespace snapseal {

struct PrivateKey::Impl {
  Impl(Botan::RSA_PrivateKey rsa_key, PublicKey its_public_key)
      : rsa(std::move(rsa_key)), public_key(std::move(its_public_key)), decryptors(rsa) {}

  Botan::RSA_PrivateKey rsa;
  PublicKey public_key;
  keys::DecryptorPool decryptors;
};

PrivateKey::PrivateKey(std::unique_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

PrivateKey PrivateKey::parse(std::string_view text, std::optional<std::string_view> passphrase,
                             const Limits& limits) {
  const keys::RsaPrivateNumbers key = keys::read_private_key_file(text, passphrase, limits);
  keys::check(key);
  // From DER Botan takes dP, dQ and qInv as they are; from numbers it would work them out again.
  auto rsa = botan::guarded([&key] {
    return Botan::RSA_PrivateKey(Botan::AlgorithmIdentifier(), keys::write_pkcs1_private_key(key));
  });
  return PrivateKey(std::make_unique<const Impl>(
      std::move(rsa), PublicKey(botan::to_bytes(key.n), botan::to_bytes(key.e))));
}

PrivateKey PrivateKey::generate(std::size_t modulus_bits) {
  if (modulus_bits < generate_bits_min || modulus_bits > generate_bits_max) {
    throw Error(Errc::invalid_argument, "must be from 2048 to 16384", "modulus_bits");
  }
  auto rsa = botan::guarded(
      [modulus_bits] { return Botan::RSA_PrivateKey(botan::rng(), modulus_bits, 65537); });
  PublicKey public_key(botan::to_bytes(rsa.get_n()), botan::to_bytes(rsa.get_e()));
  return PrivateKey(std::make_unique<const Impl>(std::move(rsa), std::move(public_key)));
}

const PublicKey& PrivateKey::public_key() const noexcept {
  return impl_->public_key;
}

SecretString PrivateKey::to_pkcs8_pem() const {
  return keys::encode_pem("PRIVATE KEY", impl_->rsa.private_key_info());
}

SecretString PrivateKey::to_encrypted_pkcs8_pem(std::string_view passphrase) const {
  if (passphrase.empty()) {
    throw Error(Errc::invalid_argument, "must not be empty", "passphrase");
  }
  const SecretBytes der =
      keys::write_encrypted_private_key_info(impl_->rsa.private_key_info(), passphrase);
  return keys::encode_pem("ENCRYPTED PRIVATE KEY", der.expose());
}

bool PrivateKey::check_primes() const {
  constexpr std::size_t error_bits = 64;
  return botan::guarded([this] {
    return Botan::is_prime(impl_->rsa.get_p(), botan::rng(), error_bits) &&
           Botan::is_prime(impl_->rsa.get_q(), botan::rng(), error_bits);
  });
}

std::optional<SecretBytes> PrivateKey::rsaes_oaep_decrypt(
    std::span<const std::uint8_t> ciphertext) const {
  const auto modulus = impl_->public_key.modulus();
  if (ciphertext.size() != modulus.size()) {
    throw Error(Errc::invalid_encrypted_shared_key_length,
                "must be exactly as long as the modulus of the private key: is this the right key?",
                "encryptedSharedKey");
  }
  // Both are public, and of one length: the order of the bytes is the order of the numbers.
  if (!std::lexicographical_compare(ciphertext.begin(), ciphertext.end(), modulus.begin(),
                                    modulus.end())) {
    throw Error(Errc::encrypted_shared_key_out_of_range,
                "must be a number below the modulus of the private key: is this the right key?",
                "encryptedSharedKey");
  }
  return impl_->decryptors.decrypt(ciphertext);
}

}  // namespace snapseal

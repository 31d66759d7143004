// SPDX-License-Identifier: Apache-2.0
#include <botan/exceptn.h>
#include <botan/numthry.h>
#include <botan/rsa.h>

#include <snapseal/keys/private_key.hpp>

#include "core/botan.hpp"
#include "keys/ciphertext.hpp"
#include "keys/formats/jwk.hpp"
#include "keys/formats/openssh.hpp"
#include "keys/formats/pem.hpp"
#include "keys/formats/pkcs1.hpp"
#include "keys/formats/pkcs8.hpp"
#include "keys/formats/read_key_file.hpp"
#include "keys/formats/ssh_rsa.hpp"
#include "keys/passphrase.hpp"
#include "keys/rsa/botan_key.hpp"
#include "keys/rsa/numbers.hpp"
#include "keys/rsa/software_key.hpp"

namespace snapseal {

namespace {

constexpr std::string_view openssh_label = "OPENSSH PRIVATE KEY";
constexpr std::size_t openssh_line_characters = 70;

void require_new_passphrase(std::string_view passphrase) {
  if (passphrase.empty()) {
    throw Error(Errc::invalid_argument, "must not be empty", "passphrase");
  }
  keys::require_passphrase_size(passphrase);
}

}  // namespace

struct PrivateKey::Impl {
  std::unique_ptr<const KeyUnwrapper> unwrapper;
  const keys::SoftwareKey* software = nullptr;  // the unwrapper, if its numbers are here

  [[nodiscard]] static std::unique_ptr<const Impl> of(keys::RsaPrivateNumbers numbers,
                                                      RsaBackend backend) {
    auto impl = std::make_unique<Impl>();
    auto key = std::make_unique<keys::SoftwareKey>(std::move(numbers), backend);
    impl->software = key.get();
    impl->unwrapper = std::move(key);
    return impl;
  }
  [[nodiscard]] const keys::RsaPrivateNumbers& numbers() const {
    if (software == nullptr) {
      throw Error(Errc::private_key_not_exportable,
                  "the private key is not in memory, and cannot be written, tested or given "
                  "another back end here");
    }
    return software->numbers();
  }
};

PrivateKey::PrivateKey(std::unique_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

PrivateKey::PrivateKey(std::unique_ptr<const KeyUnwrapper> unwrapper) {
  if (unwrapper == nullptr) {
    throw Error(Errc::invalid_argument, "must not be null", "unwrapper");
  }
  auto impl = std::make_unique<Impl>();
  impl->unwrapper = std::move(unwrapper);
  impl_ = std::move(impl);
}

PrivateKey PrivateKey::parse(std::string_view text, std::optional<std::string_view> passphrase,
                             const Limits& limits) {
  return parse(
      text,
      [passphrase](const KeyFileReport&) {
        return passphrase ? std::optional(SecretString::copy_of(*passphrase)) : std::nullopt;
      },
      limits);
}

PrivateKey PrivateKey::parse(std::string_view text, const PassphraseSource& passphrase,
                             const Limits& limits) {
  keys::PrivateKeyFile file =
      keys::watch_passphrase(passphrase, [&](const PassphraseSource& watched) {
        return keys::read_private_key_file(text, {watched, limits});
      });
  keys::check(file.numbers);
  return PrivateKey(Impl::of(std::move(file.numbers), default_rsa_backend()));
}

PrivateKey PrivateKey::generate(std::size_t modulus_bits) {
  if (modulus_bits < generate_bits_min || modulus_bits > generate_bits_max) {
    throw Error(Errc::invalid_argument, "must be from 2048 to 16384", "modulus_bits");
  }
  const auto key = botan::guarded(
      [modulus_bits] { return Botan::RSA_PrivateKey(botan::rng(), modulus_bits, 65537); });
  return PrivateKey(Impl::of(keys::to_numbers(key), default_rsa_backend()));
}

PrivateKey PrivateKey::with_backend(RsaBackend backend) const {
  return PrivateKey(Impl::of(impl_->numbers(), backend));
}

const PublicKey& PrivateKey::public_key() const noexcept {
  return impl_->unwrapper->public_key();
}

const KeyUnwrapper& PrivateKey::unwrapper() const noexcept {
  return *impl_->unwrapper;
}

SecretString PrivateKey::to_pkcs8_pem() const {
  return keys::encode_pem("PRIVATE KEY", keys::to_botan_key(impl_->numbers()).private_key_info());
}

SecretString PrivateKey::to_encrypted_pkcs8_pem(std::string_view passphrase) const {
  return keys::encode_pem("ENCRYPTED PRIVATE KEY", to_encrypted_pkcs8_der(passphrase).expose());
}

SecretBytes PrivateKey::to_pkcs8_der() const {
  return SecretBytes::copy_of(keys::to_botan_key(impl_->numbers()).private_key_info());
}

SecretBytes PrivateKey::to_encrypted_pkcs8_der(std::string_view passphrase) const {
  require_new_passphrase(passphrase);
  return keys::write_encrypted_private_key_info(
      keys::to_botan_key(impl_->numbers()).private_key_info(), passphrase);
}

SecretString PrivateKey::to_pkcs1_pem() const {
  return keys::encode_pem("RSA PRIVATE KEY", keys::write_pkcs1_private_key(impl_->numbers()));
}

SecretBytes PrivateKey::to_pkcs1_der() const {
  return SecretBytes::copy_of(keys::write_pkcs1_private_key(impl_->numbers()));
}

SecretString PrivateKey::to_openssh_pem(std::string_view comment) const {
  keys::require_comment(comment);
  const SecretBytes blob = keys::write_openssh_private_key(impl_->numbers(), comment, std::nullopt);
  return keys::encode_pem(openssh_label, blob.expose(), openssh_line_characters);
}

SecretString PrivateKey::to_encrypted_openssh_pem(std::string_view passphrase,
                                                  std::string_view comment) const {
  require_new_passphrase(passphrase);
  keys::require_comment(comment);
  const SecretBytes blob = keys::write_openssh_private_key(impl_->numbers(), comment, passphrase);
  return keys::encode_pem(openssh_label, blob.expose(), openssh_line_characters);
}

SecretString PrivateKey::to_jwk() const {
  return keys::write_private_jwk(impl_->numbers());
}

bool PrivateKey::check_primes() const {
  constexpr std::size_t error_bits = 64;
  const keys::RsaPrivateNumbers& key = impl_->numbers();
  return botan::guarded([&key] {
    return Botan::is_prime(key.p, botan::rng(), error_bits) &&
           Botan::is_prime(key.q, botan::rng(), error_bits);
  });
}

std::optional<SecretBytes> PrivateKey::unwrap(std::span<const std::uint8_t> ciphertext) const {
  if (const auto error = keys::modulus_mismatch(public_key(), ciphertext)) {
    throw Error(*error);
  }
  return impl_->unwrapper->unwrap(ciphertext);
}

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#include <botan/hash.h>

#include <bit>
#include <snapseal/core/base64.hpp>
#include <snapseal/keys/public_key.hpp>

#include "core/base64url.hpp"
#include "core/botan.hpp"
#include "core/bytes.hpp"
#include "keys/formats/jwk.hpp"
#include "keys/formats/pem.hpp"
#include "keys/formats/read_key_file.hpp"
#include "keys/formats/spki.hpp"
#include "keys/formats/ssh_rsa.hpp"

namespace snapseal {

namespace {

keys::RsaPublicNumbers numbers_of(const PublicKey& key) {
  return {Botan::BigInt(key.modulus().data(), key.modulus().size()),
          Botan::BigInt(key.public_exponent().data(), key.public_exponent().size())};
}

Botan::secure_vector<std::uint8_t> sha256(std::span<const std::uint8_t> bytes) {
  return botan::guarded([bytes] {
    const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
    return hash->process(bytes.data(), bytes.size());
  });
}

}  // namespace

PublicKey PublicKey::parse(std::string_view text, const Limits& limits) {
  const keys::RsaPublicNumbers numbers = keys::read_public_key_file(text, limits);
  keys::check(numbers);
  return {botan::to_bytes(numbers.n), botan::to_bytes(numbers.e)};
}

PublicKey PublicKey::from_numbers(std::span<const std::uint8_t> modulus,
                                  std::span<const std::uint8_t> public_exponent) {
  const keys::RsaPublicNumbers numbers{
      Botan::BigInt(modulus.data(), modulus.size()),
      Botan::BigInt(public_exponent.data(), public_exponent.size())};
  keys::check(numbers);
  return {botan::to_bytes(numbers.n), botan::to_bytes(numbers.e)};
}

std::string PublicKey::to_openssh(std::string_view comment) const {
  keys::require_comment(comment);
  std::string line = "ssh-rsa " + base64::encode(keys::write_ssh_rsa_blob(numbers_of(*this)));
  if (!comment.empty()) {
    line.append(" ").append(comment);
  }
  return line;
}

std::string PublicKey::to_spki_pem() const {
  const SecretString pem = keys::encode_pem("PUBLIC KEY", to_spki_der());
  return std::string(pem.expose());
}

std::vector<std::uint8_t> PublicKey::to_spki_der() const {
  return keys::write_spki(numbers_of(*this));
}

std::string PublicKey::to_jwk() const {
  return keys::write_public_jwk(numbers_of(*this));
}

std::string PublicKey::jwk_thumbprint_sha256() const {
  const std::string jwk = to_jwk();  // as RFC 7638 section 3 wants it
  const auto digest = sha256(as_bytes(jwk));
  return std::string(base64url::encode(digest).expose());
}

std::string PublicKey::fingerprint_sha256() const {
  const auto digest = sha256(keys::write_ssh_rsa_blob(numbers_of(*this)));
  std::string text = base64::encode(digest);
  text.resize(text.find('='));
  return "SHA256:" + text;
}

std::size_t PublicKey::modulus_bits() const noexcept {
  return modulus_.empty()
             ? 0
             : modulus_.size() * 8 - static_cast<std::size_t>(std::countl_zero(modulus_.front()));
}

}  // namespace snapseal

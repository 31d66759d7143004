// SPDX-License-Identifier: Apache-2.0
#include <botan/exceptn.h>
#include <botan/pk_ops.h>

#include <system_error>

#include "core/botan.hpp"
#include "core/idle_pool.hpp"
#include "keys/rsa/botan_key.hpp"
#include "keys/rsa/decryptor.hpp"

namespace snapseal::keys {

namespace {

class BotanDecryptor final : public RsaDecryptor {
 public:
  explicit BotanDecryptor(Botan::RSA_PrivateKey key) : key_(std::move(key)) {}

  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override;

 private:
  Botan::RSA_PrivateKey key_;
  mutable IdlePool<Botan::PK_Ops::Decryption> idle_;  // they hold blinding state
};

std::optional<SecretBytes> BotanDecryptor::unwrap(std::span<const std::uint8_t> ciphertext) const {
  std::uint8_t valid_mask = 0;
  Botan::secure_vector<std::uint8_t> plaintext;
  try {
    plaintext = idle_.use(
        [this] { return key_.create_decryption_op(botan::rng(), "OAEP(SHA-1)", ""); },
        [&](auto& operation) { return botan::decrypt(operation, valid_mask, ciphertext); });
  } catch (const std::system_error&) {
    throw Error(Errc::crypto_unavailable, "the system gives Botan no thread");
  } catch (const Botan::Lookup_Error&) {
    throw Error(Errc::crypto_unavailable, "this build of Botan lacks RSAES-OAEP with SHA-1");
  } catch (const Botan::Exception&) {
    // With primes that are none, Botan's own checks throw, here or there; nothing is kept.
    return std::nullopt;
  }
  if (valid_mask == 0) {
    return std::nullopt;
  }
  return SecretBytes::copy_of(plaintext);
}

}  // namespace

std::unique_ptr<const RsaDecryptor> make_botan_decryptor(const RsaPrivateNumbers& numbers) {
  return std::make_unique<BotanDecryptor>(to_botan_key(numbers));
}

}  // namespace snapseal::keys

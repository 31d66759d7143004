// SPDX-License-Identifier: Apache-2.0
#include "keys/decryptor_pool.hpp"

#include <botan/exceptn.h>
#include <botan/pk_ops.h>

#include <system_error>

#include "core/botan.hpp"

namespace snapseal::keys {

namespace {

constexpr std::size_t idle_max = 64;  // a burst of threads must not hold memory for ever

}  // namespace

std::optional<SecretBytes> DecryptorPool::decrypt(std::span<const std::uint8_t> ciphertext) const {
  std::uint8_t valid_mask = 0;
  Botan::secure_vector<std::uint8_t> plaintext;
  try {
    Decryptor decryptor = take();
    plaintext = botan::decrypt(*decryptor, valid_mask, ciphertext);
    give_back(std::move(decryptor));
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

DecryptorPool::Decryptor DecryptorPool::take() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Decryptor decryptor = std::move(idle_.back());
      idle_.pop_back();
      return decryptor;
    }
  }
  return key_.create_decryption_op(botan::rng(), "OAEP(SHA-1)", "");
}

void DecryptorPool::give_back(Decryptor decryptor) const noexcept {
  try {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < idle_max) {
      idle_.push_back(std::move(decryptor));
    }
  } catch (...) {  // NOLINT(bugprone-empty-catch): it was only to be kept for the next call
  }
}

}  // namespace snapseal::keys

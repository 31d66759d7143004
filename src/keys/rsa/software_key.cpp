// SPDX-License-Identifier: Apache-2.0
#include "keys/rsa/software_key.hpp"

#include <snapseal/core/error.hpp>
#include <utility>

namespace snapseal::keys {

SoftwareKey::SoftwareKey(RsaPrivateNumbers numbers, RsaBackend backend)
    : numbers_(std::move(numbers)),
      public_key_(to_public_key({numbers_.n, numbers_.e})),
      backend_(backend) {
  if (!is_built_in(backend)) {
    throw Error(Errc::crypto_unavailable,
                "this build of snapseal does not have it: ask is_built_in first, or configure "
                "with -DSNAPSEAL_WITH_OPENSSL=ON",
                "backend");
  }
  make_shareable(numbers_);
}

std::optional<SecretBytes> SoftwareKey::unwrap(std::span<const std::uint8_t> ciphertext) const {
  return decryptor().unwrap(ciphertext);
}

const RsaDecryptor& SoftwareKey::decryptor() const {
  if (const RsaDecryptor* const ready = ready_.load(std::memory_order_acquire)) {
    return *ready;
  }
  const std::lock_guard lock(mutex_);
  if (owned_ == nullptr) {
    owned_ = backend_ == RsaBackend::openssl ? make_openssl_decryptor(numbers_)
                                             : make_botan_decryptor(numbers_);
    ready_.store(owned_.get(), std::memory_order_release);
  }
  return *owned_;
}

}  // namespace snapseal::keys

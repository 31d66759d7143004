// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/mac.h>

#include <array>
#include <cstdint>
#include <memory>
#include <snapseal/core/secret.hpp>
#include <snapseal/signing/credentials.hpp>
#include <string_view>
#include <utility>

#include "core/idle_pool.hpp"
#include "core/secret_buffer.hpp"
#include "signing/writer.hpp"

namespace snapseal::signing {

/// What one signing needs and no two may share: an HMAC-SHA-256 with its key set, and room to write
/// what is signed.
class MacOperation {
 public:
  using Sum = std::array<std::uint8_t, 32>;

  explicit MacOperation(std::string_view key);

  /// HMAC-SHA-256 (RFC 2104) of `message`. May be called again.
  [[nodiscard]] Sum sum(std::string_view message);

  SecretBuffer text;  ///< Empty when an operation is taken, to be cleared before it is given back.
  Writer writer;

 private:
  std::unique_ptr<Botan::MessageAuthenticationCode> mac_;
};

/// HMAC-SHA-256 under one key, callable from many threads at once. Setting the key costs more than
/// a short text does, so operations that are idle are kept.
class KeyedMac {
 public:
  /// `key` has 1 to `hmac_key_bytes_max` bytes.
  explicit KeyedMac(SecretString key) noexcept : key_(std::move(key)) {}

  /// Throws `Errc::invalid_argument` if the key was moved from.
  [[nodiscard]] static const KeyedMac& of(const ConsumerKey& key);

  [[nodiscard]] std::string_view key() const noexcept { return key_.expose(); }

  /// `work(operation)`, whose text is wiped afterwards.
  template <typename Work>
  auto use(Work&& work) const {
    return idle_.use([this] { return std::make_unique<MacOperation>(key()); },
                     [&work](MacOperation& operation) {
                       auto result = std::forward<Work>(work)(operation);
                       operation.text.clear();
                       return result;
                     });
  }

  [[nodiscard]] MacOperation::Sum sum(std::string_view message) const {
    return use([message](MacOperation& operation) { return operation.sum(message); });
  }

 private:
  SecretString key_;
  mutable IdlePool<MacOperation> idle_;
};

}  // namespace snapseal::signing

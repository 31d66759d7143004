// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <snapseal/core/error.hpp>
#include <snapseal/keys/public_key.hpp>

namespace snapseal::keys {

/// Why a ciphertext cannot have been made for a key, which its modulus tells; `nullopt` if it can
/// (RFC 8017 sections 7.1.2 and 5.1.2). `Errc::invalid_encrypted_shared_key_length` or
/// `encrypted_shared_key_out_of_range`.
[[nodiscard]] std::optional<Error> modulus_mismatch(const PublicKey& key,
                                                    std::span<const std::uint8_t> ciphertext);

}  // namespace snapseal::keys

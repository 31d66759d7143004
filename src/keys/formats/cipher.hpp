// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/cipher_mode.h>
#include <botan/secmem.h>

#include <cstdint>
#include <span>

namespace snapseal::keys {

/// The whole of `text` through a cipher of Botan's, in memory that is wiped. Throws what Botan
/// throws: for a wrong padding or tag, among others.
[[nodiscard]] Botan::secure_vector<std::uint8_t> run_cipher(Botan::Cipher_Mode& mode,
                                                            std::span<const std::uint8_t> key,
                                                            std::span<const std::uint8_t> iv,
                                                            std::span<const std::uint8_t> text);

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/cipher.hpp"

namespace snapseal::keys {

Botan::secure_vector<std::uint8_t> run_cipher(Botan::Cipher_Mode& mode,
                                              std::span<const std::uint8_t> key,
                                              std::span<const std::uint8_t> iv,
                                              std::span<const std::uint8_t> text) {
  mode.set_key(key.data(), key.size());
  mode.start(iv.data(), iv.size());
  Botan::secure_vector<std::uint8_t> buffer(text.begin(), text.end());
  mode.finish(buffer);
  return buffer;
}

}  // namespace snapseal::keys

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/response/shared_key.hpp>
#include <string_view>

#include "core/botan.hpp"

namespace snapseal {

SharedKey::SharedKey(SecretBytes bytes) : bytes_(std::move(bytes)) {
  if (!is_valid_size(bytes_.size())) {
    throw Error(Errc::invalid_shared_key_length, "must have 16, 24 or 32 bytes", "shared key");
  }
}

SharedKey SharedKey::generate(std::size_t size) {
  constexpr std::string_view characters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  static_assert(characters.size() == 64, "so that six random bits choose one evenly");
  if (!is_valid_size(size)) {
    throw Error(Errc::invalid_shared_key_length, "must have 16, 24 or 32 bytes", "shared key");
  }
  SecretBytes bytes(size);
  botan::randomize(bytes.expose());
  for (std::uint8_t& byte : bytes.expose()) {
    byte = static_cast<std::uint8_t>(characters[byte & 63]);
  }
  return SharedKey(std::move(bytes));
}

SharedKey SharedKey::from_unwrapped(std::optional<SecretBytes> unwrapped) {
  SecretBytes random(32);
  botan::randomize(random.expose());
  return SharedKey(unwrapped && is_valid_size(unwrapped->size()) ? std::move(*unwrapped)
                                                                 : std::move(random));
}

}  // namespace snapseal

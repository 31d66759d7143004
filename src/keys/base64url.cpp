// SPDX-License-Identifier: Apache-2.0
#include "keys/base64url.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>

#include <algorithm>

namespace snapseal::keys::base64url {

namespace {

/// Puts one character for another, without a branch on a secret.
void exchange(std::span<std::uint8_t> text, char from, char to) {
  for (std::uint8_t& c : text) {
    const auto is_from =
        static_cast<std::uint8_t>(0 - static_cast<int>(c == static_cast<std::uint8_t>(from)));
    c = static_cast<std::uint8_t>((c & ~is_from) | (static_cast<std::uint8_t>(to) & is_from));
  }
}

}  // namespace

std::optional<SecretBytes> decode(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_base64url) || text.size() % 4 == 1) {
    return std::nullopt;
  }
  SecretBytes padded((text.size() + 3) / 4 * 4);
  std::fill(std::copy(text.begin(), text.end(), padded.expose().begin()), padded.expose().end(),
            std::uint8_t{'='});
  exchange(padded.expose(), '-', '+');
  exchange(padded.expose(), '_', '/');
  try {
    const auto decoded = Botan::base64_decode(reinterpret_cast<const char*>(padded.expose().data()),
                                              padded.size(), /*ignore_ws=*/false);
    SecretBytes bytes = SecretBytes::copy_of(decoded);
    // Botan passes over bits behind the last byte.
    if (!(encode(bytes.expose()) == SecretString::copy_of(text))) {
      return std::nullopt;
    }
    return bytes;
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
}

SecretString encode(std::span<const std::uint8_t> bytes) {
  SecretBytes text(Botan::base64_encode_max_output(bytes.size()));
  std::size_t consumed = 0;
  Botan::base64_encode(reinterpret_cast<char*>(text.expose().data()), bytes.data(), bytes.size(),
                       consumed, /*final_inputs=*/true);
  exchange(text.expose(), '+', '-');
  exchange(text.expose(), '/', '_');
  return SecretString(SecretBytes::copy_of(text.expose().first((bytes.size() * 4 + 2) / 3)));
}

}  // namespace snapseal::keys::base64url

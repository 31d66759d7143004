// SPDX-License-Identifier: Apache-2.0
#include "response/ocb.hpp"

#include <botan/exceptn.h>

#include <algorithm>
#include <memory>
#include <snapseal/core/error.hpp>

#include "core/botan.hpp"

namespace snapseal::response {

namespace {

// A new object for every message: Botan 2.19 keeps state of the last nonce over a change of key.
template <typename Direction>
std::unique_ptr<Botan::Cipher_Mode> make_mode(std::span<const std::uint8_t> key,
                                              Direction direction) {
  const char* name = key.size() == 16   ? "AES-128/OCB(16)"
                     : key.size() == 24 ? "AES-192/OCB(16)"
                                        : "AES-256/OCB(16)";
  auto mode = Botan::Cipher_Mode::create(name, direction);
  if (mode == nullptr) {
    throw Error(Errc::crypto_unavailable, "this build of Botan lacks AES-OCB");
  }
  mode->set_key(key.data(), key.size());
  return mode;
}

}  // namespace

OcbSealed ocb_encrypt(std::span<const std::uint8_t> key, std::span<const std::uint8_t> nonce,
                      std::span<const std::uint8_t> plaintext) {
  const auto mode = make_mode(key, botan::encryption);
  mode->start(nonce.data(), nonce.size());
  Botan::secure_vector<std::uint8_t> buffer(plaintext.begin(), plaintext.end());
  mode->finish(buffer);
  const auto tag = buffer.begin() + static_cast<std::ptrdiff_t>(plaintext.size());
  return {{buffer.begin(), tag}, {tag, buffer.end()}};
}

std::optional<SecretBytes> ocb_decrypt(std::span<const std::uint8_t> key,
                                       std::span<const std::uint8_t> nonce,
                                       std::span<const std::uint8_t> ciphertext,
                                       std::span<const std::uint8_t> tag) {
  const auto mode = make_mode(key, botan::decryption);
  mode->start(nonce.data(), nonce.size());

  // In place, so that there is one copy of the plaintext; what is left over at the end goes with
  // the tag. On failure both buffers are wiped as they go.
  SecretBytes text(ciphertext.size());
  std::copy(ciphertext.begin(), ciphertext.end(), text.expose().begin());
  const std::size_t whole = text.size() - text.size() % mode->update_granularity();
  if (whole != 0) {
    mode->process(text.expose().data(), whole);
  }
  Botan::secure_vector<std::uint8_t> last(ciphertext.begin() + static_cast<std::ptrdiff_t>(whole),
                                          ciphertext.end());
  last.insert(last.end(), tag.begin(), tag.end());
  try {
    mode->finish(last);
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
  std::copy(last.begin(), last.end(), text.expose().begin() + static_cast<std::ptrdiff_t>(whole));
  return text;
}

}  // namespace snapseal::response

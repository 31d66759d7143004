// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "gcrypt_peer.hpp"

namespace gcrypt_peer {

namespace {

[[noreturn]] void absent() {
  throw std::logic_error("libgcrypt is not built in");
}

}  // namespace

bool is_built_in() {
  return false;
}

std::string version() {
  return {};
}

Key::Key(std::string_view /*pem*/) {
  absent();
}

Bytes Key::unwrap(View /*ciphertext*/) const {
  absent();
}

std::string Key::open(std::string_view /*json*/) const {
  absent();
}

std::string open_message(View /*shared_key*/, View /*ciphertext*/, View /*tag*/, View /*nonce*/) {
  absent();
}

}  // namespace gcrypt_peer

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/keys/rsa_backend.hpp>

#include "keys/rsa/decryptor.hpp"

namespace snapseal {

std::string_view to_string(RsaBackend backend) noexcept {
  switch (backend) {
    case RsaBackend::botan: return "Botan";
    case RsaBackend::openssl: return "OpenSSL";
  }
  return "unknown";
}

bool is_built_in(RsaBackend backend) noexcept {
  return backend == RsaBackend::botan || (backend == RsaBackend::openssl && keys::has_openssl());
}

RsaBackend default_rsa_backend() noexcept {
  return keys::has_openssl() ? RsaBackend::openssl : RsaBackend::botan;
}

}  // namespace snapseal

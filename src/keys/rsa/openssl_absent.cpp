// SPDX-License-Identifier: Apache-2.0
// In place of openssl_decryptor.cpp where OpenSSL is left out.
#include <snapseal/core/error.hpp>

#include "keys/rsa/decryptor.hpp"

namespace snapseal::keys {

bool has_openssl() noexcept {
  return false;
}

std::unique_ptr<const RsaDecryptor> make_openssl_decryptor(const RsaPrivateNumbers& /*numbers*/) {
  throw Error(Errc::crypto_unavailable,
              "this build of snapseal has no OpenSSL: configure it with "
              "-DSNAPSEAL_WITH_OPENSSL=ON");
}

}  // namespace snapseal::keys

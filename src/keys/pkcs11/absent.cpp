// SPDX-License-Identifier: Apache-2.0
// In place of pkcs11.cpp where tokens are left out.
#include <snapseal/keys/pkcs11.hpp>

namespace snapseal {

bool has_pkcs11() noexcept {
  return false;
}

std::unique_ptr<KeyUnwrapper> open_pkcs11_key(std::string_view /*uri*/,
                                              const Pkcs11PinSource& /*pin*/) {
  throw Error(Errc::crypto_unavailable,
              "this build of snapseal cannot use PKCS#11 tokens: configure it with "
              "-DSNAPSEAL_WITH_PKCS11=ON");
}

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#include "keys/rsa/botan_key.hpp"

#include "core/botan.hpp"
#include "keys/formats/pkcs1.hpp"

namespace snapseal::keys {

// From DER Botan takes dP, dQ and qInv as they are; from numbers it would work them out again.
Botan::RSA_PrivateKey to_botan_key(const RsaPrivateNumbers& numbers) {
  return botan::guarded([&numbers] {
    Botan::RSA_PrivateKey key(Botan::AlgorithmIdentifier(), write_pkcs1_private_key(numbers));
    // As `make_shareable` does: these are the key's own numbers, and no copies.
    for (const Botan::BigInt* number : {&key.get_n(), &key.get_e(), &key.get_d(), &key.get_p(),
                                        &key.get_q(), &key.get_d1(), &key.get_d2(), &key.get_c()}) {
      static_cast<void>(number->bits());
    }
    return key;
  });
}

RsaPrivateNumbers to_numbers(const Botan::RSA_PrivateKey& key) {
  return {key.get_n(), key.get_e(),  key.get_d(),  key.get_p(),
          key.get_q(), key.get_d1(), key.get_d2(), key.get_c()};
}

}  // namespace snapseal::keys

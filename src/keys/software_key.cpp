// SPDX-License-Identifier: Apache-2.0
#include "keys/software_key.hpp"

#include "core/botan.hpp"
#include "keys/pkcs1.hpp"

namespace snapseal::keys {

// From DER Botan takes dP, dQ and qInv as they are; from numbers it would work them out again.
SoftwareKey::SoftwareKey(const RsaPrivateNumbers& numbers)
    : SoftwareKey(botan::guarded([&numbers] {
        return Botan::RSA_PrivateKey(Botan::AlgorithmIdentifier(),
                                     write_pkcs1_private_key(numbers));
      })) {}

SoftwareKey::SoftwareKey(Botan::RSA_PrivateKey rsa)
    : rsa_(std::move(rsa)),
      public_key_(to_public_key({rsa_.get_n(), rsa_.get_e()})),
      decryptors_(rsa_) {}

RsaPrivateNumbers SoftwareKey::numbers() const {
  return {rsa_.get_n(), rsa_.get_e(),  rsa_.get_d(),  rsa_.get_p(),
          rsa_.get_q(), rsa_.get_d1(), rsa_.get_d2(), rsa_.get_c()};
}

}  // namespace snapseal::keys

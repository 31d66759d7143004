// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/algorithm.hpp"

#include <array>
#include <snapseal/core/error.hpp>

#include "core/botan.hpp"

namespace snapseal::keys {

namespace {

struct OtherAlgorithm {
  std::string_view oid;
  Literal message;
};

constexpr std::array other_algorithms{
    OtherAlgorithm{"1.2.840.113549.1.1.10",
                   "an RSASSA-PSS key, which may only sign: make an RSA key that may encrypt"},
    OtherAlgorithm{"1.2.840.113549.1.1.7",
                   "a key bound to RSAES-OAEP parameters: make a plain RSA key"},
    OtherAlgorithm{"1.2.840.10045.2.1", "an elliptic curve key: an RSA key is needed"},
    OtherAlgorithm{"1.3.101.110", "an X25519 key: an RSA key is needed"},
    OtherAlgorithm{"1.3.101.111", "an X448 key: an RSA key is needed"},
    OtherAlgorithm{"1.3.101.112", "an Ed25519 key: an RSA key is needed"},
    OtherAlgorithm{"1.3.101.113", "an Ed448 key: an RSA key is needed"},
    OtherAlgorithm{"1.2.840.10040.4.1", "a DSA key: an RSA key is needed"},
    OtherAlgorithm{"1.2.840.113549.1.3.1", "a Diffie-Hellman key: an RSA key is needed"},
};

}  // namespace

void require_rsa_encryption(const Botan::AlgorithmIdentifier& algorithm) {
  const Botan::OID& oid = botan::oid(algorithm);
  if (!botan::is_oid(oid, "1.2.840.113549.1.1.1")) {
    for (const OtherAlgorithm& other : other_algorithms) {
      if (botan::is_oid(oid, other.oid)) {
        throw Error(Errc::unsupported_key_algorithm, other.message);
      }
    }
    throw Error(Errc::unsupported_key_algorithm, "a key for an unknown algorithm, not for RSA");
  }
  const auto& parameters = botan::parameters(algorithm);
  if (!parameters.empty() && parameters != std::vector<std::uint8_t>{0x05, 0x00}) {
    throw Error(Errc::malformed_key, "rsaEncryption has parameters other than NULL");
  }
}

}  // namespace snapseal::keys

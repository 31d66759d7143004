// SPDX-License-Identifier: Apache-2.0
// Public keys: every one that is read is the same after each format, and encrypts.
#include <snapseal/keys/public_key.hpp>
#include <snapseal/response/encrypt.hpp>
#include <string>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactBuffer exact(Input(data, size).rest());
  std::optional<PublicKey> key;
  const auto error = error_of([&] { key = PublicKey::parse(exact.view()); });
  if (error) {
    FUZZ_CHECK(group_of(*error) == 2 || error->code() == Errc::input_too_large);
    return 0;
  }
  FUZZ_CHECK(key->modulus_bits() >= 1024 && key->modulus_bits() <= 16384);
  for (const std::string& text :
       {key->to_openssh(), key->to_openssh("a b"), key->to_spki_pem(), key->to_jwk()}) {
    const PublicKey again = PublicKey::parse(text);
    FUZZ_CHECK(again.to_spki_pem() == key->to_spki_pem());
    FUZZ_CHECK(again.jwk_thumbprint_sha256() == key->jwk_thumbprint_sha256());
  }
  if (key->modulus_bits() <= 4096) {
    const EncryptedResponse response = encrypt_response(*key, "text");
    FUZZ_CHECK(response.encrypted_shared_key().size() == key->modulus_bytes());
  }
  return 0;
}

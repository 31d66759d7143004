// SPDX-License-Identifier: Apache-2.0
// Two threads write one key at the same time. Run under valgrind --tool=helgrind, which sees what
// happens inside Botan, too; ThreadSanitizer sees only what was compiled with it.
//
// Decrypting is not in here: helgrind does not understand std::atomic and std::future, with which
// the back ends work. The tests under ThreadSanitizer decrypt from many threads.
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <thread>

namespace {

/// Every const member that reads the numbers of a key. (The two that encrypt read them as those do
/// that do not, and would take minutes here.)
void use(const snapseal::PrivateKey& key) {
  static_cast<void>(key.to_jwk());
  static_cast<void>(key.to_pkcs8_pem());
  static_cast<void>(key.to_openssh_pem("comment"));
  static_cast<void>(key.with_backend(snapseal::RsaBackend::botan).to_jwk());
  static_cast<void>(key.check_primes());
  static_cast<void>(key.public_key().to_jwk());
  static_cast<void>(key.public_key().to_spki_pem());
  static_cast<void>(key.public_key().to_openssh());
  static_cast<void>(key.public_key().fingerprint_sha256());
  static_cast<void>(key.public_key().jwk_thumbprint_sha256());
}

void share(const snapseal::PrivateKey& key) {
  std::thread first([&key] { use(key); });
  std::thread second([&key] { use(key); });
  first.join();
  second.join();
}

}  // namespace

int main() {
  // What Botan makes once in a process is made before there are threads.
  use(snapseal::PrivateKey::generate(2048));

  share(snapseal::PrivateKey::generate(2048));
  share(snapseal::PrivateKey::parse(snapseal::PrivateKey::generate(2048).to_jwk().expose()));
  share(snapseal::PrivateKey::generate(2048).with_backend(snapseal::RsaBackend::botan));
  std::cout << "shared\n" << std::flush;
  std::_Exit(0);  // p11-kit's end is none of this
}

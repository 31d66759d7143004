// SPDX-License-Identifier: Apache-2.0
#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/system_rng.h>

#include <memory>

#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

std::shared_ptr<const Botan::Private_Key> load_with_botan(const std::string& pem) {
  Botan::DataSource_Memory source(pem);
  return Botan::PKCS8::load_key(source);
}

}  // namespace

void add_oaep(const Inputs& inputs) {
  for (const Recipient& recipient : inputs.recipients) {
    const std::string name = "oaep/" + recipient.name + "/";
    const snapseal::EncryptedResponse& response = recipient.messages.front().response;
    const auto ciphertext = response.encrypted_shared_key();
    const auto shared_key = std::make_shared<const snapseal::SharedKey>(
        snapseal::decrypt_shared_key(recipient.key, response));
    const auto is_shared_key = is_bytes(shared_key->expose());

    add(
        name + "snapseal",
        [&recipient, ciphertext] { return recipient.key.rsaes_oaep_decrypt(ciphertext).value(); },
        [&](const snapseal::SecretBytes& bytes) { return is_shared_key(bytes.expose()); });
    add(
        name + "yardstick",
        [key = std::make_shared<const yardstick::Key>(recipient.pem), ciphertext] {
          return key->unwrap(ciphertext);
        },
        is_shared_key);
    // What `PrivateKey` saves by keeping its decryptors.
    add(
        name + "botan-fresh",
        [key = load_with_botan(recipient.pem), ciphertext] {
          const Botan::PK_Decryptor_EME decryptor(*key, Botan::system_rng(), "OAEP(SHA-1)");
          return decryptor.decrypt(ciphertext.data(), ciphertext.size());
        },
        is_shared_key);
  }
}

}  // namespace bench

// SPDX-License-Identifier: Apache-2.0
#include "commands/opened_response.hpp"

#include "failure.hpp"
#include "secrets/tokens.hpp"

namespace snapseal::cli {

namespace {

/// "a.pem is X", or for several keys "a.pem is X, b.pem is Y".
template <typename Tell>
std::string for_each_key(const std::vector<std::string>& names, const std::vector<PrivateKey>& keys,
                         Tell&& tell) {
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    text += (i == 0 ? "" : ", ") + name_of_key(names[i]) + " " + tell(keys[i].public_key());
  }
  return text;
}

std::string hint_for(const Error& error, const std::vector<std::string>& names,
                     const std::vector<PrivateKey>& keys, const EncryptedResponse& response) {
  switch (error.code()) {
    case Errc::invalid_encrypted_shared_key_length:
      return "the response was made for a key of " +
             std::to_string(response.encrypted_shared_key().size() * 8) + " bits, " +
             for_each_key(names, keys, [](const PublicKey& key) {
               return "has " + std::to_string(key.modulus_bits());
             });
    case Errc::decryption_failed:
      return "is this the key whose public half was registered? " +
             for_each_key(names, keys,
                          [](const PublicKey& key) { return "is " + key.fingerprint_sha256(); });
    default: return {};
  }
}

}  // namespace

DecryptedResponse open_response(const std::vector<std::string>& names,
                                const std::vector<PrivateKey>& keys,
                                const EncryptedResponse& response, bool try_legacy_nonce) {
  DecryptedResponse opened = [&] {
    try {
      return decrypt_response(keys, response, {.try_legacy_nonce = try_legacy_nonce});
    } catch (const Error& error) {
      throw to_failure(error, hint_for(error, names, keys, response));
    }
  }();
  if (keys.size() > 1) {
    note("opened with " + name_of_key(names[opened.key_index]));
  }
  if (opened.nonce_form == NonceForm::legacy15) {
    note(
        "the response uses its 15-byte nonce as PyCryptodome before 3.17.0 does (14 bytes of it), "
        "not as RFC 7253 says");
  }
  return opened;
}

}  // namespace snapseal::cli

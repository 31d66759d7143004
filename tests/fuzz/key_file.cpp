// SPDX-License-Identifier: Apache-2.0
// Private key files: inspecting and reading agree, every key is a whole one, and writing it in each
// format gives it back. The last byte chooses the passphrase.
#include <array>
#include <snapseal/keys/key_file.hpp>
#include <snapseal/keys/private_key.hpp>
#include <string>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

/// So costly that a target does thousands of them a minute.
Limits cheap_limits() {
  Limits limits;
  limits.pbkdf2_iterations = 2048;
  limits.scrypt_bytes = std::size_t{1} << 21U;
  limits.bcrypt_rounds = 1;
  limits.argon2_bytes = std::size_t{1} << 20U;
  return limits;
}

/// Those of the keys in vectors/, and some that open none.
std::string_view passphrase_for(std::uint8_t choice) {
  constexpr std::array<std::string_view, 8> all{"correct horse battery staple",
                                                "correct horse",
                                                "passphrase",
                                                "secret",
                                                "hunter2",
                                                "test",
                                                "p\xc3\xa4ssword",
                                                ""};
  return all[choice % all.size()];
}

bool is_about_key(const Error& error) {
  return group_of(error) == 2 || error.code() == Errc::input_too_large ||
         error.code() == Errc::crypto_unavailable || error.code() == Errc::invalid_argument;
}

void check_written(const PrivateKey& key) {
  const SecretString pem = key.to_pkcs8_pem();
  FUZZ_CHECK(PrivateKey::parse(pem.expose()).to_pkcs8_pem() == pem);
  FUZZ_CHECK(PrivateKey::parse(key.to_openssh_pem("comment").expose()).to_pkcs8_pem() == pem);
  FUZZ_CHECK(PrivateKey::parse(key.to_jwk().expose()).to_pkcs8_pem() == pem);
}

/// The RSA step may fail, whatever the numbers are, but only in the ways that are named.
void check_unwraps_nothing(const PrivateKey& key) {
  const Bytes ciphertext(key.public_key().modulus_bytes(), 1);
  for (const RsaBackend backend : {RsaBackend::openssl, RsaBackend::botan}) {
    if (is_built_in(backend)) {
      std::optional<SecretBytes> unwrapped;
      const auto error =
          error_of([&] { unwrapped = key.with_backend(backend).unwrap(ciphertext); });
      FUZZ_CHECK(!unwrapped);
      FUZZ_CHECK(!error || error->code() == Errc::encrypted_shared_key_out_of_range ||
                 error->code() == Errc::crypto_unavailable);
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactBuffer exact(Input(data, size).rest());
  const std::string_view text = exact.view();
  const Limits limits = cheap_limits();
  std::optional<KeyFileReport> report;
  const auto unreadable = error_of([&] { report = inspect_key_file(text, limits); });
  bool is_asked = false;
  const auto passphrase = [&](const KeyFileReport&) -> std::optional<SecretString> {
    is_asked = true;
    return SecretString::copy_of(passphrase_for(size == 0 ? 0 : data[size - 1]));
  };
  std::optional<PrivateKey> key;
  const auto error = error_of([&] { key = PrivateKey::parse(text, passphrase, limits); });
  FUZZ_CHECK(!unreadable || (is_about_key(*unreadable) && !key));
  FUZZ_CHECK(!error || is_about_key(*error));
  FUZZ_CHECK(is_asked || !unreadable || error->code() == unreadable->code());
  FUZZ_CHECK(!report || !report->encryption.empty() || (key && !is_asked));
  FUZZ_CHECK(!report || report->encryption.empty() || is_asked || !key);
  if (!key) {
    return 0;
  }
  const PublicKey half = key->public_key();
  FUZZ_CHECK(half.modulus_bits() >= 1024 && half.modulus_bits() <= 16384);
  FUZZ_CHECK(!report || !report->public_key ||
             report->public_key->fingerprint_sha256() == half.fingerprint_sha256());
  if (half.modulus_bits() <= 4096) {
    check_written(*key);
    check_unwraps_nothing(*key);
  }
  return 0;
}

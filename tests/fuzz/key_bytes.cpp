// SPDX-License-Identifier: Apache-2.0
// The readers behind the text of a key file, each by its own bytes: what base64, a checksum or a
// MAC would keep an input from reaching. The first byte chooses the reader.
#include <botan/base64.h>
#include <botan/hex.h>
#include <botan/mac.h>

#include <algorithm>
#include <snapseal/keys/private_key.hpp>
#include <string>

#include "fuzz.hpp"
#include "keys/formats/openssh.hpp"
#include "keys/formats/pkcs1.hpp"
#include "keys/formats/pkcs8.hpp"
#include "keys/formats/spki.hpp"
#include "keys/formats/ssh_rsa.hpp"
#include "keys/formats/ssh_wire.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

void check_fits(const keys::RsaPrivateNumbers& numbers) {
  keys::check(numbers);
  FUZZ_CHECK(numbers.p * numbers.q == numbers.n);
}

/// PuTTY's version 3, not encrypted, with a MAC that holds.
void read_putty(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 2) {
    return;
  }
  const std::size_t cut =
      std::min<std::size_t>(static_cast<std::size_t>(bytes[0]) << 8U | bytes[1], bytes.size() - 2);
  const auto public_half = bytes.subspan(2, cut);
  const auto private_half = bytes.subspan(2 + cut);
  keys::SshWriter signed_part;
  signed_part.put_text("ssh-rsa")
      .put_text("none")
      .put_text("c")
      .put_string(public_half)
      .put_string(private_half);
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)");
  mac->set_key(nullptr, 0);
  mac->update(signed_part.bytes().data(), signed_part.bytes().size());
  const auto code = mac->final();
  const std::string file =
      "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: c\nPublic-Lines: 1\n" +
      Botan::base64_encode(public_half.data(), public_half.size()) + "\nPrivate-Lines: 1\n" +
      Botan::base64_encode(private_half.data(), private_half.size()) +
      "\nPrivate-MAC: " + Botan::hex_encode(code.data(), code.size(), false) + "\n";
  const auto error = error_of([&] { static_cast<void>(PrivateKey::parse(file).to_jwk()); });
  FUZZ_CHECK(!error || std::string_view(error->what()).find("MAC") == std::string_view::npos);
}

void read(std::uint8_t reader, std::span<const std::uint8_t> bytes) {
  Limits limits;
  limits.pbkdf2_iterations = 2048;
  limits.scrypt_bytes = std::size_t{1} << 20U;
  limits.bcrypt_rounds = 1;
  const PassphraseSource passphrase = [](const KeyFileReport& file) {
    FUZZ_CHECK(!file.encryption.empty());
    return std::optional(SecretString::copy_of("secret"));
  };
  const keys::KeyReading reading{passphrase, limits};
  switch (reader % 7) {
    case 0: return check_fits(keys::read_openssh_private_key(bytes, reading));
    case 1: return check_fits(keys::read_private_key_info(bytes));
    case 2: return check_fits(keys::read_pkcs1_private_key(bytes));
    case 3: return check_fits(keys::read_encrypted_private_key_info(bytes, reading));
    case 4: {
      const auto numbers = keys::read_ssh_rsa_blob(bytes);
      keys::check(numbers);
      const Bytes written = keys::write_ssh_rsa_blob(numbers);
      FUZZ_CHECK(std::equal(written.begin(), written.end(), bytes.begin(), bytes.end()));
      return;
    }
    case 5: {
      const auto numbers = keys::read_spki(bytes);
      keys::check(numbers);
      const Bytes written = keys::write_spki(numbers);
      FUZZ_CHECK(keys::read_spki(written).n == numbers.n);
      return;
    }
    default: return read_putty(bytes);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t reader = input.byte();
  const ExactBuffer exact(input.rest());
  static_cast<void>(error_of([&] { read(reader, test::bytes_of(exact.view())); }));
  return 0;
}

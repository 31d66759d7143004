// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/putty.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/hex.h>
#include <botan/mac.h>
#include <botan/pwdhash.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <snapseal/core/error.hpp>
#include <string>
#include <vector>

#include "core/ascii.hpp"
#include "core/botan.hpp"
#include "core/bytes.hpp"
#include "keys/formats/cipher.hpp"
#include "keys/formats/ssh_rsa.hpp"
#include "keys/formats/ssh_wire.hpp"

namespace snapseal::keys {

namespace {

using SecureVector = Botan::secure_vector<std::uint8_t>;

constexpr std::size_t key_bytes = 32;  // AES-256
constexpr std::size_t iv_bytes = 16;
constexpr Literal damaged = "the PuTTY key file is damaged";

[[noreturn]] void throw_damaged() {
  throw Error(Errc::malformed_key, damaged);
}

/// Takes a file apart, line by line.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  std::string_view next() {
    if (rest_.empty()) {
      throw_damaged();
    }
    const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    for (const char line_end : {'\r', '\n'}) {  // CR, LF or both, as puttygen reads them
      rest_.remove_prefix(rest_.starts_with(line_end) ? 1 : 0);
    }
    return line;
  }
  /// The value of the next line, which must be a header of that name.
  std::string_view value_of(std::string_view name) {
    const std::string_view line = next();
    if (!line.starts_with(name) || !line.substr(name.size()).starts_with(": ")) {
      throw_damaged();
    }
    return line.substr(name.size() + 2);
  }
  std::size_t number_of(std::string_view name) {
    const std::string_view digits = value_of(name);
    std::uint32_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc() || stopped != end) {
      throw_damaged();
    }
    return number;
  }
  /// A header with a number of lines, and the base64 in so many lines after it.
  SecureVector base64_of(std::string_view name) {
    SecureVector characters;
    for (std::size_t count = number_of(name); count > 0; --count) {
      const std::string_view line = next();
      characters.insert(characters.end(), line.begin(), line.end());
    }
    try {
      return Botan::base64_decode(reinterpret_cast<const char*>(characters.data()),
                                  characters.size(), /*ignore_ws=*/false);
    } catch (const Botan::Exception&) {
      throw_damaged();
    }
  }
  std::vector<std::uint8_t> hex_of(std::string_view name) {
    const std::string_view hex = value_of(name);
    try {
      return Botan::hex_decode(hex.data(), hex.size(), /*ignore_ws=*/false);
    } catch (const Botan::Exception&) {
      throw_damaged();
    }
  }
  void require_end() const {
    if (rest_.find_first_not_of(ascii::whitespace) != std::string_view::npos) {
      throw_damaged();
    }
  }

 private:
  std::string_view rest_;
};

struct File {
  int version = 0;
  std::string_view algorithm;
  std::string_view encryption;
  std::string_view comment;
  SecureVector public_key;
  std::unique_ptr<Botan::PasswordHash> argon2;  // version 3, if encrypted
  std::vector<std::uint8_t> salt;
  SecureVector private_key;  // as it stands: encrypted, perhaps
  std::vector<std::uint8_t> mac;

  [[nodiscard]] bool is_encrypted() const { return encryption != "none"; }
  [[nodiscard]] std::string_view mac_name() const {
    return version == 2 ? "HMAC(SHA-1)" : "HMAC(SHA-256)";
  }
};

int read_version(std::string_view line) {
  line.remove_prefix(putty_beginning.size());
  if (line.starts_with("2: ")) {
    return 2;
  }
  if (line.starts_with("3: ")) {
    return 3;
  }
  throw Error(Errc::unsupported_key_format,
              "a PuTTY key file of another version than 2 and 3: convert it with "
              "puttygen OLD -O private-openssh -o NEW");
}

void read_argon2(Lines& lines, File& file, const Limits& limits) {
  constexpr std::uint64_t passes_per_limit = 64;
  const std::string_view name = lines.value_of("Key-Derivation");
  if (name != "Argon2id" && name != "Argon2i" && name != "Argon2d") {
    throw Error(Errc::unsupported_key_encryption,
                "the PuTTY key file's passphrase hashing is not Argon2");
  }
  const std::size_t memory_kib = lines.number_of("Argon2-Memory");
  const std::size_t passes = lines.number_of("Argon2-Passes");
  const std::size_t parallelism = lines.number_of("Argon2-Parallelism");
  file.salt = lines.hex_of("Argon2-Salt");
  if (memory_kib == 0 || passes == 0 || parallelism == 0 || file.salt.empty()) {
    throw_damaged();
  }
  const std::uint64_t limit_kib = limits.argon2_bytes / 1024;
  if (memory_kib > limit_kib || std::uint64_t{memory_kib} * passes > limit_kib * passes_per_limit) {
    throw Error(Errc::key_encryption_too_costly,
                "the key file asks for more passphrase hashing than the limits allow: raise "
                "Limits::argon2_bytes if you trust it");
  }
  if (parallelism > memory_kib / 8) {  // RFC 9106 section 3.1
    throw Error(Errc::unsupported_key_encryption,
                "the key file's passphrase hashing has more lanes than its memory allows");
  }
  const auto argon2 =
      botan::guarded([name] { return Botan::PasswordHashFamily::create(std::string(name)); });
  if (argon2 == nullptr) {
    throw Error(Errc::crypto_unavailable, "this build of Botan lacks Argon2");
  }
  try {
    file.argon2 = argon2->from_params(memory_kib, passes, parallelism);
  } catch (const Botan::Exception&) {  // Botan has bounds of its own
    throw Error(Errc::unsupported_key_encryption,
                "the key file's passphrase hashing has parameters that Botan does not take");
  }
}

File read_file(std::string_view text, const Limits& limits) {
  Lines lines(text);
  const std::string_view first = lines.next();
  File file;
  file.version = read_version(first);
  file.algorithm = first.substr(putty_beginning.size() + 3);
  if (file.algorithm.find_first_of(" \t\\") != std::string_view::npos) {
    throw_damaged();
  }
  if (file.algorithm != "ssh-rsa") {
    throw Error(Errc::unsupported_key_algorithm,
                "a PuTTY private key, but not an RSA key: make one with puttygen -t rsa -o NEW");
  }
  file.encryption = lines.value_of("Encryption");
  if (file.encryption != "none" && file.encryption != "aes256-cbc") {
    throw Error(Errc::unsupported_key_encryption,
                "the PuTTY key file is encrypted with a cipher that is not read here");
  }
  file.comment = lines.value_of("Comment");
  file.public_key = lines.base64_of("Public-Lines");
  if (file.version == 3 && file.is_encrypted()) {
    read_argon2(lines, file, limits);
  }
  file.private_key = lines.base64_of("Private-Lines");
  file.mac = lines.hex_of("Private-MAC");
  lines.require_end();
  if (file.mac.size() != (file.version == 2 ? 20 : 32)) {
    throw_damaged();
  }
  if (file.is_encrypted() &&
      (file.private_key.empty() || file.private_key.size() % iv_bytes != 0)) {
    throw_damaged();
  }
  return file;
}

std::string describe(const File& file) {
  if (!file.is_encrypted()) {
    return {};
  }
  return (file.argon2 ? botan::describe(*file.argon2) : std::string("SHA-1")) + ", aes256-cbc";
}

struct Secrets {
  SecureVector cipher_key;
  SecureVector iv;
  SecureVector mac_key;
};

Secrets derive_v2(std::string_view passphrase) {
  const auto sha1 = Botan::HashFunction::create_or_throw("SHA-1");
  Secrets secrets;
  for (std::uint8_t counter = 0; counter < 2; ++counter) {
    const std::array<std::uint8_t, 4> big_endian{0, 0, 0, counter};
    sha1->update(big_endian.data(), big_endian.size());
    sha1->update(as_bytes(passphrase).data(), passphrase.size());
    const SecureVector digest = sha1->final();
    secrets.cipher_key.insert(secrets.cipher_key.end(), digest.begin(), digest.end());
  }
  secrets.cipher_key.resize(key_bytes);
  secrets.iv.resize(iv_bytes);
  sha1->update("putty-private-key-file-mac-key");
  sha1->update(as_bytes(passphrase).data(), passphrase.size());
  secrets.mac_key = sha1->final();
  return secrets;
}

Secrets derive_v3(const File& file, std::string_view passphrase) {
  constexpr std::size_t mac_key_bytes = 32;
  SecureVector derived(key_bytes + iv_bytes + mac_key_bytes);
  file.argon2->derive_key(derived.data(), derived.size(), passphrase.data(), passphrase.size(),
                          file.salt.data(), file.salt.size());
  const auto iv = derived.begin() + key_bytes;
  return {{derived.begin(), iv}, {iv, iv + iv_bytes}, {iv + iv_bytes, derived.end()}};
}

Secrets derive(const File& file, std::string_view passphrase) {
  if (file.version == 2) {
    return derive_v2(passphrase);
  }
  return file.is_encrypted() ? derive_v3(file, passphrase) : Secrets{};  // a MAC without a key
}

bool mac_holds(const File& file, const SecureVector& mac_key, const SecureVector& private_key) {
  SshWriter covered;
  covered.put_text(file.algorithm)
      .put_text(file.encryption)
      .put_text(file.comment)
      .put_string(file.public_key)
      .put_string(private_key);
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw(std::string(file.mac_name()));
  mac->set_key(mac_key);
  mac->update(covered.bytes().data(), covered.bytes().size());
  return mac->verify_mac(file.mac);
}

SecureVector open(const File& file, std::string_view passphrase) {
  return botan::guarded([&] {
    const Secrets secrets = derive(file, passphrase);
    SecureVector private_key = file.private_key;
    if (file.is_encrypted()) {
      const auto mode =
          Botan::Cipher_Mode::create_or_throw("AES-256/CBC/NoPadding", botan::decryption);
      private_key = run_cipher(*mode, secrets.cipher_key, secrets.iv, private_key);
    }
    if (!mac_holds(file, secrets.mac_key, private_key)) {
      if (file.is_encrypted()) {
        throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
      }
      throw Error(Errc::malformed_key,
                  "the PuTTY key file was changed: its Private-MAC does not hold");
    }
    return private_key;
  });
}

}  // namespace

RsaPrivateNumbers read_putty_private_key(std::string_view text, const KeyReading& reading) {
  const File file = read_file(text, reading.limits);
  const RsaPublicNumbers public_numbers = read_ssh_rsa_blob(file.public_key);
  check(public_numbers);
  SecretString passphrase;
  if (file.is_encrypted()) {
    passphrase =
        ask_passphrase(reading, {KeyFormat::putty, describe(file), to_public_key(public_numbers)});
  }
  const SecureVector private_key = open(file, passphrase.expose());

  SshReader fields(private_key, damaged);
  RsaPrivateNumbers key;
  key.n = public_numbers.n;
  key.e = public_numbers.e;
  key.d = fields.take_mpint();
  key.p = fields.take_mpint();
  key.q = fields.take_mpint();
  key.qInv = fields.take_mpint();
  if (fields.rest().size() >= (file.is_encrypted() ? iv_bytes : 1)) {  // random padding
    throw_damaged();
  }
  complete_crt_exponents(key);
  return key;
}

}  // namespace snapseal::keys

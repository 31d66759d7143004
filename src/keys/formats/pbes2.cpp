// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/pbes2.hpp"

#include <botan/exceptn.h>
#include <botan/pwdhash.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "core/botan.hpp"
#include "keys/formats/cipher.hpp"
#include "keys/formats/der.hpp"

namespace snapseal::keys {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view pbes2_oid = "1.2.840.113549.1.5.13";
constexpr std::string_view pbkdf2_oid = "1.2.840.113549.1.5.12";
constexpr std::string_view scrypt_oid = "1.3.6.1.4.1.11591.4.11";
constexpr std::string_view hmac_sha1_oid = "1.2.840.113549.2.7";
constexpr std::string_view hmac_sha256_oid = "1.2.840.113549.2.9";
constexpr std::string_view aes256_cbc_oid = "2.16.840.1.101.3.4.1.42";

struct Prf {
  std::string_view oid;
  std::string_view kdf;  // Botan's name
};

constexpr std::array prfs{
    Prf{hmac_sha1_oid, "PBKDF2(SHA-1)"},
    Prf{"1.2.840.113549.2.8", "PBKDF2(SHA-224)"},
    Prf{hmac_sha256_oid, "PBKDF2(SHA-256)"},
    Prf{"1.2.840.113549.2.10", "PBKDF2(SHA-384)"},
    Prf{"1.2.840.113549.2.11", "PBKDF2(SHA-512)"},
    Prf{"1.2.840.113549.2.13", "PBKDF2(SHA-512-256)"},
};

struct Cipher {
  std::string_view oid;
  std::string_view name;  // Botan's name
  std::size_t key_bytes;
  std::size_t block_bytes;  // what the ciphertext is a multiple of
  bool authenticated;
};

constexpr std::array ciphers{
    Cipher{"2.16.840.1.101.3.4.1.2", "AES-128/CBC/PKCS7", 16, 16, false},
    Cipher{"2.16.840.1.101.3.4.1.22", "AES-192/CBC/PKCS7", 24, 16, false},
    Cipher{aes256_cbc_oid, "AES-256/CBC/PKCS7", 32, 16, false},
    Cipher{"2.16.840.1.101.3.4.1.6", "AES-128/GCM", 16, 1, true},
    Cipher{"2.16.840.1.101.3.4.1.26", "AES-192/GCM", 24, 1, true},
    Cipher{"2.16.840.1.101.3.4.1.46", "AES-256/GCM", 32, 1, true},
    Cipher{"1.2.392.200011.61.1.1.1.2", "Camellia-128/CBC/PKCS7", 16, 16, false},
    Cipher{"1.2.392.200011.61.1.1.1.3", "Camellia-192/CBC/PKCS7", 24, 16, false},
    Cipher{"1.2.392.200011.61.1.1.1.4", "Camellia-256/CBC/PKCS7", 32, 16, false},
    Cipher{"1.2.840.113549.3.7", "TripleDES/CBC/PKCS7", 24, 8, false},
};

template <typename Table>
const typename Table::value_type* find(const Table& table, const Botan::OID& oid) {
  for (const auto& row : table) {
    if (botan::is_oid(oid, row.oid)) {
      return &row;
    }
  }
  return nullptr;
}

struct Kdf {
  std::unique_ptr<Botan::PasswordHash> hash;
  Bytes salt;
  std::optional<Botan::BigInt> key_bytes;
};

constexpr Literal damaged = "the key file's encryption parameters (RFC 8018) are damaged";

[[noreturn]] void throw_damaged() {
  throw Error(Errc::malformed_key, damaged);
}

std::unique_ptr<Botan::PasswordHash> make_hash(std::string_view family, std::size_t i1,
                                               std::size_t i2 = 0, std::size_t i3 = 0) {
  const auto hashes =
      botan::guarded([family] { return Botan::PasswordHashFamily::create(std::string(family)); });
  if (hashes == nullptr) {
    throw Error(Errc::crypto_unavailable,
                "this build of Botan lacks the key file's passphrase hashing");
  }
  try {
    return hashes->from_params(i1, i2, i3);
  } catch (const Botan::Exception&) {  // Botan has bounds of its own
    throw Error(Errc::unsupported_key_encryption,
                "the key file's passphrase hashing has parameters that Botan does not take");
  }
}

bool next_is(Botan::BER_Decoder& fields, botan::Asn1Type type) {
  if (!fields.more_items()) {
    return false;
  }
  Botan::BER_Object next = fields.get_next_object();
  const bool matches = next.is_a(type, botan::universal);
  fields.push_back(std::move(next));
  return matches;
}

/// For a number of at most 62 bits.
std::uint64_t to_uint64(const Botan::BigInt& value) {
  std::array<std::uint8_t, 8> bytes{};
  botan::to_bytes(value, bytes);
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) {
    number = number << 8 | byte;
  }
  return number;
}

/// For a number that has passed a limit, which is a size.
std::size_t to_size(const Botan::BigInt& value) {
  return static_cast<std::size_t>(to_uint64(value));
}

/// What RFC 8018 and RFC 7914 count with is at least 1.
void require_positive(const Botan::BigInt& value) {
  if (value.is_negative() || value.is_zero()) {
    throw_damaged();
  }
}

void require_at_most(const Botan::BigInt& value, std::uint64_t limit, Literal too_costly) {
  if (value.bits() > 62 || to_uint64(value) > limit) {
    throw Error(Errc::key_encryption_too_costly, too_costly);
  }
}

// PBKDF2-params, RFC 8018 appendix A.2.
Kdf read_pbkdf2(Botan::BER_Decoder& fields, const Limits& limits) {
  Kdf kdf;
  Botan::BigInt iterations;
  fields.decode(kdf.salt, botan::octet_string).decode(iterations);
  if (next_is(fields, botan::integer)) {
    fields.decode(kdf.key_bytes.emplace());
  }
  std::string_view name = prfs.front().kdf;
  if (fields.more_items()) {
    Botan::AlgorithmIdentifier prf;
    fields.decode(prf);
    const Prf* known = find(prfs, botan::oid(prf));
    if (known == nullptr) {
      throw Error(Errc::unsupported_key_encryption,
                  "the key file is encrypted with PBKDF2 over an unknown function");
    }
    name = known->kdf;
  }
  require_positive(iterations);
  require_at_most(iterations, limits.pbkdf2_iterations,
                  "the key file asks for more iterations of PBKDF2 than Limits::pbkdf2_iterations");
  kdf.hash = make_hash(name, to_size(iterations));
  return kdf;
}

// scrypt-params, RFC 7914 section 7.1.
Kdf read_scrypt(Botan::BER_Decoder& fields, const Limits& limits) {
  Kdf kdf;
  Botan::BigInt N;
  Botan::BigInt r;
  Botan::BigInt p;
  fields.decode(kdf.salt, botan::octet_string).decode(N).decode(r).decode(p);
  if (next_is(fields, botan::integer)) {
    fields.decode(kdf.key_bytes.emplace());
  }
  for (const Botan::BigInt* number : {&N, &r, &p}) {
    require_positive(*number);  // each by itself: a product of two negative numbers is positive
  }
  constexpr Literal too_costly =
      "the key file asks for more memory or work of scrypt than Limits::scrypt_bytes allows";
  constexpr std::uint64_t work_per_memory = 4;
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() / work_per_memory;
  require_at_most(N * r * 128, limits.scrypt_bytes, too_costly);
  require_at_most(N * r * p * 128,
                  std::min<std::uint64_t>(limits.scrypt_bytes, most) * work_per_memory, too_costly);
  const std::size_t cost = to_size(N);  // no factor is larger than the product
  if (cost < 2 || (cost & (cost - 1)) != 0) {
    throw_damaged();
  }
  kdf.hash = make_hash("Scrypt", cost, to_size(r), to_size(p));
  return kdf;
}

Kdf read_kdf(const Botan::AlgorithmIdentifier& algorithm, const Limits& limits) {
  Kdf kdf;
  read_sequence(botan::parameters(algorithm), damaged, [&](Botan::BER_Decoder& fields) {
    const bool is_pbkdf2 = botan::is_oid(botan::oid(algorithm), pbkdf2_oid);
    if (!is_pbkdf2 && !botan::is_oid(botan::oid(algorithm), scrypt_oid)) {
      throw Error(Errc::unsupported_key_encryption,
                  "the key file's passphrase hashing is neither PBKDF2 nor scrypt");
    }
    kdf = is_pbkdf2 ? read_pbkdf2(fields, limits) : read_scrypt(fields, limits);
  });
  if (kdf.salt.empty()) {
    throw_damaged();
  }
  return kdf;
}

// The IV of CBC, or the nonce of GCM: alone, as PyCryptodome and Botan write it, or in
// GCMParameters with a tag of the full 16 bytes (RFC 5084).
Bytes read_iv(const Cipher& cipher, const Bytes& parameters) {
  Bytes iv;
  Botan::BER_Decoder whole(parameters.data(), parameters.size());
  if (cipher.authenticated && !next_is(whole, botan::octet_string)) {
    Botan::BigInt tag_bytes = 12;  // the default
    Botan::BER_Decoder fields = botan::start_sequence(whole);
    fields.decode(iv, botan::octet_string);
    if (fields.more_items()) {
      fields.decode(tag_bytes);
    }
    fields.verify_end();
    if (tag_bytes != 16) {
      throw Error(Errc::unsupported_key_encryption,
                  "the key file is encrypted with a shortened GCM tag");
    }
  } else {
    whole.decode(iv, botan::octet_string);
  }
  whole.verify_end();
  return iv;
}

struct Scheme {
  const Cipher* cipher = nullptr;
  Bytes iv;
  Kdf kdf;
};

Scheme read_scheme(const Botan::AlgorithmIdentifier& algorithm, const Limits& limits) {
  if (!botan::is_oid(botan::oid(algorithm), pbes2_oid)) {
    throw Error(Errc::unsupported_key_encryption,
                "the key file is encrypted with PBES1 or another old scheme: convert it with "
                "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in OLD "
                "-out NEW");
  }
  try {
    Botan::AlgorithmIdentifier kdf;
    Botan::AlgorithmIdentifier encryption;
    read_sequence(botan::parameters(algorithm), damaged,
                  [&](Botan::BER_Decoder& fields) { fields.decode(kdf).decode(encryption); });

    Scheme scheme;
    scheme.cipher = find(ciphers, botan::oid(encryption));
    if (scheme.cipher == nullptr) {
      throw Error(Errc::unsupported_key_encryption,
                  "the key file is encrypted with a cipher that is not read here: convert it with "
                  "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in OLD "
                  "-out NEW");
    }
    scheme.iv = read_iv(*scheme.cipher, botan::parameters(encryption));
    scheme.kdf = read_kdf(kdf, limits);
    if (scheme.kdf.key_bytes && *scheme.kdf.key_bytes != scheme.cipher->key_bytes) {
      throw_damaged();
    }
    return scheme;
  } catch (const Botan::Exception&) {
    throw_damaged();
  }
}

Botan::secure_vector<std::uint8_t> derive(const Kdf& kdf, std::string_view passphrase,
                                          std::size_t key_bytes) {
  require_passphrase_size(passphrase);
  Botan::secure_vector<std::uint8_t> key(key_bytes);
  kdf.hash->derive_key(key.data(), key.size(), passphrase.data(), passphrase.size(),
                       kdf.salt.data(), kdf.salt.size());
  return key;
}

std::string describe(const Scheme& scheme) {
  const std::string_view cipher = scheme.cipher->name;
  return "PBES2: " + botan::describe(*scheme.kdf.hash) + ", " +
         std::string(cipher.substr(0, cipher.find("/PKCS7")));
}

}  // namespace

SecretBytes decrypt_pbes2(const Botan::AlgorithmIdentifier& algorithm,
                          std::span<const std::uint8_t> ciphertext, const KeyReading& reading) {
  const Scheme scheme = read_scheme(algorithm, reading.limits);
  const auto mode = botan::guarded([&scheme] {
    return Botan::Cipher_Mode::create(std::string(scheme.cipher->name), botan::decryption);
  });
  if (mode == nullptr) {
    throw Error(Errc::crypto_unavailable, "this build of Botan lacks the key file's cipher");
  }
  if (ciphertext.size() < mode->minimum_final_size() || ciphertext.empty() ||
      ciphertext.size() % scheme.cipher->block_bytes != 0 || scheme.iv.empty() ||
      !mode->valid_nonce_length(scheme.iv.size())) {
    throw_damaged();
  }
  const SecretString passphrase =
      ask_passphrase(reading, {KeyFormat::pkcs8, describe(scheme), std::nullopt});
  try {
    return SecretBytes::copy_of(
        run_cipher(*mode, derive(scheme.kdf, passphrase.expose(), scheme.cipher->key_bytes),
                   scheme.iv, ciphertext));
  } catch (const Botan::Exception&) {
    throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
  }
}

Pbes2Encrypted encrypt_pbes2(std::span<const std::uint8_t> plaintext, std::string_view passphrase) {
  constexpr std::size_t iterations = 600'000;
  const Cipher& cipher = *find(ciphers, Botan::OID(std::string(aes256_cbc_oid)));
  Kdf kdf;
  kdf.salt.resize(16);
  Bytes iv(16);
  botan::randomize(kdf.salt);
  botan::randomize(iv);
  kdf.hash = make_hash("PBKDF2(SHA-256)", iterations);

  const auto buffer = botan::guarded([&] {
    const auto mode =
        Botan::Cipher_Mode::create_or_throw(std::string(cipher.name), botan::encryption);
    return run_cipher(*mode, derive(kdf, passphrase, cipher.key_bytes), iv, plaintext);
  });

  const auto oid = [](std::string_view text) { return Botan::OID(std::string(text)); };
  const Bytes no_parameters{0x05, 0x00};
  Bytes kdf_parameters;
  {
    Botan::DER_Encoder der(kdf_parameters);
    botan::start_sequence(der)
        .encode(kdf.salt, botan::octet_string)
        .encode(iterations)
        .encode(Botan::AlgorithmIdentifier(oid(hmac_sha256_oid), no_parameters))
        .end_cons();
  }
  Bytes iv_parameters;
  {
    Botan::DER_Encoder der(iv_parameters);
    der.encode(iv, botan::octet_string);
  }
  Bytes parameters;
  {
    Botan::DER_Encoder der(parameters);
    botan::start_sequence(der)
        .encode(Botan::AlgorithmIdentifier(oid(pbkdf2_oid), kdf_parameters))
        .encode(Botan::AlgorithmIdentifier(oid(cipher.oid), iv_parameters))
        .end_cons();
  }
  return {Botan::AlgorithmIdentifier(oid(pbes2_oid), parameters),
          Bytes(buffer.begin(), buffer.end())};
}

}  // namespace snapseal::keys

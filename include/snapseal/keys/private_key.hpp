// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <snapseal/core/error.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/keys/key_file.hpp>
#include <snapseal/keys/key_unwrapper.hpp>
#include <snapseal/keys/public_key.hpp>
#include <snapseal/keys/rsa_backend.hpp>

namespace snapseal {

/// An RSA private key. Load it once and use it many times: `const` members may be called from many
/// threads at once, and the costly preparation for decrypting is kept and used again. Move-only; a
/// key that was moved from may only be assigned to or destroyed.
///
/// What its back end (`RsaBackend`) needs is made by the first decryption. With OpenSSL a child
/// that is forked decrypts like its parent, unless another thread was decrypting during the `fork`.
/// Botan has threads of its own, which a `fork` does not copy: after a process has decrypted with
/// Botan once, a child that it forks without `exec` hangs when it does. Fork first.
class SNAPSEAL_API PrivateKey {
 public:
  static constexpr std::size_t generate_bits_min = 2048;
  static constexpr std::size_t generate_bits_max = 16384;

  /// Reads the content of a key file, of any `KeyFormat`; what it is, its labels and structure
  /// tell:
  /// - PKCS#8 (RFC 5958), PEM or DER: plain, or encrypted with PBES2 (RFC 8018);
  /// - PKCS#1 (RFC 8017), PEM or DER: plain, or PEM encrypted the traditional way (DEK-Info);
  /// - what ssh-keygen writes (openssh-key-v1): plain, or encrypted in any way it knows;
  /// - PuTTY's .ppk, versions 2 and 3; JWK (RFC 7517), also without its primes up to 4096 bits, and
  ///   a JWK Set with one private RSA key.
  /// Around PEM, other text and other blocks are passed over; CRLF and `\n` or `\\n`, spelled out,
  /// are line ends. Base64 of a whole text of these, a JSON string with it and a mail's quotation
  /// (`> `) of it are read, too. The passphrase has up to 4096 bytes, used as they are (see
  /// `secret_from_file_text` for one that stands in a file); one that is not needed is ignored.
  ///
  /// Checked: the algorithm is rsaEncryption, the modulus has 1024 to 16384 bits, and the numbers
  /// fit each other (n = pq, dP, dQ, qInv, e); not that the primes are prime, see `check_primes`.
  ///
  /// Throws `Errc::input_too_large`; codes 201 to 213 except `not_a_public_key`;
  /// `invalid_argument` for a longer passphrase; `crypto_unavailable` if Botan lacks the key file's
  /// cipher.
  [[nodiscard]] static PrivateKey parse(std::string_view text,
                                        std::optional<std::string_view> passphrase = std::nullopt,
                                        const Limits& limits = {});
  [[nodiscard]] static PrivateKey parse(std::string_view text, const SecretString& passphrase,
                                        const Limits& limits = {}) {
    return parse(text, passphrase.expose(), limits);
  }
  /// The same, and the passphrase is asked for only if there is need.
  [[nodiscard]] static PrivateKey parse(std::string_view text, const PassphraseSource& passphrase,
                                        const Limits& limits = {});
  /// The same for a passphrase that may be a null pointer, as `std::getenv` gives: then it is none.
  [[nodiscard]] static PrivateKey parse(std::string_view text, const char* passphrase,
                                        const Limits& limits = {}) {
    return passphrase == nullptr ? parse(text, std::nullopt, limits)
                                 : parse(text, std::string_view(passphrase), limits);
  }

  /// A new key, made by Botan, e = 65537. Throws `Errc::invalid_argument` for sizes out of range.
  [[nodiscard]] static PrivateKey generate(std::size_t modulus_bits = 3072);

  /// A key whose RSA step is done elsewhere: on a PKCS#11 token, by a platform's keystore, by a
  /// cloud's key service. Throws `Errc::invalid_argument` for a null pointer.
  explicit PrivateKey(std::unique_ptr<const KeyUnwrapper> unwrapper);

  /// The same for one function, with the name that people give the place ("keychain"). `unwrap`
  /// does what `KeyUnwrapper::unwrap` says. It takes a `std::span<const std::uint8_t>` and gives
  /// `SecretBytes`, or other bytes such as a `std::vector<std::uint8_t>`, which are copied and then
  /// wiped; or a `std::optional` of either, `nullopt` if the padding is wrong. Throws
  /// `Errc::invalid_argument` if the name is empty, or the function.
  ///
  ///     auto key = PrivateKey::from_function("keychain", public_key, unwrap);
  template <UnwrapFunction Function>
  [[nodiscard]] static PrivateKey from_function(std::string name, PublicKey public_key,
                                                Function unwrap) {
    return PrivateKey(std::make_unique<const FunctionUnwrapper>(
        std::move(name), std::move(public_key), detail::unwrap_function(std::move(unwrap))));
  }

  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey();

  [[nodiscard]] const PublicKey& public_key() const noexcept SNAPSEAL_LIFETIMEBOUND;
  /// Where the RSA step is done.
  [[nodiscard]] const KeyUnwrapper& unwrapper() const noexcept SNAPSEAL_LIFETIMEBOUND;

  // These need the key's numbers. Where they are not in memory, each throws
  // `Errc::private_key_not_exportable`.

  /// A key of the same numbers whose RSA step the other library does; a key that was only parsed
  /// has cost nothing there yet: `PrivateKey::parse(text).with_backend(RsaBackend::botan)`. Throws
  /// `Errc::crypto_unavailable` unless `is_built_in(backend)`.
  [[nodiscard]] PrivateKey with_backend(RsaBackend backend) const;

  /// PKCS#8 as PEM, not encrypted: "PRIVATE KEY".
  [[nodiscard]] SecretString to_pkcs8_pem() const;
  /// PKCS#8 as PEM, "ENCRYPTED PRIVATE KEY": PBES2 with PBKDF2-HMAC-SHA-256 (600,000 iterations)
  /// and AES-256-CBC. The passphrase has 1 to 4096 bytes, used as they are; else
  /// `Errc::invalid_argument`.
  [[nodiscard]] SecretString to_encrypted_pkcs8_pem(std::string_view passphrase) const;
  /// The two as DER: PrivateKeyInfo, and EncryptedPrivateKeyInfo (RFC 5958).
  [[nodiscard]] SecretBytes to_pkcs8_der() const;
  [[nodiscard]] SecretBytes to_encrypted_pkcs8_der(std::string_view passphrase) const;
  /// PKCS#1 (RFC 8017 appendix A.1.2) as PEM, "RSA PRIVATE KEY", and as DER; not encrypted. PEM's
  /// traditional encryption is not written: it hashes the passphrase once, with MD5.
  [[nodiscard]] SecretString to_pkcs1_pem() const;
  [[nodiscard]] SecretBytes to_pkcs1_der() const;
  /// As ssh-keygen writes it, "OPENSSH PRIVATE KEY", not encrypted. Throws `Errc::invalid_argument`
  /// if the comment has a line end or a NUL.
  [[nodiscard]] SecretString to_openssh_pem(std::string_view comment = {}) const;
  /// The same, encrypted as ssh-keygen does: aes256-ctr and bcrypt-pbkdf with 24 rounds. The
  /// passphrase has 1 to 4096 bytes; else `Errc::invalid_argument`.
  [[nodiscard]] SecretString to_encrypted_openssh_pem(std::string_view passphrase,
                                                      std::string_view comment = {}) const;
  /// A private JWK (RFC 7517, RFC 7518 section 6.3): n, e, d, p, q, dp, dq, qi; not encrypted.
  [[nodiscard]] SecretString to_jwk() const;

  /// Whether p and q are primes, with an error below 2^-64. Costs dozens of decryptions: for
  /// a key from a source that you do not trust.
  [[nodiscard]] bool check_primes() const;

  /// RSAES-OAEP-DECRYPT (RFC 8017 section 7.1.2) with SHA-1, MGF1 with SHA-1 and an empty label:
  /// the bytes, or `nullopt` if the padding is wrong. Botan and OpenSSL tell the two apart in
  /// constant time; what follows differs by a copy of the bytes. Most users want
  /// `decrypt_response`; a caller of this must not show others which of the two it was. Throws
  /// `Errc::invalid_encrypted_shared_key_length` unless the ciphertext is exactly as long as the
  /// modulus, `encrypted_shared_key_out_of_range` unless its number is below the modulus.
  [[nodiscard]] std::optional<SecretBytes> unwrap(std::span<const std::uint8_t> ciphertext) const;

 private:
  struct Impl;
  explicit PrivateKey(std::unique_ptr<const Impl> impl) noexcept;

  std::unique_ptr<const Impl> impl_;
};

}  // namespace snapseal

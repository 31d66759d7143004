// SPDX-License-Identifier: Apache-2.0
#include "gcrypt_peer.hpp"

#include <gcrypt.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <optional>
#include <stdexcept>
#include <utility>

#include "openssl_yardstick.hpp"

namespace gcrypt_peer {

namespace {

constexpr std::size_t nonce_bytes_max = 15;

void require(bool ok, const char* message) {
  if (!ok) {
    throw std::runtime_error(message);
  }
}

template <auto release>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};
using Sexp = std::unique_ptr<gcry_sexp, Free<gcry_sexp_release>>;
using Mpi = std::unique_ptr<gcry_mpi, Free<gcry_mpi_release>>;
using Cipher = std::unique_ptr<gcry_cipher_handle, Free<gcry_cipher_close>>;
using Pkey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Bignum = std::unique_ptr<BIGNUM, Free<BN_clear_free>>;

Mpi number(const EVP_PKEY* key, const char* name) {
  BIGNUM* out = nullptr;
  require(EVP_PKEY_get_bn_param(key, name, &out) == 1, "no RSA private key");
  const Bignum bignum(out);
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(out)));
  BN_bn2bin(out, bytes.data());
  gcry_mpi_t mpi = nullptr;
  require(gcry_mpi_scan(&mpi, GCRYMPI_FMT_USG, bytes.data(), bytes.size(), nullptr) == 0,
          "gcry_mpi_scan");
  return Mpi(mpi);
}

Sexp build_key(const EVP_PKEY* key) {
  const Mpi n = number(key, OSSL_PKEY_PARAM_RSA_N);
  const Mpi e = number(key, OSSL_PKEY_PARAM_RSA_E);
  const Mpi d = number(key, OSSL_PKEY_PARAM_RSA_D);
  Mpi p = number(key, OSSL_PKEY_PARAM_RSA_FACTOR1);
  Mpi q = number(key, OSSL_PKEY_PARAM_RSA_FACTOR2);
  if (gcry_mpi_cmp(p.get(), q.get()) > 0) {
    std::swap(p, q);  // libgcrypt wants p < q and u = p^-1 mod q
  }
  const Mpi u(gcry_mpi_new(0));
  require(gcry_mpi_invm(u.get(), p.get(), q.get()) != 0, "gcry_mpi_invm");
  gcry_sexp_t sexp = nullptr;
  require(gcry_sexp_build(&sexp, nullptr, "(private-key(rsa(n %M)(e %M)(d %M)(p %M)(q %M)(u %M)))",
                          n.get(), e.get(), d.get(), p.get(), q.get(), u.get()) == 0,
          "gcry_sexp_build");
  return Sexp(sexp);
}

void start() {
  static const bool started = [] {
    require(gcry_check_version(GCRYPT_VERSION) != nullptr, "libgcrypt is older than its header");
    return gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0) == 0;
  }();
  require(started, "gcry_control");
}

int algorithm(std::size_t key_bytes) {
  switch (key_bytes) {
    case 16: return GCRY_CIPHER_AES128;
    case 24: return GCRY_CIPHER_AES192;
    case 32: return GCRY_CIPHER_AES256;
    default: throw std::runtime_error("wrong size of the shared key");
  }
}

std::optional<std::string> ocb_decrypt(View key, View nonce, View ciphertext, View tag) {
  gcry_cipher_hd_t handle = nullptr;
  require(gcry_cipher_open(&handle, algorithm(key.size()), GCRY_CIPHER_MODE_OCB, 0) == 0,
          "gcry_cipher_open");
  const Cipher cipher(handle);
  require(gcry_cipher_setkey(handle, key.data(), key.size()) == 0 &&
              gcry_cipher_setiv(handle, nonce.data(), nonce.size()) == 0 &&
              gcry_cipher_final(handle) == 0,
          "gcry_cipher_setkey");
  std::string text(ciphertext.size(), '\0');
  require(gcry_cipher_decrypt(handle, text.data(), text.size(), ciphertext.data(),
                              ciphertext.size()) == 0,
          "gcry_cipher_decrypt");
  if (gcry_cipher_checktag(handle, tag.data(), tag.size()) != 0) {
    return std::nullopt;
  }
  return text;
}

}  // namespace

bool is_built_in() {
  return true;
}

std::string version() {
  return gcry_check_version(nullptr);
}

Key::Key(std::string_view pem) {
  start();
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const Pkey pkey(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  require(pkey != nullptr, "not a private key");
  key_ = build_key(pkey.get());
}

Bytes Key::unwrap(View ciphertext) const {
  gcry_sexp_t input = nullptr;
  require(gcry_sexp_build(&input, nullptr, "(enc-val(flags oaep)(hash-algo sha1)(rsa(a %b)))",
                          static_cast<int>(ciphertext.size()), ciphertext.data()) == 0,
          "gcry_sexp_build");
  const Sexp encrypted(input);
  gcry_sexp_t output = nullptr;
  require(gcry_pk_decrypt(&output, input, static_cast<gcry_sexp_t>(key_.get())) == 0,
          "cannot decrypt");
  const Sexp decrypted(output);
  std::size_t size = 0;
  const char* data = gcry_sexp_nth_data(output, 1, &size);
  require(data != nullptr, "cannot decrypt");
  return {data, data + size};
}

std::string Key::open(std::string_view json) const {
  const yardstick::Response response = yardstick::parse(json);
  const Bytes shared_key = unwrap(response.encrypted_shared_key);
  return open_message(shared_key, response.ciphertext, response.tag, response.nonce);
}

std::string open_message(View shared_key, View ciphertext, View tag, View nonce) {
  start();
  auto text = ocb_decrypt(shared_key, nonce, ciphertext, tag);
  if (!text && nonce.size() == nonce_bytes_max) {
    text = ocb_decrypt(shared_key, nonce.first(nonce_bytes_max - 1), ciphertext, tag);
  }
  require(text.has_value(), "cannot decrypt");
  return std::move(*text);
}

}  // namespace gcrypt_peer

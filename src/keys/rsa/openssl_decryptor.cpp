// SPDX-License-Identifier: Apache-2.0
// RSA by OpenSSL's libcrypto 3. The only file that knows it.
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <mutex>
#include <new>
#include <snapseal/core/error.hpp>
#include <utility>

#include "core/botan.hpp"
#include "core/idle_pool.hpp"
#include "keys/rsa/decryptor.hpp"

namespace snapseal::keys {

namespace {

struct Free {
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const noexcept { EVP_PKEY_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Free>;

/// What libcrypto reports while this lives goes with it: the caller's error queue stays as it was.
class ErrorMark {
 public:
  ErrorMark() noexcept { ERR_set_mark(); }
  ErrorMark(const ErrorMark&) = delete;
  ErrorMark& operator=(const ErrorMark&) = delete;
  ~ErrorMark() { ERR_pop_to_mark(); }
};

/// After libcrypto has failed, and not because of what it was given.
[[noreturn]] void throw_unavailable() {
  if (ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_MALLOC_FAILURE) {
    throw std::bad_alloc();
  }
  // libcrypto does not always say that it had no memory.
  throw Error(Errc::crypto_unavailable,
              "OpenSSL lacks RSAES-OAEP with SHA-1, or the system lacks random numbers or memory");
}

/// Whether libcrypto has failed because the padding is wrong, and for no other reason.
bool is_padding_wrong() noexcept {
  const unsigned long error = ERR_peek_last_error();
  return ERR_GET_LIB(error) == ERR_LIB_RSA && ERR_GET_REASON(error) == RSA_R_OAEP_DECODING_ERROR;
}

using LibraryContext = std::shared_ptr<OSSL_LIB_CTX>;

/// One library context for all keys, of the library's own: what OPENSSL_CONF, openssl.cnf or the
/// rest of the process make of the default one does not reach here. Not one for each key, since it
/// takes half a millisecond and 50 KB.
class SharedContext {
 public:
  /// Never destroyed, since keys may outlive every static object.
  static SharedContext& instance() {
    static SharedContext& one = *new SharedContext;
    return one;
  }

  [[nodiscard]] LibraryContext get() {
    const std::lock_guard lock(mutex_);
    if (context_ == nullptr) {
      LibraryContext made(OSSL_LIB_CTX_new(), OSSL_LIB_CTX_free);
      if (made == nullptr) {
        throw_unavailable();
      }
      context_ = std::move(made);
    }
    return context_;
  }

  /// The next call makes another: where memory runs out, libcrypto may leave one of no use.
  void give_up(const LibraryContext& context) noexcept {
    const std::lock_guard lock(mutex_);
    if (context_ == context) {
      context_.reset();
    }
  }

 private:
  std::mutex mutex_;
  LibraryContext context_;
};

/// The key's numbers as OSSL_PARAM wants them, in memory that is wiped.
class KeyParameters {
 public:
  explicit KeyParameters(const RsaPrivateNumbers& key) {
    add(OSSL_PKEY_PARAM_RSA_N, key.n);
    add(OSSL_PKEY_PARAM_RSA_E, key.e);
    add(OSSL_PKEY_PARAM_RSA_D, key.d);
    add(OSSL_PKEY_PARAM_RSA_FACTOR1, key.p);
    add(OSSL_PKEY_PARAM_RSA_FACTOR2, key.q);
    add(OSSL_PKEY_PARAM_RSA_EXPONENT1, key.dP);
    add(OSSL_PKEY_PARAM_RSA_EXPONENT2, key.dQ);
    add(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, key.qInv);
    parameters_[size_] = OSSL_PARAM_construct_end();
  }
  [[nodiscard]] OSSL_PARAM* data() noexcept { return parameters_.data(); }

 private:
  static constexpr std::size_t count = 8;

  void add(const char* name, const Botan::BigInt& number) {
    SecretBytes& bytes = numbers_[size_] = SecretBytes(number.bytes());
    botan::to_bytes(number, bytes.expose());
    if constexpr (std::endian::native == std::endian::little) {
      std::reverse(bytes.expose().begin(), bytes.expose().end());
    }
    parameters_[size_] = OSSL_PARAM_construct_BN(name, bytes.expose().data(), bytes.size());
    ++size_;
  }

  std::array<SecretBytes, count> numbers_;
  std::array<OSSL_PARAM, count + 1> parameters_{};
  std::size_t size_ = 0;
};

Key make_key(const LibraryContext& library, const RsaPrivateNumbers& numbers) {
  const Context context(EVP_PKEY_CTX_new_from_name(library.get(), "RSA", nullptr));
  if (context == nullptr || EVP_PKEY_fromdata_init(context.get()) <= 0) {
    throw_unavailable();
  }
  KeyParameters parameters(numbers);
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.data()) <= 0) {
    throw Error(Errc::crypto_unavailable,
                "OpenSSL does not take this key, or the system lacks memory: use Botan for it");
  }
  return Key(key);
}

/// What one thread at a time decrypts with. It has a key of its own: where memory runs out,
/// libcrypto may leave a key's blinding half renewed, and each later decryption would be wrong.
struct Operation {
  Operation(LibraryContext from, const RsaPrivateNumbers& numbers)
      : library(std::move(from)),
        key(make_key(library, numbers)),
        context(EVP_PKEY_CTX_new_from_pkey(library.get(), key.get(), nullptr)),
        padded(numbers.n.bytes()) {
    if (context == nullptr || EVP_PKEY_decrypt_init(context.get()) <= 0 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) <= 0 ||
        EVP_PKEY_CTX_set_rsa_oaep_md_name(context.get(), "SHA1", nullptr) <= 0 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md_name(context.get(), "SHA1", nullptr) <= 0) {
      throw_unavailable();
    }
  }

  LibraryContext library;
  Key key;
  Context context;
  SecretBytes padded;  // libcrypto wants room for the whole modulus, whatever comes out
};

std::unique_ptr<Operation> make_operation(const RsaPrivateNumbers& numbers) {
  const LibraryContext library = SharedContext::instance().get();
  try {
    return std::make_unique<Operation>(library, numbers);
  } catch (...) {
    SharedContext::instance().give_up(library);
    throw;
  }
}

class OpensslDecryptor final : public RsaDecryptor {
 public:
  explicit OpensslDecryptor(const RsaPrivateNumbers& numbers) : numbers_(numbers) {
    idle_.give_back(make_operation(numbers));
  }

  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override;

 private:
  const RsaPrivateNumbers& numbers_;
  mutable IdlePool<Operation> idle_;
};

std::optional<SecretBytes> OpensslDecryptor::unwrap(
    std::span<const std::uint8_t> ciphertext) const {
  const ErrorMark mark;
  const auto make = [this] { return make_operation(numbers_); };
  return idle_.use(make, [ciphertext](Operation& operation) {
    const std::span<std::uint8_t> padded = operation.padded.expose();
    std::size_t size = padded.size();
    const int result = EVP_PKEY_decrypt(operation.context.get(), padded.data(), &size,
                                        ciphertext.data(), ciphertext.size());
    std::optional<SecretBytes> message;
    if (result > 0) {
      message = SecretBytes::copy_of(padded.first(size));
    }
    OPENSSL_cleanse(padded.data(), padded.size());
    if (result <= 0 && !is_padding_wrong()) {
      SharedContext::instance().give_up(operation.library);
      throw_unavailable();  // and the operation is not used again
    }
    return message;
  });
}

}  // namespace

bool has_openssl() noexcept {
  return true;
}

std::unique_ptr<const RsaDecryptor> make_openssl_decryptor(const RsaPrivateNumbers& numbers) {
  const ErrorMark mark;
  return std::make_unique<OpensslDecryptor>(numbers);
}

}  // namespace snapseal::keys

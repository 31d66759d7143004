// SPDX-License-Identifier: Apache-2.0
// What OpenSSL's back end owes to the rest of a process that uses OpenSSL itself.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <snapseal/snapseal.hpp>
#include <thread>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

PrivateKey openssl_key(const std::string& name) {
  return vector_key(name).with_backend(RsaBackend::openssl);
}

/// The exit status of a child that does `work`, or -1 if it does not end by itself in a minute.
template <typename Work>
int in_child(Work&& work) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    alarm(60);
    _exit(work() ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("the caller's OpenSSL errors stay, and none of ours are left there", "[openssl]") {
  ERR_clear_error();
  const PrivateKey key = openssl_key("rsa2048.pem");
  const EncryptedResponse response = encrypt_response(key.public_key(), "text");
  CHECK_FALSE(key.unwrap(Bytes(256, 1)).has_value());
  CHECK(decrypt_response(key, response).text.expose() == "text");
  CHECK(ERR_peek_error() == 0);

  ERR_raise(ERR_LIB_USER, 17);
  const unsigned long mine = ERR_peek_error();
  REQUIRE(mine != 0);
  CHECK_FALSE(key.unwrap(Bytes(256, 1)).has_value());
  CHECK_FALSE(openssl_key("composite-p.pem").unwrap(Bytes(256, 1)).has_value());
  CHECK(ERR_peek_last_error() == mine);
  CHECK(ERR_get_error() == mine);
  CHECK(ERR_get_error() == 0);
}

TEST_CASE("a child forked after a decryption decrypts, with the same key and with a new one",
          "[openssl]") {
  const PrivateKey key = openssl_key("rsa2048.pem");
  const PrivateKey unused = openssl_key("rsa1024.pem");
  const EncryptedResponse response = encrypt_response(key.public_key(), "text");
  REQUIRE(decrypt_response(key, response).text.expose() == "text");
  const EncryptedResponse other = encrypt_response(unused.public_key(), "other");
  for (int child = 0; child < 3; ++child) {
    CHECK(in_child([&] {
            bool all =
                decrypt_response(key, response).text.expose() == "text" &&
                decrypt_response(unused, other).text.expose() == "other" &&
                decrypt_response(openssl_key("rsa2048.pem"), response).text.expose() == "text";
            all = all && outcome_of([&] { return decrypt_response(key, other); }) != "ok";
            return all;
          }) == 0);
  }
  CHECK(decrypt_response(key, response).text.expose() == "text");
}

TEST_CASE("what the process makes of OpenSSL's default context does not reach a key", "[openssl]") {
  const PrivateKey early = openssl_key("rsa2048.pem");
  const EncryptedResponse response = encrypt_response(early.public_key(), "text");
  REQUIRE(decrypt_response(early, response).text.expose() == "text");

  // No algorithms but those of a provider that has none.
  OSSL_PROVIDER* const null = OSSL_PROVIDER_load(nullptr, "null");
  REQUIRE(null != nullptr);
  REQUIRE(EVP_set_default_properties(nullptr, "provider=null") == 1);
  REQUIRE(EVP_MD_fetch(nullptr, "SHA1", nullptr) == nullptr);
  ERR_clear_error();
  CHECK(decrypt_response(early, response).text.expose() == "text");
  CHECK(decrypt_response(openssl_key("rsa2048.pem"), response).text.expose() == "text");
  CHECK(EVP_MD_fetch(nullptr, "SHA1", nullptr) == nullptr);
  ERR_clear_error();

  CHECK(EVP_set_default_properties(nullptr, "") == 1);
  CHECK(OSSL_PROVIDER_unload(null) == 1);
}

TEST_CASE("a key decrypts on threads that come and go", "[openssl][threads]") {
  const PrivateKey key = openssl_key("rsa1024.pem");
  const EncryptedResponse response = encrypt_response(key.public_key(), "text");
  int opened = 0;
  for (int i = 0; i < 50; ++i) {
    std::thread([&] {
      opened += decrypt_response(key, response).text.expose() == "text" ? 1 : 0;
    }).join();
  }
  CHECK(opened == 50);
}

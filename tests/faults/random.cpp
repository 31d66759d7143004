// SPDX-License-Identifier: Apache-2.0
// faults_random KEYS: the system's random generator fails. What needs it then says so: nothing is
// made with bytes that are not random, and nothing is opened without a random key at hand. KEYS is
// the folder vectors/keys.
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

#include "support/bytes.hpp"
#include "support/errors.hpp"

namespace {

bool fails = false;
int asked = 0;  // while it fails

bool is_random_device(int descriptor) noexcept {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISCHR(status.st_mode) &&
         major(status.st_rdev) == 1 && (minor(status.st_rdev) == 8 || minor(status.st_rdev) == 9);
}

int fail() noexcept {
  ++asked;
  errno = EIO;
  return -1;
}

}  // namespace

// In place of the C library's, for Botan: one version reads the device, others call these.
extern "C" {
ssize_t read(int descriptor, void* buffer, size_t size) {
  return fails && is_random_device(descriptor) ? fail()
                                               : ::syscall(SYS_read, descriptor, buffer, size);
}
ssize_t getrandom(void* buffer, size_t size, unsigned flags) {
  return fails ? fail() : ::syscall(SYS_getrandom, buffer, size, flags);
}
int getentropy(void* buffer, size_t size) {
  return !fails && ::syscall(SYS_getrandom, buffer, size, 0) == static_cast<long>(size) ? 0
                                                                                        : fail();
}
}

namespace {

using namespace snapseal;

int faults = 0;

void check(const char* name, const std::string& found, const std::string& expected) {
  if (found != expected) {
    std::printf("%s: %s, in place of %s\n", name, found.c_str(), expected.c_str());
    ++faults;
  }
}

/// Fails while the generator does, and works before and after.
void needs_random(const char* name, const std::function<void()>& call) {
  check(name, test::outcome_of(call), "ok");
  fails = true;
  asked = 0;
  check(name, test::outcome_of(call), "crypto_unavailable");
  if (asked == 0) {
    std::printf("%s: the generator was not asked\n", name);
    ++faults;
  }
  fails = false;
  check(name, test::outcome_of(call), "ok");
  std::printf("%-34s needs the generator\n", name);
}

/// Works all the same.
void needs_none(const char* name, const std::function<void()>& call) {
  fails = true;
  check(name, test::outcome_of(call), "ok");
  fails = false;
  std::printf("%-34s does not\n", name);
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    return 2;
  }
  const std::string keys = words[1];
  const std::string pem = test::read_file(keys + "/rsa2048.pem");
  const std::string without_primes = test::read_file(keys + "/rsa2048.jwk-no-primes.json");
  const PrivateKey parsed = PrivateKey::parse(pem);
  const std::string json = encrypt_response(parsed.public_key(), "text").to_json();
  for (const RsaBackend backend : {RsaBackend::botan, RsaBackend::openssl}) {
    if (is_built_in(backend)) {
      const PrivateKey key = parsed.with_backend(backend);
      needs_random(backend == RsaBackend::botan ? "open, Botan" : "open, OpenSSL",
                   [&] { static_cast<void>(decrypt_response(key, json)); });
    }
  }
  needs_random("replace a key that failed",
               [] { static_cast<void>(SharedKey::from_unwrapped(std::nullopt)); });
  needs_random("make a shared key", [] { static_cast<void>(SharedKey::generate()); });
  needs_random("encrypt",
               [&] { static_cast<void>(encrypt_response(parsed.public_key(), "text")); });
  needs_random("make a private key", [] { static_cast<void>(PrivateKey::generate(2048)); });
  needs_random("find the primes of a key",
               [&] { static_cast<void>(PrivateKey::parse(without_primes)); });
  needs_random("test the primes of a key", [&] { static_cast<void>(parsed.check_primes()); });
  needs_random("write an encrypted key",
               [&] { static_cast<void>(parsed.to_encrypted_pkcs8_pem("passphrase")); });
  needs_random("write an OpenSSH key", [&] { static_cast<void>(parsed.to_openssh_pem("")); });

  const ConsumerKey consumer_key("a consumer key");
  needs_none("read a key", [&] { static_cast<void>(PrivateKey::parse(pem)); });
  needs_none("write a key", [&] { static_cast<void>(parsed.to_pkcs8_pem()); });
  needs_none("inspect a response", [&] { static_cast<void>(inspect_response(json)); });
  needs_none("sign", [&] { static_cast<void>(sign(consumer_key, {"/p", "", "{}"})); });
  std::printf("%d faults\n", faults);
  return faults == 0 ? 0 : 1;
}

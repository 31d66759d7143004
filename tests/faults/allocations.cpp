// SPDX-License-Identifier: Apache-2.0
// faults_allocations KEYS [NAME...]: every allocation of every public call fails once. A call then
// throws std::bad_alloc, or gives the right result all the same; it leaves nothing behind, and the
// next call with the same objects gives the right result. KEYS is the folder vectors/keys. NAME is
// a part of a kind of calls; with "first call", each allocation of the first call of a process, and
// not one in ten.
#include <botan/version.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <set>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/bytes.hpp"
#include "support/libc_memory.hpp"

namespace {

constexpr long never = -1;
std::atomic<long> calls = 0;
std::atomic<long> fails_at = never;
std::atomic<long> blocks = 0;  // in use

bool fails() noexcept {
  return ++calls == fails_at.load(std::memory_order_relaxed);
}

void* counted(void* memory) noexcept {
  blocks += memory == nullptr ? 0 : 1;
  return memory;
}

}  // namespace

// In place of the C library's, also for the libraries that snapseal uses; operator new calls it.
extern "C" {
void* malloc(std::size_t size) {
  return fails() ? nullptr : counted(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) {
  return fails() ? nullptr : counted(__libc_calloc(count, size));
}
void* realloc(void* memory, std::size_t size) {
  if (fails()) {
    return nullptr;
  }
  blocks += memory == nullptr ? 1 : 0;
  return __libc_realloc(memory, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return fails() ? nullptr : counted(__libc_memalign(alignment, size));
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  constexpr int out_of_memory = 12;
  *memory = fails() ? nullptr : counted(__libc_memalign(alignment, size));
  return *memory == nullptr ? out_of_memory : 0;
}
void free(void* memory) {
  blocks -= memory == nullptr ? 0 : 1;
  __libc_free(memory);
}
}

namespace {

using namespace snapseal;

/// What a call gives, as text that can be compared; what differs from call to call is left out.
using Call = std::function<std::string()>;

struct Scene {
  std::string name;
  Call call;
  bool has_threads = false;  // which allocation fails then differs from run to run
};

const char* running = "";
long failing = 0;

/// What is wrong with what happened, without memory that would be counted; empty if nothing is.
std::array<char, 512> fault{};

void tell(std::string_view what, std::string_view text = {}) noexcept {
  std::snprintf(fault.data(), fault.size(), "%.*s%.*s", static_cast<int>(what.size()), what.data(),
                static_cast<int>(text.size()), text.data());
}

constexpr std::string_view next_call_unavailable = "makes the next call say: ";

/// The call, with the n-th allocation failing, and once more. False if there are not so many.
bool try_call(const Scene& scene, const std::string& right, long n) {
  running = scene.name.c_str();
  failing = n;
  fault[0] = 0;
  calls = 0;
  fails_at = n;
  try {
    const std::string result = scene.call();
    fails_at = never;
    if (result != right) {
      tell("gives another result: ", result);
    }
  } catch (const std::bad_alloc&) {
    fails_at = never;
  } catch (const Error& error) {
    fails_at = never;
    if (error.code() != Errc::crypto_unavailable ||
        error.message().find("memory") == std::string_view::npos) {
      tell("throws another error: ", error.what());
    }
  } catch (const std::exception& error) {
    fails_at = never;
    tell("throws another error: ", error.what());
  }
  const bool was_reached = calls >= n;
  try {
    if (const std::string after = scene.call(); after != right) {
      tell("makes the next call give another result: ", after);
    }
  } catch (const Error& error) {
    tell(error.code() == Errc::crypto_unavailable ? next_call_unavailable
                                                  : "makes the next call throw: ",
         error.what());
  }
  return was_reached;
}

/// Whether more memory is in use after each of several failures. After one alone, it may be a cache
/// of a library's.
bool grows(const Scene& scene, const std::string& right, long n) {
  for (int i = 0; i < 3; ++i) {
    const long before = blocks;
    static_cast<void>(try_call(scene, right, n));
    if (blocks <= before) {
      return false;
    }
  }
  return true;
}

/// The number of faults.
int run(const Scene& scene) {
  for (int i = 0; i < 2; ++i) {
    static_cast<void>(scene.call());  // what is made once, and kept, is there after this
  }
  const std::string right = scene.call();
  std::set<std::string> faults;
  for (long n = 1;; ++n) {
    const long before = blocks;
    const bool was_reached = try_call(scene, right, n);
    if (fault[0] == 0 && !scene.has_threads && blocks > before && grows(scene, right, n)) {
      tell("leaves memory behind");
    }
    if (fault[0] != 0 && faults.insert(fault.data()).second) {
      std::printf("%s: allocation %ld fails, and that %s\n", scene.name.c_str(), n, fault.data());
    }
    if (!was_reached) {
      std::printf("%-28s %5ld allocations, each failed once\n", scene.name.c_str(), n - 1);
      static_cast<void>(std::fflush(stdout));
      return static_cast<int>(faults.size());
    }
  }
}

/// The same for the first call of a process, in which libraries make what they keep: a process for
/// each allocation. libcrypto does not make everything again that it could not make: then it stays
/// of no use, and each call says so.
int run_first(const Scene& scene, const std::string& right, long step) {
  constexpr int not_reached = 0, right_again = 1, of_no_use = 2, wrong = 3;
  constexpr int of_no_use_max = 100;
  std::array<int, 4> ends{};
  long n = 1;
  for (;; n += step) {
    static_cast<void>(std::fflush(stdout));  // or a child would print it again
    const pid_t child = ::fork();
    if (child == 0) {
      const bool was_reached = try_call(scene, right, n);
      const std::string_view what = fault.data();
      const bool is_of_no_use = what.starts_with(next_call_unavailable);
      if (!what.empty() && !is_of_no_use) {
        std::printf("%s: allocation %ld fails, and that %s\n", scene.name.c_str(), n, fault.data());
        static_cast<void>(std::fflush(stdout));
      }
      ::_exit(is_of_no_use    ? of_no_use
              : !what.empty() ? wrong
              : was_reached   ? right_again
                              : not_reached);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    const int end = WIFEXITED(status) ? WEXITSTATUS(status) : wrong;
    ++ends.at(static_cast<std::size_t>(end));
    if (end == not_reached) {
      break;
    }
  }
  std::printf(
      "%-28s %5ld allocations of the first call, one in %ld failed once; after %d of them no later "
      "call can do it\n",
      scene.name.c_str(), n - 1, step, ends[of_no_use]);
  return ends[wrong] + (ends[of_no_use] > of_no_use_max ? 1 : 0);
}

/// The code of the error that a call throws.
template <typename Throwing>
std::string code_of(const Throwing& call) {
  try {
    call();
  } catch (const Error& error) {
    if (error.code() == Errc::crypto_unavailable) {
      throw;
    }
    return std::string(to_string(error.code()));
  }
  return "no error";
}

std::string fingerprint_of(const PrivateKey& key) {
  return key.public_key().fingerprint_sha256();
}

void add_key_scenes(std::vector<Scene>& scenes, const std::string& keys) {
  const auto read = [&](const char* name, const std::string& path,
                        std::optional<std::string> passphrase = std::nullopt) {
    scenes.push_back({name, [text = test::read_file(keys + "/" + path), passphrase] {
                        return fingerprint_of(PrivateKey::parse(text, passphrase));
                      }});
  };
  read("read PKCS#8", "rsa1024.pem");
  read("read OpenSSH", "rsa1024.openssh");
  read("read PuTTY 2", "rsa1024.putty-v2.ppk");
  read("read PuTTY 3", "rsa1024.putty-v3.ppk");
  read("read JWK", "rsa1024.jwk.json");
  read("read JWK without primes", "rsa1024.jwk-no-primes.json");
  for (const char* name : {"rsa1024.pub", "rsa1024.spki.pem", "rsa1024.jwk.json"}) {
    scenes.push_back({"read a public key", [text = test::read_file(keys + "/" + name)] {
                        return std::string(text.front() == '{' ? "private" : "") +
                               (text.front() == '{'
                                    ? code_of([&] { static_cast<void>(PublicKey::parse(text)); })
                                    : PublicKey::parse(text).fingerprint_sha256());
                      }});
  }
  constexpr const char* passphrase = "correct horse battery";
  read("read encrypted PKCS#8", "rsa2048.pbkdf2-sha256-aes-256-cbc.pem", passphrase);
  read("read encrypted PKCS#1", "rsa1024.traditional-aes256.pem", passphrase);
  read("read encrypted PuTTY 2", "rsa1024.putty-v2-aes256-cbc.ppk", passphrase);
  read("read encrypted PuTTY 3", "rsa1024.putty-v3-argon2id.ppk", passphrase);
  scenes.push_back({"hear of a wrong passphrase",
                    [text = test::read_file(keys + "/rsa2048.pbkdf2-sha256-aes-256-cbc.pem")] {
                      return code_of([&] { static_cast<void>(PrivateKey::parse(text, "wrong")); });
                    }});
  scenes.push_back(
      {"inspect a key file", [text = test::read_file(keys + "/rsa1024.openssh-aes256-ctr")] {
         const KeyFileReport report = inspect_key_file(text);
         return report.encryption + report.public_key->fingerprint_sha256();
       }});
  scenes.push_back(
      {"refuse an elliptic curve key", [text = test::read_file(keys + "/bad/ec-p256.pem")] {
         return code_of([&] { static_cast<void>(PrivateKey::parse(text)); });
       }});
  static const PrivateKey key = PrivateKey::parse(test::read_file(keys + "/rsa1024.pem"));
  scenes.push_back({"write a key", [] {
                      return std::string(key.to_pkcs8_pem().expose()) +
                             std::string(key.to_pkcs1_pem().expose()) +
                             std::string(key.to_jwk().expose()) +
                             std::to_string(key.to_openssh_pem("c").size()) +
                             key.public_key().to_openssh() + key.public_key().to_spki_pem() +
                             key.public_key().to_jwk();
                    }});
}

/// The texts, or the codes of what was refused.
std::string texts_of(const std::vector<DecryptResult>& results) {
  std::string out;
  for (const DecryptResult& result : results) {
    if (!result && result.error().code() == Errc::crypto_unavailable) {
      throw Error(result.error());
    }
    out +=
        result ? std::string(result->text.expose()) : std::string(to_string(result.error().code()));
  }
  return out;
}

/// A response, the same with another tag, one for another key, and a text that is none.
struct Responses {
  explicit Responses(const PublicKey& key)
      : good(encrypt_response(key, std::string(1000, 'x')).to_json()),
        changed(good),
        other(encrypt_response(PrivateKey::generate().public_key(), "").to_json()) {
    char& in_tag = changed[changed.find("\"tag\":\"") + 10];
    in_tag = in_tag == 'A' ? 'B' : 'A';
  }
  [[nodiscard]] std::vector<std::string> all() const { return {good, changed, other, "{"}; }

  std::string good;
  std::string changed;
  std::string other;
};

void add_opening_scenes(std::vector<Scene>& scenes, const PrivateKey& key, std::string_view by) {
  const Responses responses(key.public_key());
  const auto add = [&](std::string_view what, const Call& call, bool has_threads = false) {
    scenes.push_back({std::string(what).append(", ").append(by), call, has_threads});
  };
  add("open", [&key, json = responses.good] {
    return std::string(decrypt_response(key, json).text.expose());
  });
  add("open into a buffer", [&key, json = responses.good] {
    std::string buffer(1000, ' ');
    const DecryptedInto opened = decrypt_response_into(
        {reinterpret_cast<std::uint8_t*>(buffer.data()), buffer.size()}, key, json);
    return buffer + std::to_string(opened.size);
  });
  const std::string large = encrypt_response(key.public_key(), std::string(700'000, 'x')).to_json();
  add("open a large one",
      [&key, large] { return std::to_string(decrypt_response(key, large).text.size()); });
  add("open in two steps", [&key, json = responses.good] {
    const EncryptedResponse response = EncryptedResponse::parse(json);
    const SharedKey shared_key = unwrap_shared_key(key, response);
    return std::string(decrypt_message(shared_key, response.message()).text.expose());
  });
  add("refuse", [&key, json = responses.changed] {
    return code_of([&] { static_cast<void>(decrypt_response(key, json)); });
  });
  add("open a batch", [&key, texts = responses.all()] {
    return texts_of(
        decrypt_responses(key, std::span<const std::string>(texts), {.parallelism = 1}));
  });
  add(
      "open on threads",
      [&key, texts = responses.all()] {
        return texts_of(
            decrypt_responses(key, std::span<const std::string>(texts), {.parallelism = 2}));
      },
      true);
}

void add_response_scenes(std::vector<Scene>& scenes, const PrivateKey& parsed) {
  // They live as long as the program.
  static const PrivateKey key = parsed.with_backend(default_rsa_backend());
  static const PrivateKey service(std::make_unique<FunctionUnwrapper>(
      "a key service", parsed.public_key(),
      [](std::span<const std::uint8_t> ciphertext) { return key.unwrap(ciphertext); }));
  const std::string json = Responses(key.public_key()).good;
  if (is_built_in(RsaBackend::openssl)) {
    add_opening_scenes(scenes, key, "OpenSSL");
    add_opening_scenes(scenes, service, "a key service");
    scenes.push_back({"open with a new key, OpenSSL", [json] {
                        const PrivateKey fresh = key.with_backend(RsaBackend::openssl);
                        return std::string(decrypt_response(fresh, json).text.expose());
                      }});
  }
  // Botan 2 decrypts on threads of its own, whose end is the process's end if memory runs out.
  if (Botan::version_major() >= 3) {
    static const PrivateKey botan = parsed.with_backend(RsaBackend::botan);
    add_opening_scenes(scenes, botan, "Botan");
  }
  scenes.push_back(
      {"encrypt",
       [] { return std::to_string(encrypt_response(key.public_key(), "text").to_json().size()); }});
  scenes.push_back({"inspect a response",
                    [json] { return std::to_string(*inspect_response(json).modulus_bits); }});
  scenes.push_back(
      {"parse and write a response", [json] { return EncryptedResponse::parse(json).to_json(); }});
}

void add_signing_scenes(std::vector<Scene>& scenes) {
  static const ConsumerKey consumer_key("a consumer key");
  static const Partner partner("CLIENT", ConsumerKey("a consumer key"));
  static const std::string body =
      R"({"eventTimestamp":"2026-01-01T00:00:00Z","webhookSecret":"s","a":[{"b":1.5e300,"c":"\u00e9"},2],"userId":"u"})";
  const auto now = parse_iso8601("2026-01-01T00:00:10Z").value();
  const std::string signature = sign_canonical(consumer_key, canonical_json(body));
  scenes.push_back({"canonical JSON", [] { return canonical_json(body); }});
  scenes.push_back({"sign", [] { return sign(consumer_key, {"/p", "q=1", body}); }});
  scenes.push_back(
      {"verify", [signature] {
         return std::string(
             verify_canonical(consumer_key, canonical_json(body), signature) ? "right" : "wrong");
       }});
  scenes.push_back({"make a consumer key",
                    [] { return sign_canonical(ConsumerKey("another consumer key"), "x"); }});
  scenes.push_back({"verify a webhook", [signature, now] {
                      return verify_webhook(consumer_key, body, signature, now).json;
                    }});
  scenes.push_back({"refuse a webhook", [now] {
                      return code_of([&] {
                        static_cast<void>(verify_webhook(consumer_key, body, "AAAA", now));
                      });
                    }});
  scenes.push_back({"sign a request", [now] {
                      const api::User user{"u", api::UserSecret("secret")};
                      return to_curl(
                          partner.sign(api::login_user(user),
                                       UnixTime(std::chrono::floor<std::chrono::seconds>(now))));
                    }});
  const std::string right = sign(consumer_key, {"/p", "q=1", body});
  scenes.push_back(
      {"explain a signature", [right] {
         const auto found = explain_signature(consumer_key, {"/p", "q=1", body}, right);
         return std::string(found.canonical.expose()) + std::to_string(found.deviations.size());
       }});
}

void add_reply_scenes(std::vector<Scene>& scenes) {
  static const api::Reply registered{
      .status = 200, .headers = {}, .body = R"({"userId":"u","userSecret":"a secret"})"};
  static const api::Reply refused{.status = 429,
                                  .headers = {{"Retry-After", "7"}},
                                  .body = R"({"detail":"too many","code":"1011"})"};
  static const std::string token =
      "eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjE4MDAwMDAwMDAsInN1YiI6InUifQ.c2lnbmF0dXJl";
  scenes.push_back({"read a reply", [] {
                      const api::User user = api::parse_register_user(registered);
                      return user.id.value() + std::string(user.secret.expose());
                    }});
  scenes.push_back({"read a refusal", [] {
                      try {
                        api::require_success(refused);
                      } catch (const api::ApiError& error) {
                        return std::string(error.what()) + std::string(error.detail());
                      }
                      return std::string();
                    }});
  scenes.push_back({"read a token", [] {
                      const auto read = api::AccessToken::parse(token);
                      return std::string(read.expose()) + read.unverified_claims().json;
                    }});
}

}  // namespace

int main(int count, char** words) {
  std::set_terminate([] {
    std::printf("%s: allocation %ld fails: the process ends\n", running, failing);
    static_cast<void>(std::fflush(stdout));
    std::abort();
  });
  const std::string keys = words[1];
  std::vector<Scene> scenes;
  add_key_scenes(scenes, keys);
  const PrivateKey key = PrivateKey::parse(test::read_file(keys + "/rsa1024.pem"));
  add_response_scenes(scenes, key);
  add_signing_scenes(scenes);
  add_reply_scenes(scenes);
  int faults = 0;
  int run_scenes = 0;
  const bool each = count == 3 && std::string_view(words[2]) == "first call";
  for (const Scene& scene : scenes) {
    if (scene.name == "open, OpenSSL") {  // which nothing has called yet
      faults += run_first(scene, std::string(1000, 'x'), each ? 1 : 10);
      ++run_scenes;
    }
  }
  for (const Scene& scene : scenes) {
    bool wanted = count == 2;
    for (int i = 2; i < count; ++i) {
      wanted = wanted || std::string_view(scene.name).find(words[i]) != std::string_view::npos;
    }
    if (wanted) {
      faults += run(scene);
      ++run_scenes;
    }
  }
  std::printf("%d kinds of calls, %d faults\n", run_scenes, faults);
  return faults == 0 && run_scenes > 0 ? 0 : 1;
}

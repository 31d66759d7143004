// SPDX-License-Identifier: Apache-2.0
// residues KEYS: searches the whole memory of this process for secrets that were given up, after
// success and after failures. KEYS is the folder vectors/keys. The searched-for bytes are only ever
// held xored with a mask, or the search would find itself.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/errors.hpp"

namespace {

using namespace snapseal;
using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t mask = 0x5a;

/// What is searched for: some bytes of a secret.
class Needle {
 public:
  explicit Needle(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
      masked_.push_back(byte ^ mask);
    }
  }
  explicit Needle(std::string_view text)
      : Needle({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}) {}

  /// The same bytes in the other order, as a large number lies in memory.
  [[nodiscard]] Needle reversed() const {
    Needle other = *this;
    std::reverse(other.masked_.begin(), other.masked_.end());
    return other;
  }
  [[nodiscard]] std::size_t size() const { return masked_.size(); }
  /// How often it stands in a text.
  [[nodiscard]] int count_in(std::span<const std::uint8_t> text) const {
    int count = 0;
    const auto first = static_cast<std::uint8_t>(masked_.front() ^ mask);
    auto at = std::find(text.begin(), text.end(), first);
    while (text.end() - at >= static_cast<std::ptrdiff_t>(size())) {
      count += std::equal(masked_.begin(), masked_.end(), at,
                          [](std::uint8_t masked, std::uint8_t byte) {
                            return masked == static_cast<std::uint8_t>(byte ^ mask);
                          })
                   ? 1
                   : 0;
      at = std::find(at + 1, text.end(), first);
    }
    return count;
  }

 private:
  Bytes masked_;
};

/// All memory of the process that can be written, but for the place that it is copied to.
class Memory {
 public:
  Memory()
      : copy_(static_cast<std::uint8_t*>(
            ::mmap(nullptr, window, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))),
        file_(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC)) {
    if (copy_ == MAP_FAILED || file_ < 0) {
      std::puts("/proc/self/mem cannot be read");
      std::exit(skipped);
    }
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() {
    ::munmap(copy_, window);
    ::close(file_);
  }

  [[nodiscard]] int count(const Needle& needle) const {
    int found = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      unsigned long begin = 0;
      unsigned long end = 0;
      std::array<char, 5> rights{};
      if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, rights.data()) != 3 ||
          rights[0] != 'r' || rights[1] != 'w') {
        continue;
      }
      // Windows lap over, so that nothing is cut in two.
      for (unsigned long at = begin; at < end; at += window - overlap) {
        const std::size_t size = std::min<std::size_t>(window, end - at);
        if (at == reinterpret_cast<unsigned long>(copy_)) {
          continue;
        }
        const ssize_t got = ::pread(file_, copy_, size, static_cast<off_t>(at));
        if (got > 0) {
          found += needle.count_in({copy_, static_cast<std::size_t>(got)});
        }
      }
    }
    std::fill_n(copy_, window, std::uint8_t{0});
    return found;
  }

  static constexpr int skipped = 77;

 private:
  static constexpr std::size_t window = std::size_t{1} << 20;
  static constexpr std::size_t overlap = 256;

  std::uint8_t* copy_;
  int file_;
};

int faults = 0;

void require_gone(const Memory& memory, const Needle& needle, const std::string& what) {
  const int found = memory.count(needle) + memory.count(needle.reversed());
  std::printf("%-74s %s\n", what.c_str(), found == 0 ? "gone" : "STILL THERE");
  static_cast<void>(std::fflush(stdout));
  faults += found == 0 ? 0 : 1;
}

/// Letters that stand nowhere else.
SecretString secret_text(std::size_t size) {
  static std::uint32_t state = 1;
  SecretBytes bytes(size);
  for (std::uint8_t& byte : bytes.expose()) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<std::uint8_t>('A' + (state >> 24) % 26);
  }
  return SecretString(std::move(bytes));
}

/// Read without a stream, which would keep a copy.
SecretString file(const std::string& path) {
  constexpr std::size_t bytes_max = 8192;
  SecretBytes bytes(bytes_max);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const ssize_t size = ::read(descriptor, bytes.expose().data(), bytes_max);
  if (size <= 0) {
    std::printf("%s cannot be read\n", path.c_str());
    std::exit(1);
  }
  ::close(descriptor);
  return SecretString(SecretBytes::copy_of(bytes.expose().first(static_cast<std::size_t>(size))));
}

void wipe_text(std::string& text) {
  wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

/// A scan that finds nothing proves nothing, unless it finds what is there.
void control(const Memory& memory) {
  const SecretString secret = secret_text(40);
  const Needle needle(secret.expose());
  const int in_locked_memory = memory.count(needle);
  const std::string copy(secret.expose());
  const int with_a_copy = memory.count(needle);
  if (in_locked_memory != 1 || with_a_copy != 2) {
    std::printf("the scan finds %d and %d, in place of 1 and 2\n", in_locked_memory, with_a_copy);
    ++faults;
  }
}

void require(bool holds, const char* what) {
  if (!holds) {
    std::printf("the scene itself is wrong: %s\n", what);
    ++faults;
  }
}

EncryptedMessage with_another_tag(const EncryptedMessage& message) {
  Bytes tag(message.tag().begin(), message.tag().end());
  tag[0] ^= 1U;
  return {{message.ciphertext().begin(), message.ciphertext().end()},
          tag,
          {message.nonce().begin(), message.nonce().end()}};
}

/// Plaintexts and shared keys.
void scan_opening(const Memory& memory, const PrivateKey& key, const std::string& by,
                  bool keeps_shared_key) {
  for (const std::size_t size : {15, 31, 300, 5000, 700'000}) {
    const std::string length = std::to_string(size) + " bytes, " + by;
    const SharedKey shared_key = SharedKey::generate();
    const Needle shared_key_needle(shared_key.expose());
    SecretString text = secret_text(size);
    const Needle needle(text.expose().substr(size - std::min<std::size_t>(size, 40)));
    const Bytes nonce(15, 1);
    const EncryptedMessage message = encrypt_message(shared_key, text.expose(), nonce);
    const Bytes wrapped = wrap_shared_key(key.public_key(), shared_key);
    text = SecretString();
    require_gone(memory, needle, "a plaintext that was encrypted, " + length);
    std::string json = EncryptedResponse(wrapped, message).to_json();
    require(decrypt_response(key, json).text.size() == size, "it opens");
    require_gone(memory, needle, "a plaintext, " + length);
    json = EncryptedResponse(wrapped, with_another_tag(message)).to_json();
    require(test::outcome_of([&] { static_cast<void>(decrypt_response(key, json)); }) ==
                "decryption_failed",
            "it does not open");
    require_gone(memory, needle, "a plaintext whose tag is wrong, " + length);
    Bytes buffer(size);
    require(test::outcome_of([&] {
              static_cast<void>(decrypt_response_into(buffer, key, json));
            }) == "decryption_failed",
            "it does not open");
    require_gone(memory, needle, "the same in the caller's buffer, " + length);
    if (!keeps_shared_key) {
      // The caller's own, once.
      require(memory.count(shared_key_needle) == 1, "a shared key stands once, the caller's");
    }
  }
}

/// Where the middle of the first prime stands in a PKCS#1 structure of 2048 bits.
std::span<const std::uint8_t> inside_first_prime(const SecretBytes& der) {
  return std::span(der.expose()).subspan(560, 32);
}

void scan_keys(const Memory& memory, const std::string& keys) {
  const auto scan = [&](const std::string& name, std::optional<RsaBackend> backend,
                        std::optional<std::string_view> passphrase = std::nullopt) {
    std::optional<Needle> number;
    std::optional<Needle> in_file;
    {
      const SecretString text = file(keys + "/" + name);
      in_file.emplace(text.expose().substr(text.size() / 2, 40));
      const PrivateKey parsed = PrivateKey::parse(text.expose(), passphrase);
      number.emplace(inside_first_prime(parsed.to_pkcs1_der()));
      require(memory.count(*number) + memory.count(number->reversed()) > 0, "a key is in memory");
      if (backend) {
        const PrivateKey key = parsed.with_backend(*backend);
        const std::string json = encrypt_response(key.public_key(), "text").to_json();
        static_cast<void>(decrypt_response(key, json));
      }
      static_cast<void>(parsed.to_pkcs8_pem());
      static_cast<void>(parsed.to_jwk());
      static_cast<void>(parsed.to_openssh_pem("c"));
    }
    const std::string by = backend ? std::string(", ").append(to_string(*backend)) : "";
    require_gone(memory, *number, "a prime of " + name + by);
    require_gone(memory, *in_file, "the text of " + name + by);
  };
  constexpr std::string_view passphrase = "correct horse battery";
  scan("rsa2048.pem", RsaBackend::botan);
  if (is_built_in(RsaBackend::openssl)) {
    scan("rsa2048.pem", RsaBackend::openssl);
  }
  scan("rsa2048.jwk.json", {});
  scan("rsa2048.jwk-no-primes.json", {});
  scan("rsa2048.openssh", {});
  scan("rsa2048.putty-v3.ppk", {});
  scan("rsa2048.pbkdf2-sha256-aes-256-cbc.pem", {}, passphrase);
  scan("rsa2048.traditional-aes256.pem", {}, passphrase);
  scan("rsa2048.openssh-aes256-ctr", {}, passphrase);
  scan("rsa2048.putty-v3-argon2id.ppk", {}, passphrase);
}

void scan_passphrases(const Memory& memory, const std::string& keys) {
  for (const char* name :
       {"rsa2048.pbkdf2-sha256-aes-256-cbc.pem", "rsa2048.scrypt-aes-256-cbc.pem",
        "rsa2048.traditional-aes256.pem", "rsa2048.openssh-aes256-ctr",
        "rsa2048.putty-v3-argon2id.ppk", "rsa1024.putty-v2-aes256-cbc.ppk"}) {
    const SecretString text = file(keys + "/" + name);
    SecretString passphrase = secret_text(40);
    const Needle needle(passphrase.expose());
    require(test::outcome_of([&] {
              static_cast<void>(PrivateKey::parse(text.expose(), passphrase.expose()));
            }) == "wrong_passphrase",
            name);
    passphrase = SecretString();
    require_gone(memory, needle, std::string("a wrong passphrase of ") + name);
  }
  const PrivateKey key = PrivateKey::parse(file(keys + "/rsa2048.pem").expose());
  for (const bool openssh : {false, true}) {
    SecretString passphrase = secret_text(40);
    const Needle needle(passphrase.expose());
    {
      const SecretString made = openssh ? key.to_encrypted_openssh_pem(passphrase.expose())
                                        : key.to_encrypted_pkcs8_pem(passphrase.expose());
      static_cast<void>(PrivateKey::parse(made.expose(), passphrase.expose()));
    }
    passphrase = SecretString();
    require_gone(memory, needle,
                 std::string("a passphrase that was right, ") + (openssh ? "OpenSSH" : "PKCS#8"));
  }
}

/// The text with the secret in it, which is wiped.
std::string with_secret(std::string_view before, const SecretString& secret,
                        std::string_view behind) {
  std::string text;
  text.reserve(before.size() + secret.size() + behind.size());
  text.append(before).append(secret.expose()).append(behind);
  return text;
}

void scan_signing(const Memory& memory) {
  for (const std::size_t size : {20, 40, 100}) {
    SecretString secret = secret_text(size);
    const Needle needle(secret.expose().substr(0, 20));
    {
      const ConsumerKey key(std::move(secret));
      const std::string signature = sign(key, {"/p", "q=1", R"({"a":1})"});
      require(verify(key, {"/p", "q=1", R"({"a":1})"}, signature), "the signature is right");
      static_cast<void>(explain_signature(key, {"/p", "q=1", ""}, "AAAA"));
      static_cast<void>(key.warnings());
      static_cast<void>(key.clone());
    }
    require_gone(memory, needle, "a consumer key of " + std::to_string(size) + " bytes");
  }
  const ConsumerKey key("a consumer key");
  {
    SecretString secret = secret_text(40);
    const Needle needle(secret.expose());
    {
      std::string body = with_secret(R"({"userId":"u","userSecret":")", secret, R"("})");
      std::string query = with_secret("userSecret=", secret, "");
      static_cast<void>(sign(key, {"/p", query, body}));
      static_cast<void>(explain_signature(key, {"/p", query, body}, "AAAA"));
      body.back() = '{';
      require(test::outcome_of([&] {
                static_cast<void>(sign(key, {"/p", query, body}));
              }) == "malformed_json",
              "what is no JSON is refused");
      wipe_text(body);
      wipe_text(query);
    }
    secret = SecretString();
    require_gone(memory, needle, "a userSecret that was signed, and explained");
  }
  {
    SecretString secret = secret_text(40);
    const Needle needle(secret.expose());
    std::string body = with_secret(R"({"eventTimestamp":"2026-01-01T00:00:00Z","webhookSecret":")",
                                   secret, R"("})");
    std::string canonical = canonical_json(body);
    const std::string signature = sign_canonical(key, canonical);
    wipe_text(canonical);
    static_cast<void>(
        verify_webhook(key, body, signature, parse_iso8601("2026-01-01T00:00:00Z").value()));
    require(test::outcome_of([&] {
              static_cast<void>(
                  verify_webhook(key, body, "AAAA", parse_iso8601("2026-01-01T00:00:00Z").value()));
            }) == "wrong_signature",
            "another signature is refused");
    wipe_text(body);
    secret = SecretString();
    require_gone(memory, needle, "a webhookSecret, after verifying and refusing");
  }
}

void scan_replies(const Memory& memory) {
  {
    SecretString secret = secret_text(40);
    const Needle needle(secret.expose());
    {
      api::Reply reply{.status = 200,
                       .headers = {},
                       .body = with_secret(R"({"userId":"u","userSecret":")", secret, R"("})")};
      const api::User user = api::parse_register_user(reply);
      require(user.secret.expose() == secret.expose(), "the secret was read");
      wipe_text(reply.body);
    }
    secret = SecretString();
    require_gone(memory, needle, "a userSecret that was read");
  }
  {
    SecretString secret = secret_text(40);
    const Needle needle(secret.expose());
    {
      std::string text =
          with_secret(R"({"jwt":"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1In0.)", secret, R"("})");
      const auto token = api::AccessToken::parse(text);
      static_cast<void>(token.unverified_claims());
      wipe_text(text);
    }
    secret = SecretString();
    require_gone(memory, needle, "a token that was read");
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    return 2;
  }
  const std::string keys = words[1];
  const Memory memory;
  control(memory);
  scan_keys(memory, keys);  // while nobody has them
  const PrivateKey key = PrivateKey::parse(file(keys + "/rsa2048.pem").expose());
  scan_opening(memory, key.with_backend(RsaBackend::botan), "Botan", false);
  if (is_built_in(RsaBackend::openssl)) {
    // libcrypto frees a buffer with the shared key in it: see docs/threat-model.md.
    scan_opening(memory, key.with_backend(RsaBackend::openssl), "OpenSSL", true);
  }
  scan_passphrases(memory, keys);
  scan_signing(memory);
  scan_replies(memory);
  std::printf("%d faults\n", faults);
  return faults == 0 ? 0 : 1;
}

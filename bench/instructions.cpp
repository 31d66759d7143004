// SPDX-License-Identifier: Apache-2.0
// Work whose instructions are counted under valgrind --tool=callgrind, see instructions.py. All
// inputs are fixed; the RSA step is left out, since its blinding is random and the library that
// does it is not ours. Each piece of work is done a few times before it is counted.
#include <botan/version.h>
#include <gnu/libc-version.h>
#include <valgrind/callgrind.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <snapseal/snapseal.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t modulus_bytes = 256;
constexpr std::string_view consumer_key = "mPqZ4rN8vKf2sXwJ6tYbGhLcDeAu1o3iQx5yRz7kBvTnWjMpEs";
constexpr std::string_view body =
    R"({"account_id": "917c8734-8470-4a3e-a18f-57c3f2ee6631", "action": "BUY", )"
    R"("order_type": "Limit", "time_in_force": "Day", "price": 31.33, "units": 10, )"
    R"("stop": null, "universal_symbol_id": "2bcd7cc3"})";
constexpr snapseal::SignedContent content = {
    .path = "/api/v1/trade/place",
    .query =
        "clientId=PARTNER&timestamp=1795314671&userId=snaptrade-user-123456789&userSecret="
        "adf2aa34-8219-40f7-a6b3-60156985cc61",
    .body = body};
constexpr std::string_view webhook =
    R"({"webhookId":"f3c5d6a1-6a9b-4b1d-8f3e-1c2d3e4f5a6b","clientId":"PARTNER",)"
    R"("eventType":"ACCOUNT_HOLDINGS_UPDATED","eventTimestamp":"2026-11-22T10:00:00.123456Z",)"
    R"("userId":"snaptrade-user-123"})";

/// Does the work until it is warm, and then counted.
template <typename Work>
void count(const std::string& name, const Work& work) {
  for (int i = 0; i < 3; ++i) {
    work();
  }
  CALLGRIND_ZERO_STATS;
  CALLGRIND_START_INSTRUMENTATION;
  work();
  CALLGRIND_STOP_INSTRUMENTATION;
  CALLGRIND_DUMP_STATS_AT(name.c_str());
}

void require(bool holds) {
  if (!holds) {
    std::cerr << "snapseal_instructions: a wrong result\n";
    std::exit(1);
  }
}

/// Bytes that look random, and are always the same.
Bytes bytes_of(std::size_t size) {
  Bytes bytes(size);
  std::uint32_t state = 1;
  std::ranges::generate(bytes, [&state] {
    state = state * 1'664'525 + 1'013'904'223;
    return static_cast<std::uint8_t>(state >> 24);
  });
  return bytes;
}

snapseal::SecretBytes shared_key_bytes() {
  const Bytes bytes = bytes_of(32);
  snapseal::SecretBytes secret(bytes.size());
  std::ranges::copy(bytes, secret.expose().begin());
  return secret;
}

/// A key whose RSA step costs next to nothing.
snapseal::PrivateKey free_key() {
  Bytes modulus = bytes_of(modulus_bytes);
  modulus.front() |= 0x80;
  modulus.back() |= 1;
  const Bytes exponent = {1, 0, 1};
  const auto bytes = std::make_shared<const snapseal::SecretBytes>(shared_key_bytes());
  return snapseal::PrivateKey(std::make_unique<snapseal::FunctionUnwrapper>(
      "none", snapseal::PublicKey::from_numbers(modulus, exponent),
      [bytes](std::span<const std::uint8_t>) { return std::optional(bytes->clone()); }));
}

std::size_t size_of(const snapseal::DecryptedResponse& opened) {
  return opened.text.expose().size();
}

void count_response(const snapseal::PrivateKey& key, const std::string& size, std::size_t bytes) {
  const std::string plaintext(bytes, 'x');
  Bytes encrypted_shared_key = bytes_of(modulus_bytes);
  encrypted_shared_key.front() = 0;  // below the modulus
  for (const auto form : {snapseal::NonceForm::rfc7253, snapseal::NonceForm::legacy15}) {
    const snapseal::SharedKey shared_key(shared_key_bytes());
    const auto message = snapseal::encrypt_message(shared_key, plaintext, bytes_of(15), form);
    require(snapseal::decrypt_message(shared_key, message).text.expose() == plaintext);
    count("ocb/" + size + "/" + std::string(to_string(form)),
          [&] { require(size_of(snapseal::decrypt_message(shared_key, message)) == bytes); });
    if (form == snapseal::NonceForm::rfc7253) {
      const std::string json = snapseal::EncryptedResponse(encrypted_shared_key, message).to_json();
      count("envelope/" + size, [&] {
        require(snapseal::EncryptedResponse::parse(json).message().ciphertext().size() == bytes);
      });
      count("open/" + size,
            [&] { require(size_of(snapseal::decrypt_response(key, json)) == bytes); });
    }
  }
}

void count_base64(const std::string& size, std::size_t bytes) {
  const Bytes data = bytes_of(bytes);
  const std::string text = snapseal::base64::encode(data);
  require(snapseal::base64::decode(text) == data);
  count("base64-encode/" + size,
        [&] { require(snapseal::base64::encode(data).size() == text.size()); });
  count("base64-decode/" + size, [&] { require(snapseal::base64::decode(text).size() == bytes); });
}

void count_signing() {
  const snapseal::ConsumerKey key(consumer_key);
  const std::string canonical = snapseal::canonical_content(content);
  const std::string signature = snapseal::sign(key, content);
  count("canonical-json/191B", [&] { require(snapseal::canonical_json(body).size() > 100); });
  count("sign/canonical-350B",
        [&] { require(snapseal::sign_canonical(key, canonical) == signature); });
  const snapseal::CanonicalJson canonical_body(body);
  const snapseal::SignedContent parts = {content.path, content.query, canonical_body};
  count("sign/parts-350B", [&] { require(snapseal::sign(key, parts) == signature); });
  count("sign/texts-350B", [&] { require(snapseal::sign(key, content) == signature); });
  count("verify/content-350B", [&] { require(snapseal::verify(key, content, signature)); });

  const auto signed_webhook = snapseal::sign_canonical(key, snapseal::canonical_json(webhook));
  const snapseal::UnixTime now(std::chrono::seconds(1'795'341'601));
  count("verify/webhook", [&] {
    require(snapseal::verify_webhook(key, webhook, signed_webhook, now).client_id == "PARTNER");
  });
}

}  // namespace

int main(int argc, char** /*argv*/) {
  if (argc > 1) {  // what the counts depend on
    std::cout << SNAPSEAL_BENCH_COMPILER << ", Botan " << Botan::short_version_string() << ", libc "
              << gnu_get_libc_version() << "\n";
    return 0;
  }
  const snapseal::PrivateKey key = free_key();
  count_base64("1KiB", 1024);
  count_base64("64KiB", std::size_t{64} * 1024);
  count_response(key, "1KiB", 1024);
  count_response(key, "64KiB", std::size_t{64} * 1024);
  count_signing();
}

// SPDX-License-Identifier: Apache-2.0
// snapseal_timing KEYS SAMPLES: how long a response takes that fails, by why it fails, for each
// back end; and Welch's t between a wrong tag and each other failure (scripts/timing). Not a test:
// machines are noisy. KEYS is the folder vectors/keys.
#include <botan/pubkey.h>
#include <botan/rsa.h>
#include <botan/system_rng.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/bytes.hpp"

namespace {

using namespace snapseal;
using Bytes = std::vector<std::uint8_t>;

enum Class : std::size_t { right, wrong_tag, wrong_key, wrong_padding, wrong_key_length, classes };

constexpr std::array<const char*, classes> names{"opens", "wrong tag", "another shared key",
                                                 "wrong padding", "shared key of 20 bytes"};

/// Several responses of each class, so that no one value is measured.
constexpr std::size_t variants = 64;

/// What `wrap_shared_key` does not do: any bytes under OAEP.
Bytes wrapped(const PublicKey& key, std::span<const std::uint8_t> bytes) {
  const Botan::RSA_PublicKey rsa(
      Botan::BigInt(key.modulus().data(), key.modulus().size()),
      Botan::BigInt(key.public_exponent().data(), key.public_exponent().size()));
  const Botan::PK_Encryptor_EME encryptor(rsa, Botan::system_rng(), "OAEP(SHA-1)");
  return encryptor.encrypt(bytes.data(), bytes.size(), Botan::system_rng());
}

struct Sample {
  double nanoseconds;
  std::size_t kind;
};

struct Moments {
  double mean = 0;
  double variance = 0;
  double count = 0;
};

/// Of the faster nine tenths, since interrupts make the rest.
Moments moments_of(const std::vector<Sample>& samples, std::size_t kind, double longest) {
  Moments moments;
  double sum_of_squares = 0;
  for (const Sample& sample : samples) {
    if (sample.kind == kind && sample.nanoseconds <= longest) {
      ++moments.count;
      const double delta = sample.nanoseconds - moments.mean;
      moments.mean += delta / moments.count;
      sum_of_squares += delta * (sample.nanoseconds - moments.mean);
    }
  }
  moments.variance = sum_of_squares / (moments.count - 1);
  return moments;
}

double welch(const Moments& a, const Moments& b) {
  return (a.mean - b.mean) / std::sqrt(a.variance / a.count + b.variance / b.count);
}

using Responses = std::array<std::vector<std::string>, classes>;

Responses responses_for(const PublicKey& key) {
  std::mt19937_64 random(1);
  Responses all;
  const std::string text(1000, 'x');
  for (std::size_t i = 0; i < variants; ++i) {
    const EncryptedResponse good = encrypt_response(key, text);
    const EncryptedMessage& message = good.message();
    const Bytes ciphertext(message.ciphertext().begin(), message.ciphertext().end());
    const Bytes nonce(message.nonce().begin(), message.nonce().end());
    Bytes tag(message.tag().begin(), message.tag().end());
    const Bytes shared_key(good.encrypted_shared_key().begin(), good.encrypted_shared_key().end());
    tag[random() % tag.size()] ^= static_cast<std::uint8_t>(1U << random() % 8);
    Bytes noise(shared_key.size());
    for (std::uint8_t& byte : noise) {
      byte = static_cast<std::uint8_t>(random());
    }
    noise[0] &= 0x3fU;  // below the modulus
    all[right].push_back(good.to_json());
    all[wrong_tag].push_back(EncryptedResponse(shared_key, {ciphertext, tag, nonce}).to_json());
    all[wrong_key].push_back(
        EncryptedResponse(wrap_shared_key(key, SharedKey::generate()), message).to_json());
    all[wrong_padding].push_back(EncryptedResponse(noise, message).to_json());
    all[wrong_key_length].push_back(
        EncryptedResponse(wrapped(key, Bytes(20, 7)), message).to_json());
  }
  return all;
}

void measure(const PrivateKey& key, const Responses& responses, std::size_t count) {
  std::mt19937_64 random(2);
  std::vector<Sample> samples;
  samples.reserve(count * classes);
  for (std::size_t i = 0; i < count * classes; ++i) {
    const std::size_t kind = random() % classes;
    const std::string& json = responses[kind][random() % variants];
    const auto begin = std::chrono::steady_clock::now();
    bool opened = false;
    try {
      opened = decrypt_response(key, json).text.size() == 1000;
    } catch (const Error&) {
    }
    const auto end = std::chrono::steady_clock::now();
    if (opened != (kind == right)) {
      std::puts("a response has the wrong outcome");
      std::exit(1);
    }
    samples.push_back({std::chrono::duration<double, std::nano>(end - begin).count(), kind});
  }
  std::vector<double> sorted;
  for (const Sample& sample : samples) {
    sorted.push_back(sample.nanoseconds);
  }
  const auto ninth = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 9 / 10);
  std::nth_element(sorted.begin(), ninth, sorted.end());
  const Moments base = moments_of(samples, wrong_tag, *ninth);
  for (std::size_t kind = 0; kind < classes; ++kind) {
    const Moments moments = moments_of(samples, kind, *ninth);
    std::printf("| %s | %s | %.0f | %.2f us | %+.0f ns | %.1f |\n",
                std::string(key.unwrapper().name()).c_str(), names[kind], moments.count,
                moments.mean / 1000, moments.mean - base.mean,
                kind == wrong_tag ? 0.0 : welch(moments, base));
    static_cast<void>(std::fflush(stdout));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    return 2;
  }
  const PrivateKey key = PrivateKey::parse(test::read_file(std::string(argv[1]) + "/rsa2048.pem"));
  const auto count = static_cast<std::size_t>(std::atol(argv[2]));
  std::puts("| back end | response | samples | mean | to a wrong tag | Welch's t |");
  std::puts("|---|---|---|---|---|---|");
  const Responses responses = responses_for(key.public_key());
  for (const RsaBackend backend : {RsaBackend::openssl, RsaBackend::botan}) {
    if (is_built_in(backend)) {
      measure(key.with_backend(backend), responses, count);
    }
  }
}

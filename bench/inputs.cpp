// SPDX-License-Identifier: Apache-2.0
#include "inputs.hpp"

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "jwe.hpp"

namespace bench {

namespace {

struct Size {
  const char* name;
  std::size_t bytes;
};
constexpr Size sizes[] = {
    {"1KiB", 1024},
    {"64KiB", 64 * 1024},
    {"1MiB", 1024 * 1024},
    {"16MiB", 16 * 1024 * 1024},
};
constexpr std::size_t modulus_bits[] = {2048, 3072, 4096};

std::string make_plaintext(std::size_t bytes) {
  std::string text(bytes, ' ');
  for (std::size_t i = 0; i < bytes; ++i) {
    text[i] = static_cast<char>('a' + i % 26);
  }
  return text;
}

// Twelve bytes, since peers do not agree about fifteen: PyCryptodome before 3.17 reads fourteen.
constexpr std::size_t nonce_bytes = 12;

Message make_message(const Size& size, const snapseal::PublicKey& key) {
  std::string plaintext = make_plaintext(size.bytes);
  const auto shared_key = snapseal::SharedKey::generate();
  const std::vector<std::uint8_t> nonce(nonce_bytes);  // the shared key serves only once
  snapseal::EncryptedResponse response(snapseal::wrap_shared_key(key, shared_key),
                                       snapseal::encrypt_message(shared_key, plaintext, nonce));
  std::string base64 = snapseal::base64::encode(response.message().ciphertext());
  std::string json = response.to_json();
  return {size.name, std::move(plaintext), std::move(response), std::move(base64), std::move(json)};
}

Recipient make_recipient(std::size_t bits) {
  auto key = snapseal::PrivateKey::generate(bits);
  std::vector<Message> messages;
  for (const Size& size : sizes) {
    messages.push_back(make_message(size, key.public_key()));
  }
  std::string pem(key.to_pkcs8_pem().expose());
  return {"rsa" + std::to_string(bits), std::move(pem), std::move(key), std::move(messages)};
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  if (!(file << text).flush()) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

}  // namespace

Inputs make_inputs() {
  Inputs inputs;
  for (const std::size_t bits : modulus_bits) {
    inputs.recipients.push_back(make_recipient(bits));
  }
  return inputs;
}

void write_inputs(const Inputs& inputs, const std::filesystem::path& folder) {
  for (const Recipient& recipient : inputs.recipients) {
    const auto pem = folder / (recipient.name + ".pem");
    write_file(pem, recipient.pem);
    // snapseal's program takes no key file that others can use.
    using std::filesystem::perms;
    std::filesystem::permissions(pem, perms::owner_read | perms::owner_write);
    for (const Message& message : recipient.messages) {
      const std::string name = recipient.name + "-" + message.size;
      write_file(folder / (message.size + ".txt"), message.plaintext);
      write_file(folder / (name + ".json"), message.json);
      write_file(folder / (name + ".jwe"), make_jwe(recipient.pem, message.plaintext));
    }
  }
}

}  // namespace bench

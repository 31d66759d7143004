// SPDX-License-Identifier: Apache-2.0
#include "inputs.hpp"

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

Message make_message(const Size& size, const snapseal::PublicKey& key) {
  std::string plaintext = make_plaintext(size.bytes);
  snapseal::EncryptedResponse response = snapseal::encrypt_response(key, plaintext);
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
    write_file(folder / (recipient.name + ".pem"), recipient.pem);
    for (const Message& message : recipient.messages) {
      const std::string name = recipient.name + "-" + message.size;
      write_file(folder / (message.size + ".txt"), message.plaintext);
      write_file(folder / (name + ".json"), message.json);
      write_file(folder / (name + ".jwe"), make_jwe(recipient.pem, message.plaintext));
    }
  }
}

}  // namespace bench

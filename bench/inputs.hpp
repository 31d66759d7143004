// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <snapseal/snapseal.hpp>
#include <string>
#include <vector>

namespace bench {

/// A plaintext and what it becomes on its way to one key.
struct Message {
  std::string size;  // "64KiB", as in the names of the benchmarks
  std::string plaintext;
  snapseal::EncryptedResponse response;
  std::string ciphertext_base64;
  std::string json;
};

/// A key and its messages of 1 KiB, 64 KiB, 1 MiB and 16 MiB.
struct Recipient {
  std::string name;  // "rsa2048", as in the names of the benchmarks
  std::string pem;   // PKCS#8, not encrypted
  snapseal::PrivateKey key;
  std::vector<Message> messages;
};

/// What all benchmarks work on, made anew in every run: keys of 2048, 3072 and 4096 bits.
struct Inputs {
  std::vector<Recipient> recipients;
};
[[nodiscard]] Inputs make_inputs();

/// For other processes, into an existing folder: KEY.pem, SIZE.txt (the plaintext), KEY-SIZE.json
/// and KEY-SIZE.jwe.
void write_inputs(const Inputs& inputs, const std::filesystem::path& folder);

}  // namespace bench

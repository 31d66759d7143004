// SPDX-License-Identifier: Apache-2.0
#include <botan/base64.h>

#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

void add_base64(const Inputs& inputs) {
  for (const Message& message : inputs.recipients.front().messages) {
    const std::string& text = message.ciphertext_base64;
    const auto bytes = message.response.message().ciphertext();

    const std::string decode = "base64-decode/" + message.size + "/";
    add(
        decode + "snapseal", [&] { return snapseal::base64::decode(text); }, is_bytes(bytes));
    add(
        decode + "yardstick", [&] { return yardstick::decode_base64(text); }, is_bytes(bytes));
    add(
        decode + "botan",
        [&] { return Botan::base64_decode(text.data(), text.size(), /*ignore_ws=*/false); },
        is_bytes(bytes));

    const std::string encode = "base64-encode/" + message.size + "/";
    add(
        encode + "snapseal", [bytes] { return snapseal::base64::encode(bytes); }, is_text(text));
    add(
        encode + "yardstick", [bytes] { return yardstick::encode_base64(bytes); }, is_text(text));
    add(
        encode + "botan", [bytes] { return Botan::base64_encode(bytes.data(), bytes.size()); },
        is_text(text));
  }
}

}  // namespace bench

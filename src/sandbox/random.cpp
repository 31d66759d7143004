// SPDX-License-Identifier: Apache-2.0
#include "random.hpp"

#include <random>
#include <snapseal/response/shared_key.hpp>
#include <string_view>

namespace sandbox {

std::string new_uuid() {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::random_device device;
  std::string uuid = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  for (char& c : uuid) {
    const unsigned nibble = device() & 15U;
    if (c == 'x') {
      c = digits[nibble];
    } else if (c == 'y') {
      c = digits[8 + nibble % 4];
    }
  }
  return uuid;
}

std::string new_secret() {
  const auto key = snapseal::SharedKey::generate(32);
  return {key.expose().begin(), key.expose().end()};
}

}  // namespace sandbox

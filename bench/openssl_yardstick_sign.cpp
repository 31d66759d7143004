// SPDX-License-Identifier: Apache-2.0
#include "openssl_yardstick_sign.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "openssl_yardstick.hpp"

namespace yardstick {

std::string sign_text(std::string_view key, std::string_view text) {
  if (key.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw std::runtime_error("too long");
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(),
           &size) == nullptr) {
    throw std::runtime_error("HMAC");
  }
  return encode_base64(View(mac).first(size));
}

std::string sign_document(std::string_view key, const nlohmann::json& document) {
  return sign_text(key, document.dump(-1, ' ', true));
}

nlohmann::json read_content(std::string_view path, std::string_view query, std::string_view body) {
  return {{"content", nlohmann::json::parse(body)}, {"path", path}, {"query", query}};
}

bool verify_webhook(std::string_view key, std::string_view body, std::string_view signature) {
  const std::string right = sign_document(key, nlohmann::json::parse(body));
  return right.size() == signature.size() &&
         CRYPTO_memcmp(right.data(), signature.data(), right.size()) == 0;
}

}  // namespace yardstick

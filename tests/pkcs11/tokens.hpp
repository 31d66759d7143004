// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <optional>
#include <snapseal/snapseal.hpp>
#include <stdexcept>
#include <string>

#include "support/errors.hpp"

namespace snapseal::test {

/// What tests/pkcs11/with_softhsm exports.
inline std::string environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) {
    throw std::runtime_error(std::string("run this under tests/pkcs11/with_softhsm: no ") + name);
  }
  return value;
}

/// A variable of the environment that is set as long as it lives.
class Setting {
 public:
  Setting(std::string name, const std::string& value) : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) {
      before_ = before;
    }
    ::setenv(name_.c_str(), value.c_str(), 1);
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;
  ~Setting() {
    if (before_) {
      ::setenv(name_.c_str(), before_->c_str(), 1);
    } else {
      ::unsetenv(name_.c_str());
    }
  }

 private:
  std::string name_;
  std::optional<std::string> before_;
};

/// A URI for SoftHSM itself, or for another module.
inline std::string uri(const std::string& path,
                       const std::string& module = environment("SNAPSEAL_SOFTHSM")) {
  return "pkcs11:" + path + "?module-path=" + module;
}

/// A source of one PIN that counts how often it is asked, and for what.
struct PinSource {
  std::optional<std::string> pin;
  int asked = 0;
  Pkcs11PinRequest last{};

  [[nodiscard]] Pkcs11PinSource source() {
    return [this](const Pkcs11PinRequest& request) {
      ++asked;
      last = request;
      return pin ? std::optional(SecretString::copy_of(*pin)) : std::nullopt;
    };
  }
};

inline std::string open_outcome(const std::string& token_uri,
                                std::optional<std::string> pin = "1234") {
  PinSource pins{std::move(pin)};
  return outcome_of([&] { return open_pkcs11_key(token_uri, pins.source()); });
}

inline std::string open_message(const std::string& token_uri,
                                std::optional<std::string> pin = "1234") {
  PinSource pins{std::move(pin)};
  const auto error = error_of([&] { return open_pkcs11_key(token_uri, pins.source()); });
  return error ? error->what() : "";
}

inline bool tells(const std::string& message, std::string_view part) {
  return message.find(part) != std::string::npos;
}

inline PrivateKey open_key(const std::string& token_uri, const std::string& pin = "1234") {
  PinSource pins{pin};
  return PrivateKey(open_pkcs11_key(token_uri, pins.source()));
}

inline bool opens(const PrivateKey& key) {
  const EncryptedResponse response = encrypt_response(key.public_key(), "a text");
  return decrypt_response(key, response).text.expose() == "a text";
}

}  // namespace snapseal::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <snapseal/explain/deviation.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "explain/key_forms.hpp"
#include "signing/hmac.hpp"

namespace snapseal::explain {

/// How a program makes a sum of a text.
struct Signing {
  enum class Way : std::uint8_t {
    hmac,
    exchanged,
    hash_of_key_and_text,
    hash_of_text_and_key,
    hash_of_text
  };

  std::vector<Deviation> deviations;  ///< None, one, or two.
  std::string_view key;
  std::string_view hash = "SHA-256";  ///< By Botan's name.
  Way way = Way::hmac;

  /// Empty if this Botan lacks the hash.
  [[nodiscard]] std::vector<std::uint8_t> sum(std::string_view text);

  std::shared_ptr<signing::Hmac> mac = {};  ///< With its key set, once it was used.
};

/// The right way, those with one deviation, and those with two.
struct Signings {
  /// Views into `key` and `forms`, which must outlive it.
  Signings(std::string_view key, std::span<const KeyForm> forms);

  Signing right;
  std::vector<Signing> singles;
  std::vector<Signing> doubles;
};

}  // namespace snapseal::explain

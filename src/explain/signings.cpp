// SPDX-License-Identifier: Apache-2.0
#include "explain/signings.hpp"

#include <array>

namespace snapseal::explain {

std::vector<std::uint8_t> Signing::sum(std::string_view text) {
  switch (way) {
    case Way::hmac:
      if (mac == nullptr) {
        mac = std::make_shared<signing::Hmac>(hash, key);
      }
      return mac->sum(text);
    case Way::exchanged: return signing::Hmac(hash, text).sum(key);
    case Way::hash_of_key_and_text: return signing::hash(hash, key, text);
    case Way::hash_of_text_and_key: return signing::hash(hash, text, key);
    case Way::hash_of_text: return signing::hash(hash, text);
  }
  return {};
}

Signings::Signings(std::string_view key, std::span<const KeyForm> forms) : right{{}, key} {
  using D = Deviation;
  constexpr std::array<std::string_view, 4> hashes{"SHA-1", "SHA-384", "SHA-512", "MD5"};
  for (const KeyForm& form : forms) {
    singles.push_back({{form.deviation}, form.key.expose()});
    for (const std::string_view hash : hashes) {
      doubles.push_back({{form.deviation, D::sha1_or_sha512}, form.key.expose(), hash});
    }
  }
  singles.push_back({{D::key_and_text_exchanged}, key, "SHA-256", Signing::Way::exchanged});
  for (const auto way : {Signing::Way::hash_of_key_and_text, Signing::Way::hash_of_text_and_key,
                         Signing::Way::hash_of_text}) {
    singles.push_back({{D::hash_without_hmac}, key, "SHA-256", way});
  }
  for (const std::string_view hash : hashes) {
    singles.push_back({{D::sha1_or_sha512}, key, hash});
  }
}

}  // namespace snapseal::explain

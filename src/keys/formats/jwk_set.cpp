// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/jwk_set.hpp"

#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <vector>

#include "core/json/members.hpp"
#include "core/json/scanner.hpp"
#include "keys/formats/jwk.hpp"

namespace snapseal::keys {

namespace {

[[noreturn]] void throw_malformed() {
  throw Error(Errc::malformed_key, "must be an array of objects in a JWK Set (RFC 7517)", "keys");
}

/// The text of each element of the member "keys".
std::vector<std::string_view> elements_of(std::string_view text) {
  constexpr std::size_t depth_of_keys = 2;
  json::Scanner scanner(text, jwk_depth_limit, Errc::malformed_json);
  std::vector<std::string_view> elements;
  std::size_t depth = 0;
  std::size_t begin = 0;
  bool in_keys = false;
  for (;;) {
    switch (scanner.next()) {
      case json::Token::name:
        in_keys = depth == 1 ? scanner.characters() == "keys" : in_keys;
        break;
      case json::Token::begin_object:
        if (++depth == depth_of_keys + 1 && in_keys) {
          begin = scanner.position() - 1;
        }
        break;
      case json::Token::end_object:
        if (depth-- == depth_of_keys + 1 && in_keys) {
          elements.push_back(text.substr(begin, scanner.position() - begin));
        }
        break;
      case json::Token::begin_array: ++depth; break;
      case json::Token::end_array: --depth; break;
      case json::Token::end: return elements;
      default:
        if (in_keys && depth == depth_of_keys) {
          throw_malformed();
        }
    }
  }
}

struct RsaKeys {
  std::vector<std::string_view> all;
  std::vector<std::string_view> with_d;
};

RsaKeys rsa_keys_of(std::string_view text) {
  RsaKeys keys;
  for (const std::string_view element : elements_of(text)) {
    const json::Members members(element, jwk_depth_limit);
    const json::Value* const type = members.find("kty");
    if (type != nullptr && type->text.expose() == "RSA") {
      keys.all.push_back(element);
      if (members.find("d") != nullptr) {
        keys.with_d.push_back(element);
      }
    }
  }
  return keys;
}

constexpr std::array<Literal, 4> several_private{
    "a JWK Set with 2 private RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1)",
    "a JWK Set with 3 private RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1, "
    "2)",
    "a JWK Set with 4 private RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1, "
    "2, 3)",
    "a JWK Set with 5 or more private RSA keys: take the right one out with jq '.keys[0]' OLD > "
    "NEW "
    "(or 1, 2 and so on)"};
constexpr std::array<Literal, 4> several_public{
    "a JWK Set with 2 RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1)",
    "a JWK Set with 3 RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1, 2)",
    "a JWK Set with 4 RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1, 2, 3)",
    "a JWK Set with 5 or more RSA keys: take the right one out with jq '.keys[0]' OLD > NEW (or 1, "
    "2 and so on)"};

}  // namespace

std::string_view only_rsa_key_of(std::string_view text, KeyHalf half) {
  const RsaKeys keys = rsa_keys_of(text);
  if (keys.all.empty()) {
    throw Error(Errc::unsupported_key_algorithm, "a JWK Set without an RSA key");
  }
  const bool is_private = half == KeyHalf::private_key;
  const auto& usable = is_private ? keys.with_d : keys.all;
  if (usable.empty()) {
    throw Error(Errc::not_a_private_key,
                "a JWK Set whose RSA keys are public, without \"d\": the private key is needed");
  }
  if (usable.size() > 1) {
    const auto& several = is_private ? several_private : several_public;
    throw Error(Errc::unsupported_key_format,
                several.at(std::min(usable.size() - 2, several.size() - 1)));
  }
  return usable.front();
}

}  // namespace snapseal::keys

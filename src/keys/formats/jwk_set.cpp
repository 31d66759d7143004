// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/jwk_set.hpp"

#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <vector>

#include "core/json/object.hpp"

namespace snapseal::keys {

namespace {

[[noreturn]] void throw_malformed() {
  throw Error(Errc::malformed_key, "must be an array of objects in a JWK Set (RFC 7517)", "keys");
}

using Index = json::Document::Index;

struct RsaKeys {
  std::vector<Index> all;
  std::vector<Index> with_d;
};

RsaKeys rsa_keys_of(const json::Document& document, Index set) {
  using Kind = json::Document::Kind;
  if (document.node(set).kind != Kind::array) {
    throw_malformed();
  }
  RsaKeys keys;
  for (Index at = set + 1; at < document.node(set).end; at = document.node(at).end) {
    if (document.node(at).kind != Kind::object) {
      throw_malformed();
    }
    const json::Object members(document, at);
    if (members.string("kty") == "RSA") {
      keys.all.push_back(at);
      if (members.has("d")) {
        keys.with_d.push_back(at);
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

Index only_rsa_key_of(const json::Document& document, Index set, KeyHalf half) {
  const RsaKeys keys = rsa_keys_of(document, set);
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

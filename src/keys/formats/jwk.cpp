// SPDX-License-Identifier: Apache-2.0
#include "keys/formats/jwk.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>

#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <vector>

#include "core/base64url.hpp"
#include "core/botan.hpp"
#include "core/json/object.hpp"
#include "core/secret_buffer.hpp"
#include "keys/formats/algorithm.hpp"

namespace snapseal::keys {

namespace {

/// Throws `Errc::malformed_key`, with the member's name, if it is not there, null or not a string.
std::string_view string_at(const json::Object& members, Literal name) {
  if (!members.has(name.view())) {
    throw Error(Errc::malformed_key,
                members.contains(name.view())
                    ? Literal("must be a string (RFC 7518 section 6.3), and is null in this JWK")
                    : Literal("this JWK lacks it (RFC 7518 section 6.3)"),
                name);
  }
  const auto text = members.string(name.view());
  if (!text) {
    throw Error(Errc::malformed_key, "must be a string in a JWK (RFC 7518 section 6.3)", name);
  }
  return *text;
}

json::Document read_document(std::string_view text) {
  try {
    json::Document document = json::Document::read(text, jwk_depth_limit);
    static_cast<void>(json::Object(document));
    return document;
  } catch (const Error&) {
    if (text.find("\"kty\"") == std::string::npos) {
      throw Error(Errc::unrecognized_key_format, "not a key file of any known kind");
    }
    throw Error(Errc::malformed_key,
                "the JWK is not valid JSON (RFC 8259), is cut off, or has a member twice");
  }
}

/// For a JSON object that is not a JWK: says what it is, where that can be told.
[[noreturn]] void throw_no_jwk(const json::Object& members) {
  if (members.has("encryptedSharedKey") || members.has("encryptedMessageData")) {
    throw Error(Errc::unrecognized_key_format,
                "an encrypted response of the API, and no key: the key that opens it is needed");
  }
  if (members.has("redirectURI") || members.has("userSecret") || members.has("detail")) {
    throw Error(Errc::unrecognized_key_format, "an answer of the API, and no key");
  }
  throw Error(Errc::unrecognized_key_format, "JSON without \"kty\": not a JWK (RFC 7517)");
}

void require_rsa_key(const json::Object& members) {
  if (members.has("ciphertext")) {
    throw Error(Errc::unsupported_key_encryption,
                "an encrypted JWK (JWE), which is not read: decrypt it first");
  }
  if (!members.contains("kty")) {
    throw_no_jwk(members);
  }
  if (string_at(members, "kty") != "RSA") {
    throw Error(Errc::unsupported_key_algorithm,
                "a JWK, but not of an RSA key: kty is not \"RSA\"");
  }
}

}  // namespace

bool looks_like_jwk(std::string_view text) {
  return text.starts_with('{');
}

std::variant<RsaPublicNumbers, RsaPrivateNumbers> read_jwk(std::string_view text, KeyHalf wanted) {
  constexpr std::array crt_members{"p", "q", "dp", "dq", "qi"};
  const json::Document document = read_document(text);
  json::Object members(document);
  if (const auto keys = members.find("keys"); keys && !members.has("kty")) {
    members = json::Object(document, only_rsa_key_of(document, *keys, wanted));
  }
  require_rsa_key(members);
  const auto number = [&](Literal name) {
    const auto bytes = base64url::decode(string_at(members, name));
    if (!bytes || bytes->empty()) {
      throw Error(Errc::malformed_key, "this number of the JWK is not base64url (RFC 7515)", name);
    }
    return Botan::BigInt(bytes->expose().data(), bytes->size());
  };

  RsaPrivateNumbers key;
  key.n = number("n");
  key.e = number("e");
  if (!members.has("d")) {
    return RsaPublicNumbers{key.n, key.e};
  }
  key.d = number("d");
  if (members.has("oth")) {
    throw Error(Errc::unsupported_key_algorithm, more_than_two_primes);
  }
  if (std::none_of(crt_members.begin(), crt_members.end(),
                   [&members](const char* name) { return members.has(name); })) {
    return recover_primes(key.n, key.e, key.d);
  }
  key.p = number("p");
  key.q = number("q");
  key.dP = number("dp");
  key.dQ = number("dq");
  key.qInv = number("qi");
  return key;
}

namespace {

void put_number(SecretBuffer& json, std::string_view name, const Botan::BigInt& number) {
  SecretBytes bytes(number.bytes());
  botan::to_bytes(number, bytes.expose());
  json.append(json.size() == 0 ? "{\"" : ",\"").append(name).append("\":\"");
  json.append(base64url::encode(bytes.expose()).expose()).append("\"");
}

}  // namespace

SecretString write_private_jwk(const RsaPrivateNumbers& key) {
  SecretBuffer json;
  json.append(R"({"kty":"RSA")");
  put_number(json, "n", key.n);
  put_number(json, "e", key.e);
  put_number(json, "d", key.d);
  put_number(json, "p", key.p);
  put_number(json, "q", key.q);
  put_number(json, "dp", key.dP);
  put_number(json, "dq", key.dQ);
  put_number(json, "qi", key.qInv);
  json.append("}");
  return SecretString::copy_of(json.view());
}

std::string write_public_jwk(const RsaPublicNumbers& key) {
  SecretBuffer json;
  put_number(json, "e", key.e);
  json.append(R"(,"kty":"RSA")");
  put_number(json, "n", key.n);
  json.append("}");
  return json.str();
}

}  // namespace snapseal::keys

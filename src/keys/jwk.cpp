// SPDX-License-Identifier: Apache-2.0
#include "keys/jwk.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <snapseal/core/error.hpp>
#include <vector>

#include "core/botan.hpp"
#include "core/json.hpp"
#include "keys/base64url.hpp"

namespace snapseal::keys {

namespace {

constexpr std::size_t depth_limit = 16;  // "x5c" and "key_ops" are arrays; extensions may be more

/// The string literals of a JSON text, names and values, in order; and the same text with the long
/// values blotted out, for the JSON library, which does not wipe what it holds. Escapes and what is
/// not ASCII stay, for it to judge.
class Blotted {
 public:
  explicit Blotted(std::string_view text) : text_(text) {
    for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at)) {
      const std::size_t begin = at + 1;
      const std::size_t end = end_of_literal(text, begin);
      const std::string_view literal = text.substr(begin, end - begin);
      literals_.push_back(literal);
      if (literal.size() >= blotted_characters && !is_name(text, end)) {
        blot(begin, end);
      }
      at = std::min(end + 1, text.size());
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  /// As they stand in the original text, escapes included; views into it.
  [[nodiscard]] const std::vector<std::string_view>& literals() const { return literals_; }

 private:
  static constexpr std::size_t blotted_characters = 20;  // a number of an RSA key has far more

  /// Where its closing quotation mark is, or the end of the text.
  static std::size_t end_of_literal(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return std::min(at, text.size());
  }
  static bool is_name(std::string_view text, std::size_t end) {
    const std::size_t next = text.find_first_not_of(" \t\r\n", std::min(end + 1, text.size()));
    return next != std::string_view::npos && text[next] == ':';
  }
  void blot(std::size_t at, std::size_t end) {
    while (at < end) {
      if (text_[at] == '\\') {
        at += text_.compare(at + 1, 1, "u") == 0 ? 6 : 2;
        continue;
      }
      const auto c = static_cast<unsigned char>(text_[at]);
      text_[at] = c >= 0x20 && c < 0x80 ? 'x' : text_[at];
      ++at;
    }
  }

  std::string text_;
  std::vector<std::string_view> literals_;
};

/// Undoes the escapes of a literal that the JSON library has seen. What is not ASCII becomes a NUL,
/// which stands in no number and no name that is looked for.
SecretString unescape(std::string_view literal) {
  constexpr std::string_view hex_digits = "0123456789abcdef";
  SecretBytes text(literal.size());
  std::size_t size = 0;
  for (std::size_t at = 0; at < literal.size(); ++at) {
    unsigned c = static_cast<unsigned char>(literal[at]);
    if (c == '\\' && literal.substr(at + 1, 1) == "u") {
      c = 0;
      for (const char digit : literal.substr(at + 2, 4)) {
        c = c * 16 + static_cast<unsigned>(hex_digits.find(static_cast<char>(digit | 0x20)));
      }
      at += 5;
    } else if (c == '\\') {
      const char escaped = literal.substr(at + 1, 1).front();
      c = escaped == '/' || escaped == '"' || escaped == '\\' ? static_cast<unsigned char>(escaped)
                                                              : 0;  // a control character
      ++at;
    }
    text.expose()[size++] = static_cast<std::uint8_t>(c < 0x80 ? c : 0);
  }
  return SecretString(SecretBytes::copy_of(text.expose().first(size)));
}

/// The members of the outermost object whose values are strings, and the names of all.
class Members final : public json::Events {
 public:
  /// `literals` are those of the text that is read; each is told of once, in order.
  explicit Members(const std::vector<std::string_view>& literals) : literals_(literals) {}

  void begin_object() override { ++depth_; }
  void end_object() override { --depth_; }
  void begin_array() override { ++depth_; }
  void end_array() override { --depth_; }
  void name(const std::string& name) override {
    ++told_;
    if (depth_ == 1) {
      name_ = name;
      values_[name] = std::nullopt;
    }
  }
  void string(std::string&& /*value*/) override {
    const std::string_view literal = literals_.at(told_++);
    if (depth_ == 1) {
      values_[name_] = literal;
    }
  }
  void other() override {}

  [[nodiscard]] bool has(const char* name) const { return values_.contains(name); }
  /// The value, if all of it is ASCII. Throws `Errc::malformed_key` if the member is not there or
  /// not a string.
  [[nodiscard]] SecretString at(const char* name) const {
    const auto found = values_.find(name);
    if (found == values_.end() || !found->second) {
      throw Error(Errc::malformed_key,
                  "the JWK (RFC 7518 section 6.3) lacks a member, or it is not a string");
    }
    return unescape(*found->second);
  }

 private:
  const std::vector<std::string_view>& literals_;
  std::size_t told_ = 0;
  std::size_t depth_ = 0;
  std::string name_;
  std::map<std::string, std::optional<std::string_view>, std::less<>> values_;
};

Members read_members(const Blotted& blotted) {
  const std::string& text = blotted.text();
  Members members(blotted.literals());
  try {
    json::read(text, depth_limit, members);
  } catch (const Error&) {
    if (text.find("\"kty\"") == std::string::npos) {
      throw Error(Errc::unrecognized_key_format, "not a key file of any known kind");
    }
    throw Error(Errc::malformed_key,
                "the JWK is not valid JSON (RFC 8259), is cut off, or has a member twice");
  }
  return members;
}

void require_rsa_key(const Members& members) {
  if (members.has("keys")) {
    throw Error(Errc::unsupported_key_format,
                "a JWK Set: take the one key out of its \"keys\" that is needed");
  }
  if (members.has("ciphertext")) {
    throw Error(Errc::unsupported_key_encryption,
                "an encrypted JWK (JWE), which is not read: decrypt it first");
  }
  if (!members.has("kty")) {
    throw Error(Errc::unrecognized_key_format, "JSON without \"kty\": not a JWK (RFC 7517)");
  }
  if (members.at("kty").expose() != "RSA") {
    throw Error(Errc::unsupported_key_algorithm,
                "a JWK, but not of an RSA key: kty is not \"RSA\"");
  }
}

}  // namespace

bool looks_like_jwk(std::string_view text) {
  return text.starts_with('{');
}

std::variant<RsaPublicNumbers, RsaPrivateNumbers> read_jwk(std::string_view text) {
  constexpr std::array crt_members{"p", "q", "dp", "dq", "qi"};
  const Blotted blotted(text);
  const Members members = read_members(blotted);
  require_rsa_key(members);
  const auto number = [&](const char* name) {
    const auto bytes = base64url::decode(members.at(name).expose());
    if (!bytes || bytes->empty()) {
      throw Error(Errc::malformed_key, "the JWK has a number that is not base64url (RFC 7515)");
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
    throw Error(Errc::unsupported_key_algorithm,
                "an RSA key with more than two primes: make a new key with two");
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

using SecureVector = Botan::secure_vector<char>;

void put(SecureVector& json, std::string_view text) {
  json.insert(json.end(), text.begin(), text.end());
}

void put_number(SecureVector& json, std::string_view name, const Botan::BigInt& number) {
  SecretBytes bytes(number.bytes());
  botan::to_bytes(number, bytes.expose());
  put(json, json.empty() ? "{\"" : ",\"");
  put(json, name);
  put(json, "\":\"");
  put(json, base64url::encode(bytes.expose()).expose());
  put(json, "\"");
}

}  // namespace

SecretString write_private_jwk(const RsaPrivateNumbers& key) {
  SecureVector json;
  put(json, R"({"kty":"RSA")");
  put_number(json, "n", key.n);
  put_number(json, "e", key.e);
  put_number(json, "d", key.d);
  put_number(json, "p", key.p);
  put_number(json, "q", key.q);
  put_number(json, "dp", key.dP);
  put_number(json, "dq", key.dQ);
  put_number(json, "qi", key.qInv);
  put(json, "}");
  return SecretString::copy_of({json.data(), json.size()});
}

std::string write_public_jwk(const RsaPublicNumbers& key) {
  SecureVector json;
  put_number(json, "e", key.e);
  put(json, R"(,"kty":"RSA")");
  put_number(json, "n", key.n);
  put(json, "}");
  return {json.begin(), json.end()};
}

}  // namespace snapseal::keys

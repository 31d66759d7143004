// SPDX-License-Identifier: Apache-2.0
#include "keys/jwk.hpp"

#include <botan/base64.h>
#include <botan/exceptn.h>

#include <algorithm>
#include <array>
#include <charconv>
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

/// The text of a JWK in two parts: a text for the JSON library, which does not wipe what it holds,
/// with a number in place of each long run of base64url; and the runs, views into the text given.
class Masked {
 public:
  explicit Masked(std::string_view text) : text_(text) {
    bool in_string = false;
    for (std::size_t at = 0; at < text.size();) {
      if (in_string && text[at] == '\\') {  // an escape is no part of a run
        at += text.substr(at + 1, 1) == "u" ? 6 : 2;
        continue;
      }
      in_string = in_string != (text[at] == '"');
      const std::size_t run = in_string ? run_at(text.substr(at)) : 0;
      if (run >= masked_characters) {
        mask(at, run);
        runs_.push_back(text.substr(at, run));
      }
      at += std::max<std::size_t>(run, 1);
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  /// What stood in the original text where `value` stands in the masked one. Every run is masked,
  /// so a value that looks like a number in place of a run is one.
  [[nodiscard]] std::string_view original(const std::string& value) const {
    if (value.size() < masked_characters ||
        !std::all_of(value.begin(), value.end(), is_base64url)) {
      return value;
    }
    std::size_t index = 0;
    std::from_chars(value.data(), value.data() + value.size(), index);
    return runs_.at(index);
  }

 private:
  static constexpr std::size_t masked_characters = 20;

  static std::size_t run_at(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_base64url) -
                                    text.begin());
  }
  void mask(std::size_t at, std::size_t size) {
    std::fill_n(text_.begin() + static_cast<std::ptrdiff_t>(at), size, '_');
    const std::string index = std::to_string(runs_.size());  // shorter than a run
    text_.replace(at, index.size(), index);
  }

  std::string text_;
  std::vector<std::string_view> runs_;
};

/// The members of the outermost object whose values are strings, and the names of all.
class Members final : public json::Events {
 public:
  void begin_object() override { open(); }
  void end_object() override { --depth_; }
  void begin_array() override { open(); }
  void end_array() override { --depth_; }
  void name(const std::string& name) override {
    if (depth_ == 1) {
      name_ = name;
      values_[name] = std::nullopt;
    }
  }
  void string(std::string&& value) override {
    if (depth_ == 1) {
      values_[name_] = std::move(value);
    }
  }
  void other() override {}

  [[nodiscard]] bool has(const char* name) const { return values_.contains(name); }
  /// Throws `Errc::malformed_key` if the member is not there or not a string.
  [[nodiscard]] const std::string& at(const char* name) const {
    const auto found = values_.find(name);
    if (found == values_.end() || !found->second) {
      throw Error(Errc::malformed_key,
                  "the JWK (RFC 7518 section 6.3) lacks a member, or it is not a string");
    }
    return *found->second;
  }

 private:
  void open() { ++depth_; }

  std::size_t depth_ = 0;
  std::string name_;
  std::map<std::string, std::optional<std::string>, std::less<>> values_;
};

Members read_members(const std::string& text) {
  Members members;
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
  if (members.at("kty") != "RSA") {
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
  const Masked masked(text);
  const Members members = read_members(masked.text());
  require_rsa_key(members);
  const auto number = [&](const char* name) {
    const auto bytes = base64url::decode(masked.original(members.at(name)));
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

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/base64.hpp>
#include <snapseal/keys/public_key.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string line_of(const std::string& name) {
  std::string line = read_file(vectors_dir() / "keys" / (name + ".pub"));
  line.resize(line.find_last_not_of("\r\n") + 1);
  return line;
}

std::string outcome(std::string_view file) {
  return outcome_of([&] { return PublicKey::parse(ExactBuffer(file).view()); });
}

// "ssh-rsa BASE64" of a blob given as SSH strings.
std::string line_from(std::initializer_list<Bytes> strings, const Bytes& tail = {}) {
  Bytes blob;
  for (const Bytes& string : strings) {
    for (const int shift : {24, 16, 8, 0}) {
      blob.push_back(static_cast<std::uint8_t>(string.size() >> shift));
    }
    blob.insert(blob.end(), string.begin(), string.end());
  }
  blob.insert(blob.end(), tail.begin(), tail.end());
  return "ssh-rsa " + base64::encode(blob);
}

}  // namespace

TEST_CASE("an ssh-rsa line is read with or without comment and line end", "[keys]") {
  const std::string line = line_of("rsa2048");
  const std::string bare = line.substr(0, line.find(' ', 8));
  const PublicKey key = PublicKey::parse(line);
  CHECK(key.modulus_bits() == 2048);
  CHECK(PublicKey::parse(bare) == key);
  CHECK(PublicKey::parse(bare + " some comment of words\r\n") == key);
  CHECK(PublicKey::parse("\xef\xbb\xbf" + bare) == key);
  CHECK(PublicKey::parse("\n  " + bare + "\n\n") == key);
  CHECK(PublicKey::parse("ssh-rsa \t" + bare.substr(8)) == key);
  CHECK(key.to_openssh() == bare);
  CHECK(key.to_openssh("me@x") == bare + " me@x");
}

TEST_CASE("the API's own example key of 1024 bits is read", "[keys]") {
  CHECK(PublicKey::parse(line_of("rsa1024")).modulus_bits() == 1024);
}

TEST_CASE("a comment with a line end is refused", "[keys]") {
  const PublicKey key = PublicKey::parse(line_of("rsa2048"));
  for (const std::string& comment :
       {std::string("a\nb"), std::string("a\r"), std::string(1, '\0')}) {
    CHECK(outcome_of([&] { return key.to_openssh(comment); }) == "invalid_argument");
  }
}

TEST_CASE("SubjectPublicKeyInfo is read as PEM and as DER", "[keys]") {
  const std::string pem = key_file("rsa2048.spki.pem");
  const PublicKey key = PublicKey::parse(pem);
  CHECK(key == PublicKey::parse(line_of("rsa2048")));
  CHECK(key.to_spki_pem() == pem);
  std::string body;
  for (const char c : pem.substr(27, pem.find("-----END") - 27)) {
    body += c == '\n' ? "" : std::string(1, c);
  }
  const Bytes der = base64::decode(body);
  CHECK(PublicKey::parse(text_of(der)) == key);
  for (std::size_t size = 0; size < der.size(); ++size) {
    CHECK(outcome(text_of(der).substr(0, size)) != "ok");
  }
}

TEST_CASE("what is not an RSA public key is refused by name", "[keys]") {
  const auto file = [](const std::string& name) { return read_file(vectors_dir() / name); };
  CHECK(outcome(file("keys/rsa2048.pem")) == "not_a_public_key");
  CHECK(outcome(file("keys/rsa2048.pkcs1.pem")) == "not_a_public_key");
  CHECK(outcome(file("keys/rsa2048.pkcs8.der")) == "not_a_public_key");
  CHECK(outcome(file("corpus/keys/putty-v3.ppk")) == "not_a_public_key");
  CHECK(outcome(file("corpus/keys/ossh-plain-3072")) == "not_a_public_key");
  CHECK(outcome(file("corpus/keys/bad-certificate.pem")) == "not_a_public_key");
  CHECK(outcome(file("corpus/keys/bad-public-rfc4716.pub")) == "unsupported_key_format");
  CHECK(outcome(file("corpus/keys/bad-html.html")) == "unrecognized_key_format");
  CHECK(outcome("") == "unrecognized_key_format");
  CHECK(outcome("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==") == "unsupported_key_algorithm");
  CHECK(outcome("ssh-rsa-cert-v01@openssh.com AAAA") == "unsupported_key_format");
  CHECK(outcome("ssh-dss AAAA") == "unsupported_key_algorithm");
}

TEST_CASE("a damaged ssh-rsa line is malformed", "[keys]") {
  const std::string line = line_of("rsa2048");
  const std::string bare = line.substr(0, line.find(' ', 8));
  CHECK(outcome("ssh-rsa") == "malformed_key");
  CHECK(outcome("ssh-rsa ") == "malformed_key");
  CHECK(outcome(bare + "\n" + bare) == "malformed_key");
  for (std::size_t size = 8; size < bare.size(); ++size) {
    CHECK(outcome(bare.substr(0, size)) == "malformed_key");
  }

  const Bytes type = copy(bytes_of("ssh-rsa"));
  const Bytes e = {1, 0, 1};
  Bytes n(129, 0xc1);
  n[0] = 0;
  const Bytes negative(n.begin() + 1, n.end());
  Bytes padded = n;
  padded.insert(padded.begin(), 0);
  CHECK(outcome(line_from({type, e, n})) == "ok");
  CHECK(outcome(line_from({type, e, n}, {0})) == "malformed_key");
  CHECK(outcome(line_from({type, e})) == "malformed_key");
  CHECK(outcome(line_from({type, e, negative})) == "malformed_key");
  CHECK(outcome(line_from({type, e, padded})) == "malformed_key");
  CHECK(outcome(line_from({type, {0}, n})) == "malformed_key");
  CHECK(outcome(line_from({type, {}, n})) == "unsupported_public_exponent");  // zero, RFC 4251
  CHECK(outcome(line_from({copy(bytes_of("ssh-dss")), e, n})) == "malformed_key");
}

TEST_CASE("public numbers out of bounds are refused", "[keys]") {
  const Bytes type = copy(bytes_of("ssh-rsa"));
  Bytes n(129, 0xc1);
  n[0] = 0;
  Bytes even = n;
  even.back() = 0xc0;
  const Bytes n1016(128, 0x71);
  Bytes huge(2050, 0x71);
  CHECK(outcome(line_from({type, {2}, n})) == "unsupported_public_exponent");
  CHECK(outcome(line_from({type, {1}, n})) == "unsupported_public_exponent");
  CHECK(outcome(line_from({type, {3}, n})) == "ok");
  CHECK(outcome(line_from({type, Bytes(33, 0x71), n})) == "unsupported_public_exponent");
  CHECK(outcome(line_from({type, {3}, even})) == "inconsistent_key");
  CHECK(outcome(line_from({type, {3}, n1016})) == "unsupported_key_size");
  CHECK(outcome(line_from({type, {3}, huge})) == "unsupported_key_size");
}

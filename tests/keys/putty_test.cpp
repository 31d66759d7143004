// SPDX-License-Identifier: Apache-2.0
// Damage to a .ppk under a MAC that is right: made here, since no program makes it. Version 3 has,
// without a passphrase, a MAC without a key; version 2 derives all from SHA-1.
#include <botan/base64.h>
#include <botan/hash.h>
#include <botan/hex.h>
#include <botan/mac.h>

#include <snapseal/keys/private_key.hpp>

#include "core/botan.hpp"
#include "keys/formats/putty.hpp"
#include "keys/formats/ssh_wire.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

constexpr std::string_view passphrase = "pass";

struct Ppk {
  Bytes public_key;
  Bytes private_key;
};

/// What the file of that name holds, taken apart.
Ppk take_apart(const std::string& name) {
  const std::string text = key_file(name);
  const auto base64_behind = [&text](const std::string& header) {
    std::size_t at = text.find(header + ": ") + header.size() + 2;
    const std::size_t lines = std::stoul(text.substr(at));
    std::string base64;
    for (std::size_t i = 0; i < lines; ++i) {
      at = text.find('\n', at) + 1;
      base64 += text.substr(at, text.find_first_of("\r\n", at) - at);
    }
    const auto bytes = Botan::base64_decode(base64);
    return Bytes(bytes.begin(), bytes.end());
  };
  return {base64_behind("Public-Lines"), base64_behind("Private-Lines")};
}

std::string put_together(const Ppk& ppk, const std::string& version, const std::string& encryption,
                         const Bytes& as_stored, const Bytes& mac_key) {
  keys::SshWriter covered;
  covered.put_text("ssh-rsa").put_text(encryption).put_text("a comment");
  covered.put_string(ppk.public_key).put_string(ppk.private_key);
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw(
      version == "2" ? "HMAC(SHA-1)" : "HMAC(SHA-256)");
  mac->set_key(mac_key);
  mac->update(covered.bytes().data(), covered.bytes().size());
  return "PuTTY-User-Key-File-" + version + ": ssh-rsa\nEncryption: " + encryption +
         "\nComment: a comment\nPublic-Lines: 1\n" + Botan::base64_encode(ppk.public_key) +
         "\nPrivate-Lines: 1\n" + Botan::base64_encode(as_stored) +
         "\nPrivate-MAC: " + Botan::hex_encode(mac->final(), false) + "\n";
}

std::string plain(const Ppk& ppk) {
  return put_together(ppk, "3", "none", ppk.private_key, {});
}

/// Version 2 under `passphrase`. The private part must be whole blocks.
std::string encrypted(const Ppk& ppk) {
  const auto sha1 = Botan::HashFunction::create_or_throw("SHA-1");
  const auto digest = [&sha1](std::string_view salt) {
    sha1->update(std::string(salt) + std::string(passphrase));
    const auto bytes = sha1->final();
    return Bytes(bytes.begin(), bytes.end());
  };
  Bytes key = digest(std::string_view("\0\0\0\0", 4));
  const Bytes more = digest(std::string_view("\0\0\0\1", 4));
  key.insert(key.end(), more.begin(), more.end());
  key.resize(32);
  const auto mode = Botan::Cipher_Mode::create_or_throw("AES-256/CBC/NoPadding", botan::encryption);
  mode->set_key(key);
  mode->start(Bytes(16, 0));
  Botan::secure_vector<std::uint8_t> stored(ppk.private_key.begin(), ppk.private_key.end());
  mode->finish(stored);
  return put_together(ppk, "2", "aes256-cbc", {stored.begin(), stored.end()},
                      digest("putty-private-key-file-mac-key"));
}

std::string outcome(const std::string& file, std::optional<std::string_view> given = {}) {
  return outcome_of([&] { return PrivateKey::parse(ExactBuffer(file).view(), given); });
}

/// With the private part filled up to whole blocks and `blocks` more.
Ppk padded(Ppk ppk, std::size_t blocks) {
  while (ppk.private_key.size() % 16 != 0) {
    ppk.private_key.push_back(0x5a);
  }
  ppk.private_key.resize(ppk.private_key.size() + blocks * 16);
  return ppk;
}

}  // namespace

TEST_CASE("a .ppk made here is read, so that what follows tests what it says", "[keys]") {
  const Ppk ppk = take_apart("rsa1024.putty-v3.ppk");
  CHECK(outcome(plain(ppk)) == "ok");
  CHECK(outcome(encrypted(padded(ppk, 0)), passphrase) == "ok");
}

TEST_CASE(
    "bytes behind the private numbers of a .ppk are damage, but for an encrypted one's padding",
    "[keys]") {
  Ppk ppk = take_apart("rsa1024.putty-v3.ppk");
  CHECK(outcome(encrypted(padded(ppk, 1)), passphrase) == "malformed_key");
  ppk.private_key.push_back(0);
  CHECK(outcome(plain(ppk)) == "malformed_key");
}

TEST_CASE("text after a .ppk's MAC is damage", "[keys]") {
  const std::string file = plain(take_apart("rsa1024.putty-v3.ppk"));
  CHECK(outcome(file + "\r\n \n") == "ok");
  CHECK(outcome(file + "Comment: more\n") == "malformed_key");
}

TEST_CASE("a .ppk whose MAC is cut is damaged, and no passphrase is asked for", "[keys]") {
  const Ppk ppk = padded(take_apart("rsa1024.putty-v3.ppk"), 0);
  for (const std::string& file : {plain(ppk), encrypted(ppk)}) {
    const std::string cut = file.substr(0, file.size() - 3);  // one byte and the line feed
    int asked = 0;
    const PassphraseSource source = [&asked](const KeyFileReport&) {
      ++asked;
      return std::optional<SecretString>();
    };
    CHECK(outcome_of([&] { return PrivateKey::parse(cut, source); }) == "malformed_key");
    CHECK(asked == 0);
  }
}

TEST_CASE("a .ppk may have CR for line ends, or them spelled out, and a backslash in its comment",
          "[keys]") {
  const std::string file = plain(take_apart("rsa1024.putty-v3.ppk"));
  std::string cr = file;
  std::replace(cr.begin(), cr.end(), '\n', '\r');
  CHECK(outcome(cr) == "ok");
  std::string spelled_out;
  for (const char c : file) {
    spelled_out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  CHECK(outcome(spelled_out) == "ok");
  std::string backslash = file;
  backslash.replace(backslash.find("a comment"), 9, "C:\\new.ppk");
  CHECK(outcome(backslash) == "malformed_key");  // the MAC is of another comment
}

TEST_CASE("Argon2 with more lanes than its memory allows is refused before anyone is asked",
          "[keys]") {
  std::string file = key_file("rsa1024.putty-v3-argon2id.ppk");
  const std::size_t at = file.find("Argon2-Parallelism: ") + 20;
  file.replace(at, file.find_first_of("\r\n", at) - at, "100000");
  CHECK(outcome(file) == "unsupported_key_encryption");
}

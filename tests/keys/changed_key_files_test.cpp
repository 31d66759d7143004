// SPDX-License-Identifier: Apache-2.0
// What a person is told whose key file was changed on its way, or is something else. That each file
// has the right code: key_vectors_test.
#include <snapseal/core/base64.hpp>
#include <snapseal/keys/private_key.hpp>
#include <snapseal/keys/public_key.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string told(const std::string& name) {
  const std::string file = key_file(name);
  const auto error = error_of([&] { return PrivateKey::parse(ExactBuffer(file).view(), "x"); });
  return error ? std::string(error->what()) : "ok";
}

std::string told_of_public(std::string_view file) {
  const auto error = error_of([&] { return PublicKey::parse(ExactBuffer(file).view()); });
  return error ? std::string(error->what()) : "ok";
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct Case {
  const char* file;
  const char* part;  // of the message
};

}  // namespace

TEST_CASE("a key file of a foreign kind is named, with the command that converts it", "[keys]") {
  const Case cases[] = {
      {"bad/key.dropbear", "dropbearconvert dropbear openssh OLD NEW"},
      {"bad/key.jks", "a Java keystore (JKS): take the key out with keytool"},
      {"bad/key.jceks", "-srcstoretype JCEKS"},
      {"bad/key.pvk", "openssl rsa -provider legacy -provider default -inform PVK"},
      {"bad/key.msblob", "openssl rsa -inform MSBLOB -in OLD -out NEW"},
      {"bad/public.msblob", "a public key of Windows"},
      {"bad/key.cng", "BCRYPT_RSAPRIVATE_BLOB"},
      {"bad/key-full.cng", "BCRYPT_RSAFULLPRIVATE_BLOB"},
      {"bad/public.cng", "BCRYPT_RSAPUBLIC_BLOB"},
      {"bad/key.xml", "ExportPkcs8PrivateKeyPem"},
      {"bad/key-declaration.xml", "ExportPkcs8PrivateKeyPem"},
      {"bad/public.xml", "a public key in .NET's XML"},
      {"bad/key.p12", "a PKCS#12 file: take the key out of it with openssl pkcs12"},
      {"bad/key-ber.p12", "a PKCS#12 file: take the key out of it with openssl pkcs12"},
      {"bad/key-ber-cut.p12", "a PKCS#12 file"},
      {"bad/certificate.p7b", "PKCS#7"},
      {"bad/ssh1", "version 1 of SSH"},
      {"bad/age.txt", "a key of age"},
  };
  for (const Case& kind : cases) {
    CAPTURE(kind.file, told(kind.file));
    CHECK(has(told(kind.file), kind.part));
  }
}

TEST_CASE("text that is not a key at all is called by its name", "[keys]") {
  const Case cases[] = {
      {"bad/token.bin", "a token (JWT)"},
      {"bad/token-bearer.bin", "a token (JWT)"},
      {"bad/uuid.bin", "a UUID"},
      {"bad/response.json", "an encrypted response of the API"},
      {"bad/plain-answer.bin", "an answer of the API"},
      {"bad/error-answer.bin", "an answer of the API"},
      {"bad/page.html", "a web page"},
      {"bad/page-upper-case.bin", "a web page"},
      {"bad/pem-other.bin", "none of its BEGIN lines is that of a key"},
      {"bad/zip.bin", "ZIP"},
      {"bad/gzip.bin", "gunzip"},
      {"bad/pdf.bin", "PDF"},
      {"bad/pkcs11-uri.bin", "the URI of a key on a token"},
      {"bad/utf16.pem", "UTF-16 text: convert it with iconv -f UTF-16 "},
      {"bad/utf16-be.pem", "UTF-16 text: convert it with iconv -f UTF-16 "},
      {"bad/utf16-le-no-bom.pem", "iconv -f UTF-16LE "},
      {"bad/utf16-be-no-bom.pem", "iconv -f UTF-16BE "},
      {"bad/certificate.pem", "a certificate"},
  };
  for (const Case& kind : cases) {
    CAPTURE(kind.file, told(kind.file));
    CHECK(has(told(kind.file), kind.part));
  }
}

TEST_CASE("what a word processor or a chat program changed is said exactly", "[keys]") {
  const Case cases[] = {
      {"bad/typographic-en-dash.pem", "dashes where hyphens belong"},
      {"bad/typographic-em-dash.pem", "dashes where hyphens belong"},
      {"bad/typographic-minus.pem", "dashes where hyphens belong"},
      {"bad/typographic-end-dash.pem", "dashes where hyphens belong"},
      {"bad/typographic-no-break-space.pem", "spaces that are not ASCII"},
      {"bad/typographic-line-separator.pem", "spaces that are not ASCII"},
      {"bad/typographic-zero-width-space.pem", "characters that cannot be seen"},
      {"bad/typographic-soft-hyphen.pem", "characters that cannot be seen"},
      {"bad/jwk-typographic-quotes.json", "typographic quotation marks"},
  };
  for (const Case& kind : cases) {
    CAPTURE(kind.file, told(kind.file));
    CHECK(has(told(kind.file), kind.part));
  }
  std::string line = read_file(vectors_dir() / "keys/rsa2048.pub");
  line.replace(line.find(' '), 1, "\xc2\xa0");
  CHECK(has(told_of_public(line), "spaces that are not ASCII"));
}

TEST_CASE("characters before a key, or in a comment, are not blamed for a fault after them",
          "[keys]") {
  const std::string cut = key_file("rsa2048.pem").substr(0, 800);
  const auto error = error_of(
      [&] { return PrivateKey::parse("friendlyName: Max \xe2\x80\x93 Schl\xc3\xbcssel\n" + cut); });
  REQUIRE(error);
  CHECK(has(error->what(), "it is cut off"));
  CHECK(outcome_of([] {
          return PrivateKey::parse("Max \xe2\x80\x93 me\n" + key_file("rsa2048.pem"));
        }) == "ok");
}

TEST_CASE("a JWK that lacks a member, or where a needed one is null, names it", "[keys]") {
  for (const char* name : {"kty", "n", "e", "p", "qi"}) {
    CAPTURE(name);
    const std::string file = "bad/jwk-" + std::string(name) + "-null.json";
    CHECK(has(told(file), std::string(name) + ": must be a string"));
    CHECK(has(told(file), "null"));
  }
}

TEST_CASE("a JWK Set of several RSA keys says how many, and how to take one out", "[keys]") {
  CHECK(has(told("bad/jwk-set-two.json"), "a JWK Set with 2 private RSA keys"));
  CHECK(has(told("bad/jwk-set-six.json"), "a JWK Set with 5 or more private RSA keys"));
  CHECK(has(told("bad/jwk-set-two.json"), "jq '.keys[0]' OLD > NEW"));
  CHECK(has(told("bad/jwk-set-empty.json"), "without an RSA key"));
  CHECK(has(told("bad/jwk-set-public.json"), "public"));
  const auto told_set = [](const std::string& keys) {
    return told_of_public("{\"keys\":[" + keys + "]}");
  };
  const std::string a = vector_key("rsa2048.pem").public_key().to_jwk();
  const std::string b = vector_key("rsa2048-other.pem").public_key().to_jwk();
  CHECK(told_set(a) == "ok");
  CHECK(told_set("{\"kty\":\"EC\"}," + a) == "ok");
  CHECK(has(told_set(a + "," + b), "with 2 RSA keys"));
  CHECK(has(told_set(a + "," + b + "," + a), "with 3 RSA keys"));
  CHECK(has(told_set(key_file("rsa2048.jwk.json")), "a private key"));
}

TEST_CASE("a line of an authorized_keys file is read with its options", "[keys]") {
  std::string line = read_file(vectors_dir() / "keys/rsa2048.pub");
  line.resize(line.find_last_not_of("\r\n") + 1);
  const PublicKey key = PublicKey::parse(line);
  for (const char* options :
       {"restrict", "no-pty,no-agent-forwarding", "from=\"10.0.0.0/8,*.example.com\"",
        "command=\"echo \\\"ssh-rsa AAAA\\\"\",no-pty", "No-X11-Forwarding,PTY",
        "expiry-time=\"20300101\",tunnel=\"0\"", "command=\"a, b\""}) {
    CAPTURE(options);
    CHECK(PublicKey::parse(std::string(options) + " " + line + " me") == key);
    CHECK(PublicKey::parse("# mine\n\n" + std::string(options) + "\t" + line + "\n# end\n") == key);
  }
  for (const char* options : {"no-such-option", "from=10.0.0.0", "from=\"10.0.0.0", "restrict,",
                              "cert-authority", ",", "host.example.com"}) {
    CAPTURE(options);
    CHECK(told_of_public(std::string(options) + " " + line) != "ok");
  }
  CHECK(has(told_of_public(line + "\nrestrict " + line), "more than one line"));
  CHECK(has(told_of_public("restrict ssh-ed25519 AAAA"), "not for RSA"));
  CHECK(outcome_of([&] { return PrivateKey::parse("restrict " + line); }) == "not_a_private_key");
}

TEST_CASE("public keys are read as private ones are: spelled out, or base64 as a whole", "[keys]") {
  const PublicKey key = vector_key("rsa2048.pem").public_key();
  const std::string pem = key.to_spki_pem();
  std::string escaped;
  for (const char c : pem) {
    escaped += c == '\n' ? "\\n" : std::string(1, c);
  }
  CHECK(PublicKey::parse(escaped) == key);
  CHECK(PublicKey::parse('"' + escaped + '"') == key);
  CHECK(PublicKey::parse(base64::encode(bytes_of(pem))) == key);
  CHECK(PublicKey::parse(base64::encode(bytes_of(key.to_openssh("me")))) == key);
  CHECK(PublicKey::parse(base64::encode(bytes_of(key.to_jwk()))) == key);
  CHECK(has(told_of_public(base64::encode(bytes_of(key_file("rsa2048.pem")))), "a private key"));
}

namespace {

/// As a JSON string.
std::string in_json(std::string_view text, std::string_view quote = "\\\"") {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"'    ? std::string(quote)
           : c == '\\' ? "\\\\"
           : c == '\n' ? "\\n"
           : c == '\t' ? "\\t"
                       : std::string(1, c);
  }
  return out + '"';
}

/// As a mail that answers quotes it.
std::string quoted(std::string_view text, std::string_view mark, std::string_view line_end = "\n") {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.append(mark).append(text.substr(0, end)).append(line_end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

TEST_CASE("a JWK in a JSON string is read, however often it was put into one", "[keys]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const std::string jwk(key.to_jwk().expose());
  std::string pretty = "{\n\t" + jwk.substr(1);
  pretty.insert(pretty.size() - 1, "\n");
  for (const std::string& text : {jwk, pretty, "\n " + jwk + "\n"}) {
    const std::string once = in_json(text);
    for (const std::string& file :
         {once, once + "\n", in_json(text, "\\u0022"), in_json(once), in_json(in_json(once)),
          once.substr(1, once.size() - 2), '"' + text + '"', '\'' + text + "'\n",
          "\xef\xbb\xbf" + once, base64::encode(bytes_of(once))}) {
      CAPTURE(file.substr(0, 20));
      REQUIRE(outcome_of([&] { return PrivateKey::parse(ExactBuffer(file).view()); }) == "ok");
      CHECK(PrivateKey::parse(file).public_key() == key.public_key());
    }
  }
  CHECK(PublicKey::parse(in_json(key.public_key().to_jwk())) == key.public_key());
  CHECK(PublicKey::parse(in_json(key.public_key().to_openssh("me"))) == key.public_key());
  CHECK(has(told_of_public(in_json(jwk)), "a private key"));
  CHECK(outcome_of([] { return PrivateKey::parse("\"{\\\"kty\\\":\\\"EC\\\"}\""); }) ==
        "unsupported_key_algorithm");
}

TEST_CASE("a key that a mail quotes is read, also one that was quoted twice", "[keys]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const std::string pem = key_file("rsa2048.pem");
  const std::string jwk(key.to_jwk().expose());
  const std::string before = "On Monday, Max wrote:\n";
  for (const std::string& file :
       {quoted(pem, "> "), quoted(pem, ">"), quoted(pem, "> > "), quoted(pem, ">> ", "\r\n"),
        before + quoted(pem, "> ") + ">\n> Yours\n", before + "\n> Hello\n>\n" + quoted(pem, "> "),
        quoted(jwk, "> "), " " + quoted(pem, "> ")}) {
    CAPTURE(file.substr(0, 40));
    REQUIRE(outcome_of([&] { return PrivateKey::parse(ExactBuffer(file).view()); }) == "ok");
    CHECK(PrivateKey::parse(file).public_key() == key.public_key());
  }
  CHECK(PrivateKey::parse(quoted(key_file("rsa2048.putty-v3.ppk"), "> ")).public_key() ==
        key.public_key());
  CHECK(PrivateKey::parse('"' + key_file("rsa2048.putty-v3.ppk") + '"').public_key() ==
        key.public_key());
  CHECK(PublicKey::parse(quoted(key.public_key().to_openssh("me"), "> ")) == key.public_key());
  CHECK(PublicKey::parse(quoted(key.public_key().to_spki_pem(), "> ")) == key.public_key());
  for (const char* file : {">", "> ", ">\n", "> -----BEGIN RSA PRIVATE KEY-----", ">\r>\r"}) {
    CAPTURE(file);
    CHECK(outcome_of([&] { return PrivateKey::parse(ExactBuffer(file).view()); }) != "ok");
  }
}

TEST_CASE("a foreign public key, or a private one in its place, is named", "[keys]") {
  for (const Case& kind :
       {Case{"bad/public.msblob", "openssl rsa -pubin -inform MSBLOB"},
        Case{"bad/public.cng", "ExportSubjectPublicKeyInfo()"},
        Case{"bad/public.xml", "ExportSubjectPublicKeyInfoPem()"},
        Case{"bad/key.xml", "a private key"}, Case{"bad/key.cng", "a private key"},
        Case{"bad/key.pvk", "a private key"}, Case{"bad/key.dropbear", "dropbearkey -y -f OLD"},
        Case{"bad/key.jks", "a Java keystore"}, Case{"bad/key-ber.p12", "a private key"},
        Case{"bad/token.bin", "a token (JWT)"}, Case{"bad/utf16.pem", "iconv -f UTF-16 "}}) {
    CAPTURE(kind.file);
    CHECK(has(told_of_public(key_file(kind.file)), kind.part));
  }
}

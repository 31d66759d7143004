// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/get_user_jwt.hpp>
#include <snapseal/api/login_user.hpp>
#include <snapseal/core/base64.hpp>
#include <snapseal/response/decrypt_responses.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/response/inspect.hpp>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

const std::string response_json =
    EncryptedResponse(Bytes(256, 1), {Bytes(100, 2), Bytes(16, 3), Bytes(15, 9)}).to_json();

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string utf16(std::string_view text, bool big_endian, bool mark) {
  std::string wide = !mark ? "" : big_endian ? "\xfe\xff" : "\xff\xfe";
  for (const char c : text) {
    wide += big_endian ? std::string({'\0', c}) : std::string({c, '\0'});
  }
  return wide;
}

struct Example {
  std::string text;
  Errc code;
  std::string_view said;
};

void check(const Example& example) {
  CAPTURE(example.text);
  const auto error =
      error_of([&] { return EncryptedResponse::parse(ExactBuffer(example.text).view()); });
  REQUIRE(error);
  CHECK(error->code() == example.code);
  CAPTURE(error->message());
  CHECK(error->message().find(example.said) != std::string_view::npos);
  // The program puts messages into JSON as they are.
  CHECK(error->message().find_first_of("\"\\\n") == std::string_view::npos);
  const auto inspected = error_of([&] {
    for (const FieldReport& field : inspect_response(example.text).fields) {
      if (field.problem) {
        throw Error(*field.problem);
      }
    }
    return 0;
  });
  REQUIRE(inspected);
  CHECK(std::string_view(inspected->what()) == error->what());
}

}  // namespace

TEST_CASE("a text that is not JSON is called by its name", "[response]") {
  for (const Example& example : std::vector<Example>{
           {"", Errc::malformed_json, "is empty"},
           {" \r\n\t", Errc::malformed_json, "only spaces and line ends"},
           {utf16(response_json, false, true), Errc::malformed_json, "UTF-16"},
           {utf16(response_json, true, true), Errc::malformed_json, "UTF-16"},
           {utf16(response_json, false, false), Errc::malformed_json, "UTF-16"},
           {utf16(response_json, true, false), Errc::malformed_json, "UTF-16"},
           {"\xef\xbb\xbf" + response_json, Errc::malformed_json, "a byte-order mark"},
           {"\r\n<!DOCTYPE html><html></html>", Errc::malformed_json, "HTML or XML"},
           {"<?xml version=\"1.0\"?>", Errc::malformed_json, "HTML or XML"},
           {"-----BEGIN RSA PRIVATE KEY-----\nMII", Errc::malformed_json, "PEM"},
           {"PuTTY-User-Key-File-3: ssh-rsa", Errc::malformed_json, "a key file"},
           {"ssh-rsa AAAA me", Errc::malformed_json, "a key file"},
           {"eyJhbGciOiJIUzI1NiJ9.e30.eA\n", Errc::malformed_json, "a JSON Web Token"},
           {"eyJhbGciOiJSU0EifQ.e30.eA.eA.eA", Errc::malformed_json, "a JWE"},
           {base64::encode(bytes_of(response_json)), Errc::malformed_json, "base64 of JSON"},
           {"HTTP/1.1 200 OK\r\n\r\n" + response_json, Errc::malformed_json, "HTTP reply"},
           {"HTTP/2 200\n\n" + response_json, Errc::malformed_json, "HTTP reply"},
           {"{'encryptedSharedKey': 'AA=='}", Errc::malformed_json, "prints a dictionary"},
           {"b'" + response_json + "'", Errc::malformed_json, "prints bytes"},
           {"[object Object]", Errc::malformed_json, "JavaScript"},
           {"%7B%22encryptedSharedKey%22", Errc::malformed_json, "URL-encoded"},
           {"\x1f\x8b\x08", Errc::malformed_json, "gzip"},
           {R"("{\"encryptedSharedKey\": 1}")", Errc::malformed_json, "decode it once more"},
           {R"("eyJhbGciOiJIUzI1NiJ9.e30.eA")", Errc::malformed_json, "a JSON Web Token"},
           {R"("text")", Errc::malformed_json, "is a string"},
           {"[" + response_json + "]", Errc::malformed_json, "is an array"},
           {"null", Errc::malformed_json, "is null"},
           {"12", Errc::malformed_json, "is a number"},
           {"what", Errc::malformed_json, "no value"},
       }) {
    check(example);
  }
}

TEST_CASE("JSON that is not an encrypted response is called by its name", "[response]") {
  for (const Example& example : std::vector<Example>{
           {R"({"redirectURI": "https://x", "sessionId": "1"})", Errc::missing_member,
            "nothing to open"},
           {R"({"detail": "No", "status_code": 401, "code": "1076"})", Errc::missing_member,
            "an error answer of the API"},
           {R"({"default_detail": "No", "default_code": 1010})", Errc::missing_member,
            "an error answer of the API"},
           {R"({"data": )" + response_json + "}", Errc::missing_member, "inside another object"},
           {R"({"encryptedMessage": "", "tag": "", "nonce": ""})", Errc::missing_member,
            "only the inside of encryptedMessageData"},
           {"{}", Errc::missing_member, "is it an encrypted one?"},
           {R"({"x": 1})", Errc::missing_member, "is it an encrypted one?"},
       }) {
    check(example);
  }
  // One that has a part of an encrypted response is one.
  for (const std::string_view member :
       {"encryptedSharedKey", "encryptedMessageData", "encryptedMessage", "tag", "nonce"}) {
    const std::string quoted = "\"" + std::string(member) + "\"";
    check({replaced(response_json, quoted, "\"other\""), Errc::missing_member,
           "the encrypted response has no such member"});
    check({replaced(response_json, quoted, "\"redirectURI\""), Errc::missing_member,
           "the encrypted response has no such member"});
  }
}

TEST_CASE("an error about a name or value in JSON tells where it begins", "[response]") {
  struct Position {
    std::string text;
    std::size_t offset;
  };
  for (const auto& [text, offset] : std::vector<Position>{
           {R"( [1])", 1},
           {R"({"a": {"b": 1, "c": [{"b": 2}], "b": 3}})", 32},
           {R"({"a": 1, "\u0061": 2, "a": 3})", 9},
           {R"({"a": {"x": 1}, "b": {"x": 1}, "a": 2})", 31},
           {R"({"encryptedSharedKey": "", "encryptedSharedKey": ""})", 27},
           {R"({"encryptedMessageData": {}, "encryptedMessageDat\u0061": ""})", 29},
           {R"({"encryptedMessageData": {"tag": "", "tag": ""}})", 37},
           {R"({"encryptedSharedKey":  7})", 24},
           {R"({"encryptedSharedKey": [1]})", 23},
           {"{\"encryptedSharedKey\": \"" + base64::encode(Bytes(128, 1)) +
                R"(", "encryptedMessageData": null})",
            23 + 2 + 172 + 2 + 24},
       }) {
    const auto error = error_of([&] { return EncryptedResponse::parse(ExactBuffer(text).view()); });
    CAPTURE(text);
    REQUIRE(error);
    CAPTURE(error->what());
    CHECK(error->offset() == offset);
  }
}

TEST_CASE("whitespace in base64 is refused, and the word that allows it is named", "[response]") {
  const std::string message = base64::encode(Bytes(100, 2));
  struct Kind {
    std::string escaped;
    std::string_view said;
  };
  const std::vector<Kind> kinds{{"\\n", "a line feed"},
                                {"\\r\\n", "a carriage return"},
                                {" ", "a space"},
                                {"\\t", "a tab"},
                                {"\\u000a", "a line feed"}};
  for (const Kind& kind : kinds) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{30}, message.size()}) {
      std::string broken = message;
      broken.insert(at, kind.escaped);
      const std::string json = replaced(response_json, message, broken);
      CAPTURE(json);
      const auto error = error_of([&] { return EncryptedResponse::parse(json); });
      REQUIRE(error);
      CHECK(error->code() == Errc::invalid_base64);
      CHECK(error->field() == "encryptedMessageData.encryptedMessage");
      CHECK(error->message().starts_with(kind.said));
      CHECK(error->message().find("ParseOptions::skip_whitespace_in_base64") !=
            std::string_view::npos);
      CHECK(EncryptedResponse::parse(json, ParseOptions{.skip_whitespace_in_base64 = true}) ==
            EncryptedResponse::parse(response_json));
    }
  }
}

TEST_CASE("only the four kinds of whitespace are passed over, and all else stays strict",
          "[response]") {
  const std::string tag = base64::encode(Bytes(16, 3));  // ends with ==
  const auto with_tag = [&](const std::string& escaped) {
    return outcome_of([&] {
      return EncryptedResponse::parse(replaced(response_json, tag, escaped),
                                      ParseOptions{.skip_whitespace_in_base64 = true});
    });
  };
  CHECK(with_tag(tag) == "ok");
  CHECK(with_tag(" \\n\\r\\t" + tag.substr(0, 23) + "\\n=\\n ") == "ok");
  std::size_t refused = 0;
  for (int c = 1; c < 128; ++c) {
    const std::string_view harmless = "\n\r\t \"\\";
    if (c < 0x20 ||
        std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
                .find(static_cast<char>(c)) != std::string_view::npos ||
        harmless.find(static_cast<char>(c)) != std::string_view::npos) {
      continue;
    }
    CAPTURE(c);
    CHECK(with_tag(tag.substr(0, 4) + static_cast<char>(c) + tag.substr(4)) == "invalid_base64");
    ++refused;
  }
  CHECK(refused == 29);
  for (const std::string_view escaped :
       {"\\f", "\\b", "\\u000b", "\\u0000", "\\u00a0", "\\u2028"}) {
    CHECK(with_tag(tag.substr(0, 4) + std::string(escaped) + tag.substr(4)) == "invalid_base64");
  }
  CHECK(with_tag(tag.substr(0, 22)) == "invalid_base64");  // padding missing
  CHECK(with_tag(" ") == "invalid_tag_length");
  CHECK(with_tag(base64::encode(Bytes(15, 3)) + "\\n") == "invalid_tag_length");
}

TEST_CASE("whitespace in base64 is passed over by every function that reads a response",
          "[response]") {
  const PrivateKey key = PrivateKey::generate(2048);
  for (const NonceForm form : {NonceForm::rfc7253, NonceForm::legacy15}) {
    const EncryptedResponse response =
        encrypt_response(key.public_key(), std::string(300, 'x'), {.nonce_form = form});
    // As MIME encoders break lines: after 76 characters, and at the end.
    std::string json = "{\"encryptedSharedKey\":\"";
    const auto add = [&json](std::span<const std::uint8_t> bytes) {
      const std::string text = base64::encode(bytes);
      for (std::size_t at = 0; at < text.size(); at += 76) {
        json += text.substr(at, 76) + "\\r\\n";
      }
    };
    add(response.encrypted_shared_key());
    json += R"(","encryptedMessageData":{"encryptedMessage":")";
    add(response.message().ciphertext());
    json += R"(","tag":")";
    add(response.message().tag());
    json += R"(","nonce":")";
    add(response.message().nonce());
    json += R"("}})";

    const ParseOptions skip{.skip_whitespace_in_base64 = true};
    CHECK(outcome_of([&] { return decrypt_response(key, json); }) == "invalid_base64");
    CHECK(decrypt_response(key, json, {}, skip).text.expose() == std::string(300, 'x'));
    CHECK(decrypt_response(key, json, {}, skip).nonce_form == form);
    CHECK(EncryptedResponse::parse(json, skip) == response);
    const std::vector<std::string> texts{json, response.to_json()};
    for (const DecryptResult& result : decrypt_responses(key, texts, BatchOptions{.parse = skip})) {
      CHECK(result.value().text.expose() == std::string(300, 'x'));
    }
    const ResponseReport report = inspect_response(json, skip);
    CHECK(report.well_formed());
    CHECK(report.fields[1].bytes == 300U);
    CHECK(report.fields[1].base64_characters == 400U + 6 * 2);
    CHECK_FALSE(inspect_response(json).well_formed());
  }
}

TEST_CASE("hexadecimal digits in place of base64 are told as such", "[response]") {
  const std::string tag = base64::encode(Bytes(16, 3));
  const std::string nonce = base64::encode(Bytes(15, 9));
  // 32 digits are base64 of 24 bytes; 30 are no base64 at all.
  for (const std::string& json :
       {replaced(response_json, tag, "00112233445566778899aabbccddeeff"),
        replaced(response_json, nonce, "112233445566778899AABBCCDDEEFF"),
        replaced(response_json, nonce, "00112233445566778899aabbccddeeff")}) {
    const auto error = error_of([&] { return EncryptedResponse::parse(json); });
    REQUIRE(error);
    CHECK(error->message().find("hexadecimal digits") != std::string_view::npos);
  }
  const auto error = error_of([&] {
    return EncryptedResponse::parse(
        replaced(response_json, tag, "00112233445566778899aabbccddeeff"));
  });
  CHECK(error->code() == Errc::invalid_tag_length);
}

TEST_CASE("the parsers of replies that open a response heed skip_whitespace_in_base64",
          "[response][api]") {
  const PrivateKey key = PrivateKey::generate(2048);
  const ParseOptions skip{.skip_whitespace_in_base64 = true};
  const auto reply_with = [&key](std::string_view plaintext) {
    const std::string json = encrypt_response(key.public_key(), plaintext).to_json();
    return api::Reply{.status = 200, .headers = {}, .body = replaced(json, "==\"", "==\\n\"")};
  };
  const api::Reply login = reply_with(R"({"redirectURI":"https://example.com/x"})");
  CHECK(outcome_of([&] { return api::parse_login_user(login, key); }) == "invalid_base64");
  CHECK(outcome_of([&] { return api::parse_login_user(login, key, {}, skip); }) == "ok");
  const api::Reply token = reply_with("no token");
  CHECK(outcome_of([&] { return api::parse_get_user_jwt(token, key); }) == "invalid_base64");
  CHECK(outcome_of([&] { return api::parse_get_user_jwt(token, key, {}, skip); }) ==
        "malformed_token");
}

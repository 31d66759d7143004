// SPDX-License-Identifier: Apache-2.0
// Each field of a response times each way to be wrong. What must come of it is said by a rule.
#include <algorithm>
#include <array>
#include <functional>
#include <snapseal/core/base64.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/response/inspect.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

constexpr std::array<std::string_view, 4> names{"encryptedSharedKey", "encryptedMessage", "tag",
                                                "nonce"};
constexpr std::size_t key_field = 0, message_field = 1, tag_field = 2, nonce_field = 3;

/// As an `Error` calls it.
std::string place_of(std::size_t field) {
  return (field == key_field ? "" : "encryptedMessageData.") + std::string(names[field]);
}

/// The members of a response as JSON texts: `"name":value`, or nothing.
using Members = std::array<std::string, 4>;

std::string member(std::size_t field, std::string_view value) {
  return "\"" + std::string(names[field]) + "\":" + std::string(value);
}

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string response_of(const Members& members) {
  const auto joined = [](std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) {
      text.append(text.empty() || part.empty() ? "" : ",").append(part);
    }
    return text;
  };
  const std::string data =
      R"("encryptedMessageData":{)" +
      joined({members[message_field], members[tag_field], members[nonce_field]}) + "}";
  return "{" + joined({members[key_field], data}) + "}";
}

class Table {
 public:
  /// The response with one member in place of another must give this error, by every way to read
  /// it.
  void require(std::size_t field, const std::string& changed_member, std::string_view code) {
    Members members = good_members_;
    members[field] = changed_member;
    const std::string json = response_of(members);
    CAPTURE(json, code);
    const auto opened = error_of([&] { return decrypt_response(key_, json); });
    REQUIRE(opened);
    REQUIRE(to_string(opened->code()) == code);
    const auto parsed = error_of([&] { return EncryptedResponse::parse(json); });
    const bool is_of_the_text = code != "decryption_failed";
    REQUIRE(parsed.has_value() == is_of_the_text);
    if (parsed) {
      REQUIRE(parsed->code() == opened->code());
      REQUIRE(parsed->field() == opened->field());
      REQUIRE(parsed->message() == opened->message());
    }
    if (is_of_the_text && code != "malformed_json") {
      REQUIRE(opened->field() == place_of(field));
    }
    if (is_of_the_text && code != "malformed_json" && code != "duplicate_member") {
      const ResponseReport report = inspect_response(json);
      for (std::size_t i = 0; i < report.fields.size(); ++i) {
        REQUIRE(report.fields[i].problem.has_value() == (i == field));
      }
      REQUIRE(report.fields[field].problem->code() == opened->code());
    }
    ++count_;
  }

  /// A key of another size says so when it is used; the text is as it must be.
  void require_other_key(const std::string& value) {
    Members members = good_members_;
    members[key_field] = member(key_field, value);
    const auto error = error_of([&] { return decrypt_response(key_, response_of(members)); });
    REQUIRE(error);
    REQUIRE(error->code() == Errc::invalid_encrypted_shared_key_length);
    ++count_;
  }

  [[nodiscard]] const std::string& value(std::size_t field) const { return good_values_[field]; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::string good() const { return response_of(good_members_); }
  [[nodiscard]] const PrivateKey& key() const { return key_; }

 private:
  static std::array<std::string, 4> values_of(const EncryptedResponse& response) {
    return {base64::encode(response.encrypted_shared_key()),
            base64::encode(response.message().ciphertext()),
            base64::encode(response.message().tag()), base64::encode(response.message().nonce())};
  }
  [[nodiscard]] Members members_of() const {
    Members members;
    for (std::size_t field = 0; field < names.size(); ++field) {
      members[field] = member(field, in_quotes(good_values_[field]));
    }
    return members;
  }

  PrivateKey key_ = vector_key("rsa1024.pem");
  std::array<std::string, 4> good_values_ =
      values_of(encrypt_response(key_.public_key(), "a plaintext of 31 bytes, and so"));
  Members good_members_ = members_of();
  std::size_t count_ = 0;
};

std::string_view code_of_length(std::size_t field) {
  constexpr std::array<std::string_view, 4> codes{"invalid_encrypted_shared_key_length", "",
                                                  "invalid_tag_length", "invalid_nonce_length"};
  return codes[field];
}

/// Of a byte that stands in base64 where a character of it stood.
std::string_view code_of_byte(unsigned char c) {
  if (c < 0x20 || c >= 0x80) {
    return "malformed_json";  // a control character, or not UTF-8
  }
  const bool is_base64 = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                         (c >= '0' && c <= '9') || c == '+' || c == '/';
  return is_base64 ? "" : "invalid_base64";
}

}  // namespace

TEST_CASE("each field of a response that is wrong in any way is named, with the code of that way",
          "[response]") {
  Table table;
  REQUIRE(decrypt_response(table.key(), table.good()).text.size() == 31);
  for (std::size_t field = 0; field < names.size(); ++field) {
    const std::string& value = table.value(field);

    table.require(field, "", "missing_member");
    for (const std::string_view other : {"null", "true", "false", "0", "-1.5e3", "[]", "{}",
                                         R"([{"tag":"AAAA"}])", R"({"nonce":"AAAA"})"}) {
      table.require(field, member(field, other), "wrong_member_type");
    }
    for (const std::string_view word : {"nul", "True", "01", "+1", ".5", "1.", "'x'", "NaN", "\"",
                                        "\"\\u12\"", "\"\\ud800\"", "\"\\x\"", "[1,]", "{,}"}) {
      table.require(field, member(field, word), "malformed_json");
    }
    const std::string whole = member(field, in_quotes(value));
    table.require(field, whole + "," + whole, "duplicate_member");
    table.require(field, whole + "," + member(field, "null"), "duplicate_member");
    table.require(field, member(field, "{}") + "," + whole, "duplicate_member");
    std::string escaped = whole;
    escaped.replace(1, 1, whole[1] == 'e' ? "\\u0065" : whole[1] == 't' ? "\\u0074" : "\\u006E");
    table.require(field, whole + "," + escaped, "duplicate_member");
    std::string upper = whole;
    upper[1] = static_cast<char>(upper[1] & ~0x20);
    table.require(field, upper, "missing_member");

    // Every other byte, at the beginning, in the middle and near the end.
    for (const std::size_t at : {std::size_t{0}, value.size() / 2, value.size() - 3}) {
      for (int byte = 0; byte < 256; ++byte) {
        const auto c = static_cast<unsigned char>(byte);
        if (c == '"' || c == '\\' || code_of_byte(c).empty()) {
          continue;  // the text ends, or means another; and other base64 is below
        }
        std::string changed = value;
        changed[at] = static_cast<char>(c);
        table.require(field, member(field, in_quotes(changed)), code_of_byte(c));
      }
    }
    for (const std::string_view more : {"=", "==", "A", "\\n", " ", "\\u0000", "\\u00e9", "\\t"}) {
      for (const std::size_t at : {std::size_t{0}, std::size_t{4}, value.size()}) {
        std::string changed = value;
        changed.insert(at, more);
        table.require(field, member(field, in_quotes(changed)), "invalid_base64");
      }
    }
    for (std::size_t cut = 1; cut < 4; ++cut) {
      table.require(field, member(field, in_quotes(value.substr(cut))), "invalid_base64");
    }
    for (const std::string_view tail :
         {"AB==", "A/==", "AAB=", "AA/=", "A===", "====", "AA=A", "=AAA", "A=AA"}) {
      const std::string changed = value.substr(0, (value.size() - 4) / 4 * 4) + std::string(tail);
      table.require(field, member(field, in_quotes(changed)), "invalid_base64");
    }

    // Lengths.
    if (field == message_field) {
      continue;  // any is right
    }
    for (std::size_t size = 0; size < 300; ++size) {
      const bool is_right = field == key_field   ? size >= 128
                            : field == tag_field ? size == 16
                                                 : size >= 1 && size <= 15;
      const std::string text = in_quotes(base64::encode(Bytes(size, 1)));
      if (!is_right) {
        table.require(field, member(field, text), code_of_length(field));
      } else if (field == key_field && size != 128) {
        table.require_other_key(text);
      } else {
        table.require(field, member(field, text), "decryption_failed");
      }
    }
  }
  table.require(key_field, member(key_field, in_quotes(base64::encode(Bytes(2049, 1)))),
                code_of_length(key_field));
  CHECK(table.count() > 3000);
}

TEST_CASE("encryptedMessageData that is wrong in any way is named", "[response]") {
  const std::string key = R"({"encryptedSharedKey":")" + base64::encode(Bytes(128, 1)) + R"(")";
  const auto refusal = [&](std::string_view rest) {
    const auto error = error_of([&] { return EncryptedResponse::parse(key + std::string(rest)); });
    return error ? std::string(to_string(error->code())) + " " + std::string(error->field()) : "ok";
  };
  CHECK(refusal("}") == "missing_member encryptedMessageData");
  for (const std::string_view value :
       {"null", "true", "3", "[]", "\"AAAA\"", R"([{"tag":"AAAA"}])"}) {
    CAPTURE(value);
    CHECK(refusal(R"(,"encryptedMessageData":)" + std::string(value) + "}") ==
          "wrong_member_type encryptedMessageData");
  }
  CHECK(refusal(R"(,"encryptedMessageData":{}})") ==
        "missing_member encryptedMessageData.encryptedMessage");
  CHECK(refusal(R"(,"encryptedMessageData":{},"encryptedMessageData":{}})") ==
        "duplicate_member encryptedMessageData");
  CHECK(refusal(R"(,"encryptedMessageData":{},"encryptedMessageDat\u0061":null})") ==
        "duplicate_member encryptedMessageData");
  CHECK(refusal(R"(,"encryptedMessagedata":{}})") == "missing_member encryptedMessageData");
  // The fields of other objects are not its own.
  const std::string fields = R"({"encryptedMessage":"","tag":")" + base64::encode(Bytes(16, 1)) +
                             R"(","nonce":")" + base64::encode(Bytes(15, 1)) + R"("})";
  CHECK(refusal(R"(,"encryptedMessageData":)" + fields + "}") == "ok");
  CHECK(refusal(R"(,"other":)" + fields + "}") == "missing_member encryptedMessageData");
  CHECK(refusal(R"(,"encryptedMessageData":{"inner":)" + fields + "}}") ==
        "missing_member encryptedMessageData.encryptedMessage");
  CHECK(refusal(R"(,"encryptedMessageData":{},"other":)" + fields + "}") ==
        "missing_member encryptedMessageData.encryptedMessage");
}

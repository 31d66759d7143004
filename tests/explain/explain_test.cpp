// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <snapseal/explain/explain.hpp>
#include <snapseal/explain/query_warnings.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/request.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

constexpr int deviations_count = 91;
constexpr std::string_view key_text = "YOUR_CONSUMER_KEY";

SignedContent request() {
  return {"/api/v1/trade", "clientId=a%20b&timestamp=1715123456",
          "{\"b\":{\"d\":1.0,\"c\":\"\xc3\xa9\"},\"a\":[]}"};
}

}  // namespace

TEST_CASE("every deviation has a name of its own and advice of its own", "[signing]") {
  std::set<std::string_view> names;
  std::set<std::string_view> sentences;
  for (int i = 0; i < deviations_count; ++i) {
    names.insert(to_string(static_cast<Deviation>(i)));
    sentences.insert(advice(static_cast<Deviation>(i)));
  }
  CHECK(names.size() == deviations_count);
  CHECK(sentences.size() == deviations_count);
  CHECK_FALSE(names.contains("unknown"));
  CHECK_FALSE(sentences.contains(""));
  CHECK(to_string(static_cast<Deviation>(deviations_count)) == "unknown");
}

TEST_CASE("a right signature and a right text are told to match", "[signing]") {
  const ConsumerKey key(key_text);
  const auto signature = explain_signature(key, request(), sign(key, request()));
  CHECK(signature.matches);
  CHECK(signature.deviations.empty());
  CHECK_FALSE(signature.first_difference);
  const auto text = explain_canonical(request(), signature.canonical.expose());
  CHECK(text.matches);
  CHECK(text.deviations.empty());
  CHECK_FALSE(text.first_difference);
}

TEST_CASE("a foreign text is explained, with the place where it begins to differ", "[signing]") {
  const auto explain = [](std::string_view text) { return explain_canonical(request(), text); };
  const std::string right = canonical_content(request());

  const auto prefix = explain(
      R"({"content":{"a":[],"b":{"c":"\u00e9","d":1.0}},"path":"/trade","query":"clientId=a%20b&timestamp=1715123456"})");
  CHECK(prefix.deviations == std::vector{Deviation::api_v1_missing});
  CHECK(prefix.first_difference == right.find("api/v1"));
  CHECK_FALSE(prefix.matches);

  const auto two = explain(
      R"({"content":{"a":[],"b":{"d":1.0,"c":"\u00e9"}},"path":"/api/v1/trade","query":"clientId=a b&timestamp=1715123456"})");
  CHECK(two.deviations == std::vector{Deviation::nested_unsorted, Deviation::query_decoded});
  CHECK(two.first_difference == right.find("c\":\"\\u00e9"));

  const auto cut = explain(right.substr(0, right.size() - 1));
  CHECK(cut.deviations.empty());
  CHECK(cut.first_difference == right.size() - 1);

  const auto empty = explain("");
  CHECK(empty.deviations.empty());
  CHECK(empty.first_difference == 0U);
}

TEST_CASE("the key's text and random text are not taken for an explanation", "[signing]") {
  const ConsumerKey key(key_text);
  for (const std::string_view junk :
       {"", "=", "====", "A", "%", "zz", "YOUR_CONSUMER_KEY",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}) {
    CAPTURE(junk);
    const auto explanation = explain_signature(key, request(), junk);
    CHECK_FALSE(explanation.matches);
    CHECK(explanation.deviations.empty());
  }
}

TEST_CASE("two deviations at once are looked for up to 64 KiB, one alone in any content",
          "[signing]") {
  const auto deviations = [](std::size_t size, std::string_view path) {
    const std::string value = "\xc3\xa9" + std::string(size, 'x');
    const std::string body = R"({"b":")" + value + R"(","a":1})";
    std::string text = R"({"content":{"a":1,"b":")" + value;
    text.append(R"("},"path":")").append(path).append(R"(","query":""})");
    return explain_canonical({"/p", "", body}, text).deviations;
  };
  const std::vector one{Deviation::raw_utf8};
  const std::vector two{Deviation::raw_utf8, Deviation::trailing_slash};
  CHECK(deviations(1000, "/p") == one);
  CHECK(deviations(1000, "/p/") == two);
  CHECK(deviations(70'000, "/p") == one);
  CHECK(deviations(70'000, "/p/").empty());
}

TEST_CASE("a key that went through encodeURI is known, whatever is in it", "[signing]") {
  std::string text;
  for (char c = ' '; c <= '~'; ++c) {
    text += c;
  }
  text += "\xc3\xa9";
  // ECMA-262 section 19.2.6.4, by hand.
  const ConsumerKey encoded(
      "%20!%22#$%25&'()*+,-./0123456789:;%3C=%3E?@ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60"
      "abcdefghijklmnopqrstuvwxyz%7B%7C%7D~%C3%A9");
  CHECK(explain_signature(ConsumerKey(text), request(), sign(encoded, request())).deviations ==
        std::vector{Deviation::key_uri_encoded});
}

TEST_CASE("a timestamp in the other unit is known both ways, and no other number is one",
          "[signing]") {
  const auto explain = [](std::string_view query, std::string_view foreign) {
    return explain_canonical({"/p", query, ""}, canonical_content({"/p", foreign, ""})).deviations;
  };
  const std::vector known{Deviation::timestamp_milliseconds};
  CHECK(explain("a=1&timestamp=1795314671", "a=1&timestamp=1795314671000") == known);
  CHECK(explain("timestamp=1795314671123&a=1", "timestamp=1795314671&a=1") == known);
  CHECK(explain("timestamp=17953146711234", "timestamp=17953146711").empty());
  CHECK(explain("timestamp=179531467", "timestamp=179531467000").empty());
  CHECK(explain("a=1795314671", "a=1795314671000").empty());
}

TEST_CASE("a timestamp that was asked for twice, or in milliseconds, is known", "[signing]") {
  const ConsumerKey key(key_text);
  const auto explain = [&](std::string_view query, std::string_view foreign) {
    return explain_signature(key, {"/p", query, ""}, sign(key, {"/p", foreign, ""})).deviations;
  };
  const std::vector other{Deviation::timestamp_other};
  CHECK(explain("timestamp=1795314671", "timestamp=1795314670") == other);
  CHECK(explain("timestamp=1795314671", "timestamp=1795314701") == other);
  CHECK(explain("timestamp=1795314671", "timestamp=1795314702").empty());
  const std::vector milliseconds{Deviation::timestamp_milliseconds};
  CHECK(explain("timestamp=1795314671", "timestamp=1795314671999") == milliseconds);
  CHECK(explain("timestamp=1795314671", "timestamp=1795314670500") == milliseconds);
  CHECK(explain("timestamp=1795314671", "timestamp=1795314670499").empty());
}

TEST_CASE("a query whose parameters are in any other order is known", "[signing]") {
  const ConsumerKey key(key_text);
  const auto explain = [&](std::string_view foreign) {
    return explain_signature(key, {"/p", "d=1&a=2&c=3&b=4", ""}, sign(key, {"/p", foreign, ""}))
        .deviations;
  };
  CHECK(explain("a=2&b=4&c=3&d=1") == std::vector{Deviation::query_sorted});
  CHECK(explain("b=4&d=1&c=3&a=2") == std::vector{Deviation::query_reordered});
  CHECK(explain("d=1&a=2&c=3") == std::vector{Deviation::parameter_missing});
}

TEST_CASE("a signature in many spellings is known, beside what else is wrong", "[signing]") {
  const ConsumerKey key(key_text);
  using D = Deviation;
  const std::string right = sign(key, request());
  const auto deviations = [&](const std::string& signature) {
    return explain_signature(key, request(), signature).deviations;
  };
  CHECK(deviations("sha256=" + right) == std::vector{D::signature_prefix});
  CHECK(deviations("Signature: " + right) == std::vector{D::signature_prefix});
  CHECK(deviations(right + "\n") == std::vector{D::signature_blanks});
  CHECK(deviations("\"" + right + "\"") == std::vector{D::signature_blanks});
  CHECK(deviations(percent_encode(right)) == std::vector{D::signature_encoded_again});
  CHECK(deviations(right.substr(0, 20)) == std::vector{D::signature_cut});
  const std::string other = sign(key, {"/trade", request().query, request().body});
  CHECK(deviations("sha256=" + other) == std::vector{D::api_v1_missing, D::signature_prefix});
  CHECK(deviations(right.substr(0, 6)).empty());
}

TEST_CASE("what is wrong about a query is told, and nothing about a good one", "[signing]") {
  using W = QueryWarning;
  const UnixTime now{std::chrono::seconds(1795314671)};
  const auto warnings = [now](std::string_view query) { return query_warnings(query, now); };
  CHECK(warnings("clientId=a&timestamp=1795314671").empty());
  CHECK(warnings("clientId=a&timestamp=1795314371").empty());
  CHECK(warnings("clientId=a&timestamp=1795314370") == std::vector{W::timestamp_old});
  CHECK(warnings("clientId=a&timestamp=1795314971").empty());
  CHECK(warnings("clientId=a&timestamp=1795314972") == std::vector{W::timestamp_ahead});
  CHECK(warnings("clientId=a&timestamp=1795314671000") == std::vector{W::timestamp_milliseconds});
  CHECK(warnings("clientId=a&timestamp=99999999999999999999") ==
        std::vector{W::timestamp_milliseconds});
  for (const std::string_view text : {"1795314671.5", "-1", "+1", "%31", "0x1", "now"}) {
    CAPTURE(text);
    CHECK(warnings("clientId=a&timestamp=" + std::string(text)) ==
          std::vector{W::timestamp_not_a_number});
  }
  CHECK(warnings("") == std::vector{W::client_id_missing, W::timestamp_missing});
  CHECK(warnings("clientId=&timestamp=") ==
        std::vector{W::client_id_missing, W::timestamp_missing});
  CHECK(warnings("clientId=a&timestamp=1795314671&timestamp=1795314671") ==
        std::vector{W::timestamp_twice});
  CHECK(query_warnings("clientId=a&timestamp=0", UnixTime::min()).empty());
  CHECK(query_warnings("clientId=a&timestamp=0", UnixTime::max()) == std::vector{W::timestamp_old});
}

TEST_CASE("the signature that a receiver makes of a webhook is explained", "[webhook]") {
  const ConsumerKey key(key_text);
  using D = Deviation;
  const std::string body = R"({"b": 1.0, "webhookSecret": "S3CRET", "a": "/\u00e9"})";
  const auto of = [&](std::string_view text) {
    return explain_webhook(key, body, sign_canonical(key, text)).deviations;
  };
  const auto right = explain_webhook(key, body, sign_canonical(key, canonical_json(body)));
  CHECK(right.matches);
  CHECK(right.canonical.expose() == canonical_json(body));
  CHECK(of(body) == std::vector{D::body_as_sent});
  CHECK(of(R"({"a":"/\u00e9","b":1,"webhookSecret":"S3CRET"})") ==
        std::vector{D::floats_reformatted});
  CHECK(of(R"({"a":"/\u00e9","b":1.0})") == std::vector{D::webhook_secret_cut});
  CHECK(
      of(R"({"content":{"a":"/\u00e9","b":1.0,"webhookSecret":"S3CRET"},"path":"","query":""})") ==
      std::vector{D::signed_as_request});
  CHECK(of(canonical_json(body) + "\n") == std::vector{D::line_feed_added});
  CHECK(explain_webhook(key, body, sign_canonical(ConsumerKey("S3CRET"), canonical_json(body)))
            .deviations == std::vector{D::webhook_secret_as_key});
  CHECK(explain_webhook(key, body, "AAAA").deviations.empty());
  CHECK(explain_webhook_canonical(body, R"({"b":1.0,"webhookSecret":"S3CRET","a":"/\u00e9"})")
            .deviations == std::vector{D::members_unsorted});
  CHECK(explain_webhook_canonical("{}", "null").first_difference == 0U);
  CHECK(outcome_of([&] { return explain_webhook(key, "{", "x"); }) == "malformed_json");
  CHECK(outcome_of([&] { return explain_webhook(key, "", "x"); }) == "malformed_json");
}

TEST_CASE("a key that a shell, an editor or a copy changed is known", "[signing]") {
  const auto deviations = [](std::string_view given, std::string_view used) {
    return explain_signature(ConsumerKey(given), request(), sign(ConsumerKey(used), request()))
        .deviations;
  };
  using D = Deviation;
  CHECK(deviations("ab#cd", "ab") == std::vector{D::key_changed_by_shell});
  CHECK(deviations("ab$xy-z", "ab-z") == std::vector{D::key_changed_by_shell});
  CHECK(deviations("a\\b", "ab") == std::vector{D::key_changed_by_shell});
  CHECK(deviations("\"ab\"", "ab") == std::vector{D::key_in_quotes});
  CHECK(deviations("ab", "'ab'") == std::vector{D::key_in_quotes});
  CHECK(deviations("ab", "\xef\xbb\xbf\x61\x62") == std::vector{D::key_byte_order_mark});
  CHECK(deviations("6b6579", "key") == std::vector{D::key_decoded_as_hex});
  CHECK(deviations("key", "6b6579") == std::vector{D::key_encoded_first});
  CHECK(deviations("aB", "ab") == std::vector{D::key_letter_case});
  CHECK(deviations("ab", "ab&") == std::vector{D::key_with_ampersand});
  CHECK(deviations("ab", std::string("a\0b\0", 4)) == std::vector{D::key_encoding});
}

TEST_CASE("two ways to write a query anew are one deviation", "[signing]") {
  CHECK(explain_canonical({"/p", "a=%7e+%2f", ""}, canonical_content({"/p", "a=%7E%20%2F", ""}))
            .deviations == std::vector{Deviation::query_reencoded});
}

TEST_CASE("a query is not said to be changed where its empty parameters are", "[signing]") {
  const auto explain = [](std::string_view query, std::string_view foreign) {
    return explain_canonical({"/p", query, ""}, R"({"content":null,"path":"/p","query":")" +
                                                    std::string(foreign) + "\"}")
        .deviations;
  };
  const std::vector ampersand{Deviation::query_with_ampersand};
  CHECK(explain("&a=1", "a=1") == ampersand);
  CHECK(explain("&&timestamp=1", "timestamp=1") == ampersand);
  CHECK(explain("a=1", "a=1&") == ampersand);
  CHECK(explain("&b=1&a=1", "&a=1&b=1") == std::vector{Deviation::query_sorted});
  CHECK(explain("&timestamp=1795314671", "&timestamp=1795314671000") ==
        std::vector{Deviation::timestamp_milliseconds});
  CHECK(explain("&a=b%20c", "&a=b+c") == std::vector{Deviation::query_reencoded});
}

TEST_CASE("what cannot be signed cannot be explained either", "[signing]") {
  const ConsumerKey key(key_text);
  const auto outcomes = [&](const SignedContent& content) {
    std::string signature = outcome_of([&] { return explain_signature(key, content, "x"); });
    CHECK(outcome_of([&] { return explain_canonical(content, "x"); }) == signature);
    CHECK(outcome_of([&] { return sign(key, content); }) == signature);
    return signature;
  };
  CHECK(outcomes({"/", "", "{"}) == "malformed_json");
  CHECK(outcomes({"/", "", "[1e400]"}) == "number_out_of_range");
  CHECK(outcomes({"/\xff", "", ""}) == "malformed_json");
  CHECK(outcomes({"/", "a=\xed\xa0\x80", ""}) == "malformed_json");
  const auto error = error_of([&] { return sign(key, {"/", "a=\xff", ""}); });
  REQUIRE(error);
  CHECK(error->field() == "query");
}

TEST_CASE("path, query and body each have the limit of a request", "[signing]") {
  Limits limits;
  limits.request_bytes = 4;
  const auto outcome = [&](const SignedContent& content) {
    return outcome_of([&] { return canonical_content(content, limits); });
  };
  CHECK(outcome({"/abc", "a=bc", "[12]"}) == "ok");
  CHECK(outcome({"/abcd", "", ""}) == "input_too_large");
  CHECK(outcome({"/", "a=bcd", ""}) == "input_too_large");
  CHECK(outcome({"/", "", "[123]"}) == "input_too_large");
}

TEST_CASE("a method that was signed too is known, before the text or as a member", "[signing]") {
  using D = Deviation;
  const ConsumerKey key(key_text);
  const std::string right = canonical_content(request());
  const std::string member = right.substr(0, right.find(R"(,"path")"));
  const std::string rest = right.substr(member.size());
  for (const std::string& text :
       {"GET" + right, "POST" + right, "PUT\n" + right, "PATCH " + right, "DELETE:" + right,
        "post|" + right, "POST&" + right, member + R"(,"method":"POST")" + rest,
        member + R"(,"method":"get")" + rest,
        right.substr(0, right.size() - 1) + R"(,"method":"PUT"})",
        R"({"method":"POST",)" + right.substr(1)}) {
    CAPTURE(text);
    CHECK(explain_canonical(request(), text).deviations == std::vector{D::method_signed});
    CHECK(explain_signature(key, request(), sign_canonical(key, text)).deviations ==
          std::vector{D::method_signed});
  }
  const std::string body = right.substr(11, right.find(R"(,"path")") - 11);
  CHECK(explain_canonical(request(),
                          "POST\n/api/v1/trade\nclientId=a%20b&timestamp=1715123456\n" + body)
            .deviations == std::vector{D::method_signed, D::not_json});
  CHECK(explain_canonical(request(), "HEAD" + right).deviations.empty());
}

TEST_CASE("a path or a query that was signed alone is known", "[signing]") {
  using D = Deviation;
  const auto of = [](std::string_view text) {
    return explain_canonical(request(), text).deviations;
  };
  CHECK(of("clientId=a%20b&timestamp=1715123456") == std::vector{D::query_alone});
  CHECK(of("?clientId=a%20b&timestamp=1715123456") ==
        std::vector{D::query_alone, D::query_with_question_mark});
  CHECK(of("/api/v1/trade") == std::vector{D::path_alone});
  CHECK(explain_canonical({"/p", "", ""}, "").deviations.empty());
}

TEST_CASE("a body that was signed encoded, hashed or as nothing is known", "[signing]") {
  using D = Deviation;
  const std::string_view body = R"({"b":1, "a":2})";
  const auto of = [body](std::string_view content) {
    return explain_canonical({"/p", "", body}, R"({"content":)" + std::string(content) +
                                                   R"(,"path":"/p","query":""})")
        .deviations;
  };
  // By coreutils: base64, od, sha256sum.
  const std::vector encoded{D::body_encoded};
  CHECK(of(R"("eyJiIjoxLCAiYSI6Mn0=")") == encoded);
  CHECK(of(R"("eyJhIjoyLCJiIjoxfQ==")") == encoded);
  CHECK(of(R"("7b2262223a312c202261223a327d")") == encoded);
  CHECK(of(R"("7b2261223a322c2262223a317d")") == encoded);
  CHECK(of(R"("33db8429ddd2845f953de6f9a296f8afa06f440476be963ea38d5beb8f8e9117")") == encoded);
  CHECK(of(R"("02JqwwqH5vemQoIzs8aCmZdoZfpVCOQmfFQVx2r3p3I=")") == encoded);
  for (const std::string_view nothing : {"null", "{}", "\"\"", "[]"}) {
    CAPTURE(nothing);
    CHECK(of(nothing) == std::vector{D::body_left_out});
  }
  CHECK(
      explain_canonical({"/p", "", "{}"}, R"({"content":{},"path":"/p","query":""})").deviations ==
      std::vector{D::empty_object});
}

TEST_CASE("numbers that were signed as strings are known, and strings as numbers", "[signing]") {
  using D = Deviation;
  const auto of = [](std::string_view body, std::string_view content) {
    return explain_canonical({"/p", "", body}, R"({"content":)" + std::string(content) +
                                                   R"(,"path":"/p","query":""})")
        .deviations;
  };
  const std::vector known{D::numbers_as_strings};
  CHECK(of(R"({"a":[1,2.5],"b":true})", R"({"a":["1","2.5"],"b":true})") == known);
  CHECK(of(R"({"a":1,"b":true,"c":null})", R"({"a":"1","b":"true","c":null})") == known);
  CHECK(of(R"({"a":"1","b":"-2.50","c":"x1"})", R"({"a":1,"b":-2.5,"c":"x1"})") == known);
  for (const std::string_view other :
       {"01", "+1", "1.", ".5", "1e", "0x1", "-", "", "1 ", "1e999", "1_0", "--1", "NaN"}) {
    CAPTURE(other);
    CHECK(of(R"({"a":")" + std::string(other) + R"("})", R"({"a":)" + std::string(other) + "}")
              .empty());
  }
  CHECK(of(R"({"a":1.0})", R"({"a":"1"})") ==
        std::vector{D::floats_reformatted, D::numbers_as_strings});
}

TEST_CASE("a text that was indented with the line ends of Windows is known", "[signing]") {
  CHECK(explain_canonical(
            {"/p", "", ""},
            "{\r\n  \"content\": null,\r\n  \"path\": \"/p\",\r\n  \"query\": \"\"\r\n}")
            .deviations == std::vector{Deviation::indented});
}

TEST_CASE("what is given as a body, and is not JSON at all, is called by its name", "[signing]") {
  struct Example {
    std::string_view text;
    std::string_view said;
  };
  for (const auto& [text, said] :
       std::vector<Example>{{"\xff\xfe{\x00}\x00", "UTF-16"},
                            {std::string_view("{\x00}\x00", 4), "UTF-16"},
                            {"<html></html>", "HTML"},
                            {"-----BEGIN PRIVATE KEY-----", "PEM"},
                            {" \n", "only spaces"},
                            {"{'a': 1}", "Python"},
                            {"eyJhIjoxfQ==", "base64"}}) {
    const auto error = error_of([text = text] { return canonical_json(text); });
    REQUIRE(error);
    CHECK(error->code() == Errc::malformed_json);
    CHECK(error->message().starts_with("not valid JSON: it is "));
    CHECK(error->message().find(said) != std::string_view::npos);
  }
}

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/http_text.hpp>

#include "support/catch.hpp"

using namespace snapseal;

TEST_CASE("a request is written as HTTP/1.1", "[signing]") {
  const HttpRequest post{Method::post,
                         "https://h.example:8443/a?b=c",
                         {{"Accept", "application/json"}, {"Signature", "c2ln"}},
                         R"({"a":1})"};
  CHECK(to_http(post) ==
        "POST /a?b=c HTTP/1.1\r\nHost: h.example:8443\r\nAccept: application/json\r\n"
        "Signature: c2ln\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
  CHECK(to_http({Method::get, "https://h/", {}, {}}) == "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(to_http({Method::put, "https://h/", {}, {}}) ==
        "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("in a command line of curl each text is one word for the shell", "[signing]") {
  const HttpRequest request{Method::post, "https://h/o'n", {{"A", "it's"}}, "'$(x)`y`\\"};
  CHECK(to_curl(request) ==
        "curl --silent --show-error --fail-with-body --globoff --path-as-is --request POST "
        "--header 'A: it'\\''s' --header 'Content-Type:' --data-raw ''\\''$(x)`y`\\' "
        "'https://h/o'\\''n'\n");
}

TEST_CASE("in curl's options each line is one option, its text in curl's own quotes", "[signing]") {
  const HttpRequest request{
      Method::patch, "https://h/a", {{"Content-Type", "application/json"}}, "\"\\\n\t"};
  CHECK(to_curl_config(request) ==
        "silent\nshow-error\nfail-with-body\ngloboff\npath-as-is\nrequest = \"PATCH\"\n"
        "header = \"Content-Type: application/json\"\ndata-raw = \"\\\"\\\\\\n\\t\"\n"
        "url = \"https://h/a\"\n");
}

TEST_CASE("in curl's options no character of a text ends a line", "[signing]") {
  const HttpRequest request{Method::patch, "https://h/a", {{"A", "\r\v\t\n"}}, {}};
  CHECK(to_curl_config(request).find("header = \"A: \\r\\v\\t\\n\"\n") != std::string::npos);
}

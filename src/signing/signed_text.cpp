// SPDX-License-Identifier: Apache-2.0
#include "signing/signed_text.hpp"

#include "core/utf8.hpp"
#include "signing/read_document.hpp"

namespace snapseal::signing {

namespace {

bool is_no_content(std::string_view canonical) {
  return canonical == "null" || canonical == "{}";
}

}  // namespace

void check_target(const SignedContent& content, const Limits& limits) {
  if (content.path.size() > limits.request_bytes) {
    throw Error(Errc::input_too_large, "longer than the limit", "path");
  }
  if (content.query.size() > limits.request_bytes) {
    throw Error(Errc::input_too_large, "longer than the limit", "query");
  }
  if (!is_utf8(content.path)) {
    throw Error(Errc::malformed_json, "not UTF-8", "path");
  }
  if (!is_utf8(content.query)) {
    throw Error(Errc::malformed_json, "not UTF-8", "query");
  }
}

std::string_view write_signed_text(SecretBuffer& out, Writer& writer, const SignedContent& content,
                                   const Limits& limits) {
  check_target(content, limits);
  const std::string_view body = content.body.text();
  out.reserve_more(body.size() + body.size() / 8 + content.path.size() + content.query.size() + 64);
  out.append(R"({"content":)");
  const std::size_t begin = out.size();
  if (content.body.is_canonical()) {
    out.append(is_no_content(body) ? "" : body);
  } else if (!body.empty()) {
    const json::Document document = read_document(body, limits);
    if (!document.is_null_or_empty_object()) {
      writer.write(out, document, {});
    }
  }
  const std::size_t size = out.size() - begin;
  if (size == 0) {
    out.append("null");
  }
  out.append(R"(,"path":)");
  write_string(out, content.path);
  out.append(R"(,"query":)");
  write_string(out, content.query);
  out.push_back('}');
  return out.view().substr(begin, size);
}

}  // namespace snapseal::signing

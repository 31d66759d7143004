// SPDX-License-Identifier: Apache-2.0
#include <botan/mem_ops.h>

#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <snapseal/signing/signature.hpp>

#include "signing/hmac.hpp"
#include "signing/signed_text.hpp"
#include "core/utf8.hpp"

namespace snapseal {

namespace signing {

std::string write_signed_text(std::string_view content, std::string_view path,
                              std::string_view query, const Style& style) {
  const std::string_view comma = style.blanks ? ", " : ",";
  const std::string_view colon = style.blanks ? ": " : ":";
  std::string text;
  text.reserve(content.size() + path.size() + query.size() + 48);
  text.append("{\"content\"").append(colon).append(content);
  text.append(comma).append("\"path\"").append(colon);
  write_string(text, path, style);
  text.append(comma).append("\"query\"").append(colon);
  write_string(text, query, style);
  return text.append("}");
}

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

}  // namespace signing

std::string canonical_content(const SignedContent& content, const Limits& limits) {
  signing::check_target(content, limits);
  std::string body = "null";
  if (!content.body.empty()) {
    const auto document = signing::Document::read(content.body, limits);
    if (!document.is_null_or_empty_object()) {
      body.clear();
      body.reserve(content.body.size() + content.body.size() / 8);
      signing::write_document(body, document, {});
    }
  }
  return signing::write_signed_text(body, content.path, content.query, {});
}

std::string sign_canonical(const ConsumerKey& key, std::string_view canonical) {
  return base64::encode(signing::hmac("SHA-256", key.expose(), canonical));
}

std::string sign(const ConsumerKey& key, const SignedContent& content, const Limits& limits) {
  return sign_canonical(key, canonical_content(content, limits));
}

bool verify_canonical(const ConsumerKey& key, std::string_view canonical,
                      std::string_view signature) {
  // Canonical base64 has one text for each value, so that the texts may be compared.
  const std::string right = sign_canonical(key, canonical);
  return right.size() == signature.size() &&
         Botan::constant_time_compare(reinterpret_cast<const std::uint8_t*>(right.data()),
                                      reinterpret_cast<const std::uint8_t*>(signature.data()),
                                      right.size());
}

bool verify(const ConsumerKey& key, const SignedContent& content, std::string_view signature,
            const Limits& limits) {
  return verify_canonical(key, canonical_content(content, limits), signature);
}

}  // namespace snapseal

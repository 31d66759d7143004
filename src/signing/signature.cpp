// SPDX-License-Identifier: Apache-2.0
#include <botan/mem_ops.h>

#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <snapseal/signing/signature.hpp>

#include "core/base64_decode.hpp"
#include "core/utf8.hpp"
#include "signing/keyed_mac.hpp"
#include "signing/signed_text.hpp"

namespace snapseal {

namespace {

using Sum = signing::MacOperation::Sum;

bool is_no_content(std::string_view canonical) {
  return canonical == "null" || canonical == "{}";
}

Sum sum_of(const ConsumerKey& key, const SignedContent& content, const Limits& limits) {
  return signing::KeyedMac::of(key).use([&](signing::MacOperation& operation) {
    signing::write_signed_text(operation.text, operation.writer, content, limits);
    return operation.sum(operation.text.view());
  });
}

// What was given is decoded, and the bytes compared. The right signature is never written as text:
// that would look up characters by secret bits.
bool is_signature(std::string_view given, const Sum& sum) {
  constexpr std::size_t base64_size = 44;
  if (given.size() != base64_size || base64::decoded_size(given, "") != sum.size()) {
    return false;
  }
  Sum bytes{};
  try {
    base64::decode(given, bytes, "");
  } catch (const Error&) {
    return false;  // not canonical base64
  }
  return Botan::constant_time_compare(bytes.data(), sum.data(), sum.size());
}

}  // namespace

namespace signing {

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

std::string_view write_signed_text(Text& out, Writer& writer, const SignedContent& content,
                                   const Limits& limits) {
  check_target(content, limits);
  const std::string_view body = content.body.text();
  out.reserve_more(body.size() + body.size() / 8 + content.path.size() + content.query.size() + 64);
  out.append(R"({"content":)");
  const std::size_t begin = out.size();
  if (content.body.is_canonical()) {
    out.append(is_no_content(body) ? "" : body);
  } else if (!body.empty()) {
    const Document document = Document::read(body, limits);
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

}  // namespace signing

std::string canonical_content(const SignedContent& content, const Limits& limits) {
  signing::Text text;
  signing::Writer writer;
  signing::write_signed_text(text, writer, content, limits);
  return text.str();
}

std::string sign_canonical(const ConsumerKey& key, std::string_view canonical) {
  return base64::encode(signing::KeyedMac::of(key).sum(canonical));
}

std::string sign(const ConsumerKey& key, const SignedContent& content, const Limits& limits) {
  return base64::encode(sum_of(key, content, limits));
}

bool verify_canonical(const ConsumerKey& key, std::string_view canonical,
                      std::string_view signature) {
  return is_signature(signature, signing::KeyedMac::of(key).sum(canonical));
}

bool verify(const ConsumerKey& key, const SignedContent& content, std::string_view signature,
            const Limits& limits) {
  return is_signature(signature, sum_of(key, content, limits));
}

}  // namespace snapseal

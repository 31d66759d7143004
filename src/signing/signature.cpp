// SPDX-License-Identifier: Apache-2.0
#include <botan/mem_ops.h>

#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <snapseal/signing/signature.hpp>

#include "core/base64_decode.hpp"
#include "signing/keyed_mac.hpp"
#include "signing/signed_text.hpp"

namespace snapseal {

namespace {

using Sum = signing::MacOperation::Sum;

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

std::string canonical_content(const SignedContent& content, const Limits& limits) {
  SecretBuffer text;
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

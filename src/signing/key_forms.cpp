// SPDX-License-Identifier: Apache-2.0
#include "signing/key_forms.hpp"

#include <botan/base64.h>

#include <algorithm>
#include <exception>

#include "signing/hmac.hpp"
#include "signing/percent.hpp"

namespace snapseal::signing {

namespace {

// What encodeURI leaves as it is (ECMA-262 section 19.2.6), beside the escapes' own characters.
bool is_kept_by_encode_uri(char c) {
  constexpr std::string_view marks = ";/?:@&=+$,-_.!~*'()#";
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         marks.find(c) != std::string_view::npos;
}

}  // namespace

KeyForms::KeyForms(const ConsumerKey& key) {
  const std::string_view text = key.expose();
  put(Recipe::Key::as_given, text);
  put(Recipe::Key::trimmed, trimmed(text));
  put(Recipe::Key::with_line_feed, text, "\n");
  put(Recipe::Key::with_crlf, text, "\r\n");
  put_uri_encoded(text);
  put_decoded(text);
}

void KeyForms::put(Recipe::Key form, std::string_view bytes, std::string_view tail) {
  if (bytes.size() + tail.size() > hmac_key_bytes_max) {
    return;
  }
  SecretBytes joined(bytes.size() + tail.size());
  const auto out = joined.expose();
  std::copy(tail.begin(), tail.end(), std::copy(bytes.begin(), bytes.end(), out.begin()));
  forms_[static_cast<std::size_t>(form)] = SecretString(std::move(joined));
}

void KeyForms::put_uri_encoded(std::string_view key) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto kept = std::count_if(key.begin(), key.end(), is_kept_by_encode_uri);
  const std::size_t size = 3 * key.size() - 2 * static_cast<std::size_t>(kept);
  if (size > hmac_key_bytes_max) {
    return;
  }
  SecretBytes encoded(size);
  auto out = encoded.expose().begin();
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_kept_by_encode_uri(c)) {
      *out++ = byte;
    } else {
      *out++ = '%';
      *out++ = static_cast<std::uint8_t>(digits[byte >> 4U]);
      *out++ = static_cast<std::uint8_t>(digits[byte & 15U]);
    }
  }
  forms_[static_cast<std::size_t>(Recipe::Key::uri_encoded)] = SecretString(std::move(encoded));
}

void KeyForms::put_decoded(std::string_view key) {
  try {
    // Botan's and not core's: it decodes into memory that is wiped.
    const auto bytes = Botan::base64_decode(key.data(), key.size());
    put(Recipe::Key::decoded, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return;  // not base64: there is no such form
  }
}

}  // namespace snapseal::signing

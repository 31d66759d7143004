// SPDX-License-Identifier: Apache-2.0
#include "explain/key_forms.hpp"

#include <botan/base64.h>
#include <botan/hex.h>

#include <algorithm>
#include <exception>
#include <initializer_list>

#include "core/ascii.hpp"
#include "core/bytes.hpp"
#include "core/utf8.hpp"
#include "explain/recipe.hpp"
#include "signing/hmac.hpp"
#include "signing/percent.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;

class Forms {
 public:
  explicit Forms(std::string_view key) : key_(key) {}

  void put(D deviation, std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const std::string_view part : parts) {
      size += part.size();
    }
    if (size > signing::hmac_key_bytes_max) {
      return;
    }
    SecretBytes joined(size);
    auto out = joined.expose().begin();
    for (const std::string_view part : parts) {
      out = std::copy(part.begin(), part.end(), out);
    }
    SecretString form(std::move(joined));
    if (form.expose() != key_ && !form.empty()) {
      forms_.push_back({deviation, std::move(form)});
    }
  }
  void put(D deviation, const SecretBuffer& text) { put(deviation, {text.view()}); }
  void put(D deviation, const Botan::secure_vector<std::uint8_t>& bytes) {
    put(deviation, {as_text(bytes)});
  }
  /// What `decode` gives, unless it throws: Botan's, which decode into memory that is wiped.
  template <typename Decode>
  void put_decoded(D deviation, const Decode& decode) {
    try {
      put(deviation, decode());
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      return;  // there is no such form
    }
  }
  [[nodiscard]] std::vector<KeyForm> take() { return std::move(forms_); }

 private:
  std::string_view key_;
  std::vector<KeyForm> forms_;
};

SecretBuffer encoded(std::string_view key, std::string_view kept) {
  SecretBuffer out;
  signing::percent_encode_into(out, key, kept, "%20");
  return out;
}

SecretBuffer decoded(std::string_view key) {
  SecretBuffer out;
  signing::percent_decode_into(out, key, false);
  return out;
}

// With what `lower` or upper case makes of ASCII letters.
SecretBuffer in_case(std::string_view key, bool lower) {
  SecretBuffer out;
  for (const char c : key) {
    const char first = lower ? 'A' : 'a';
    const bool other = c >= first && c < first + 26;
    out.push_back(other ? static_cast<char>(c ^ 0x20) : c);
  }
  return out;
}

// "$NAME" is a variable, which is not set.
SecretBuffer without_variables(std::string_view key) {
  const auto is_name = [](char c) {
    return signing::is_unreserved(c) && c != '-' && c != '.' && c != '~';
  };
  SecretBuffer out;
  while (!key.empty()) {
    const std::size_t dollar = std::min(key.find('$'), key.size());
    out.append(key.substr(0, dollar));
    key.remove_prefix(dollar);
    if (key.size() > 1 && is_name(key[1])) {
      key.remove_prefix(1);
      key.remove_prefix(static_cast<std::size_t>(std::find_if_not(key.begin(), key.end(), is_name) -
                                                 key.begin()));
    } else if (!key.empty()) {
      out.push_back('$');
      key.remove_prefix(1);
    }
  }
  return out;
}

std::string_view without_quotes(std::string_view key) {
  const bool quoted = key.size() > 2 && key.front() == key.back() &&
                      std::string_view("\"'`").find(key.front()) != std::string_view::npos;
  return quoted ? key.substr(1, key.size() - 2) : key;
}

SecretBuffer standard_base64(std::string_view key) {
  SecretBuffer out;
  for (const char c : key) {
    out.push_back(c == '-' ? '+' : c == '_' ? '/' : c);
  }
  while (out.size() % 4 != 0) {
    out.push_back('=');
  }
  return out;
}

SecretBuffer with(std::string_view key, Recipe::Bytes bytes) {
  SecretBuffer out;
  append_as(out, key, bytes, {});
  return out;
}

}  // namespace

std::vector<KeyForm> key_forms(std::string_view key) {
  Forms forms(key);
  forms.put(D::key_uri_encoded, encoded(key, signing::kept_by_encode_uri));
  forms.put(D::key_uri_encoded, encoded(key, signing::kept_by_encode_uri_component));
  forms.put(D::key_uri_encoded, encoded(key, ""));
  forms.put(D::key_uri_encoded, decoded(key));
  forms.put(D::key_trimmed, {ascii::without_whitespace_around(key)});
  for (const std::string_view tail : {"\n", "\r\n", "\r", " "}) {
    forms.put(D::key_trimmed, {key, tail});
  }
  forms.put(D::key_in_quotes, {without_quotes(key)});
  for (const std::string_view quote : {"\"", "'", "`"}) {
    forms.put(D::key_in_quotes, {quote, key, quote});
  }
  forms.put_decoded(D::key_decoded_as_base64, [&] {
    const SecretBuffer standard = standard_base64(key);
    return Botan::base64_decode(standard.view().data(), standard.size());
  });
  forms.put_decoded(D::key_decoded_as_hex,
                    [&] { return Botan::hex_decode_locked(key.data(), key.size()); });
  for (const auto bytes : {Recipe::Bytes::base64, Recipe::Bytes::hex, Recipe::Bytes::sha256,
                           Recipe::Bytes::sha256_hex}) {
    forms.put(D::key_encoded_first, with(key, bytes));
  }
  forms.put(D::key_byte_order_mark, {utf8_byte_order_mark, key});
  forms.put(D::key_byte_order_mark, {without_byte_order_mark(key)});
  forms.put(D::key_changed_by_shell, {key.substr(0, key.find('#'))});
  forms.put(D::key_changed_by_shell, {key.substr(0, key.find(' '))});
  forms.put(D::key_changed_by_shell, without_variables(key));
  forms.put(D::key_changed_by_shell, signing::replaced(key, "\\", ""));
  forms.put(D::key_letter_case, in_case(key, true));
  forms.put(D::key_letter_case, in_case(key, false));
  for (const auto bytes :
       {Recipe::Bytes::latin1, Recipe::Bytes::utf16_le, Recipe::Bytes::utf16_be}) {
    forms.put(D::key_encoding, with(key, bytes));
  }
  forms.put(D::key_with_ampersand, {key, "&"});
  return forms.take();
}

}  // namespace snapseal::explain

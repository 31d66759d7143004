// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/credentials.hpp>

#include <algorithm>

#include "core/ascii.hpp"
#include "core/utf8.hpp"
#include "signing/hmac.hpp"
#include "signing/keyed_mac.hpp"

namespace snapseal {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view line_ends = "\r\n";

bool has_blanks_around(std::string_view text) {
  const std::string_view middle = ascii::without_whitespace_around(text);
  if (middle.empty()) {
    return text.find_first_of(blanks) != std::string_view::npos;
  }
  const auto before = static_cast<std::size_t>(middle.data() - text.data());
  return text.substr(0, before).find_first_of(blanks) != std::string_view::npos ||
         text.substr(before + middle.size()).find_first_of(blanks) != std::string_view::npos;
}

bool has_quotes_around(std::string_view text) {
  const std::string_view middle = ascii::without_whitespace_around(text);
  for (const std::string_view mark : {"\"", "'", "`"}) {
    if (middle.size() >= 2 && middle.starts_with(mark) && middle.ends_with(mark)) {
      return true;
    }
  }
  return (middle.starts_with("\u201c") && middle.ends_with("\u201d")) ||
         (middle.starts_with("\u2018") && middle.ends_with("\u2019"));
}

bool is_invisible(std::uint32_t code_point) {
  return code_point == 0xa0 || code_point == 0xad ||
         (code_point >= 0x200b && code_point <= 0x200f) ||
         (code_point >= 0x202a && code_point <= 0x202f) ||
         (code_point >= 0x2060 && code_point <= 0x2064) || code_point == 0xfeff;
}

bool is_odd_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return (code < 0x20 && ascii::whitespace.find(c) == std::string_view::npos) || code == 0x7f;
}

[[noreturn]] void refuse_client_id(Literal why) {
  throw Error(Errc::invalid_argument, why, "clientId");
}

void check_client_id(std::string_view text) {
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (text.empty()) {
    refuse_client_id("empty");
  }
  if (text.starts_with("-----BEGIN ")) {
    refuse_client_id("a PEM text, such as a key file, not a client id");
  }
  if (text.find_first_of("{[\"") == 0) {
    refuse_client_id("JSON, or a text in quotation marks, not a client id: give the value alone");
  }
  if (!is_utf8(text)) {
    refuse_client_id("not UTF-8 text");
  }
  if (text.find(utf8_byte_order_mark) != std::string_view::npos) {
    refuse_client_id("has a byte-order mark, which is not a part of it");
  }
  if (text.find_first_of(line_ends) != std::string_view::npos) {
    refuse_client_id("has a line end, which is not a part of it");
  }
  if (text.find(' ') != std::string_view::npos) {
    refuse_client_id("has a space, which is not a part of it");
  }
  if (std::any_of(text.begin(), text.end(), is_control)) {
    refuse_client_id("has a control character, which is not a part of it");
  }
}

}  // namespace

ClientId::ClientId(std::string value) : value_(std::move(value)) {
  check_client_id(value_);
}

ConsumerKey::ConsumerKey(SecretString value) {
  if (value.empty()) {
    throw Error(Errc::invalid_argument, "empty", "consumerKey");
  }
  if (value.size() > signing::hmac_key_bytes_max) {
    throw Error(Errc::invalid_argument, "longer than 4096 bytes", "consumerKey");
  }
  mac_ = std::make_unique<signing::KeyedMac>(std::move(value));
}

ConsumerKey::ConsumerKey(ConsumerKey&&) noexcept = default;
ConsumerKey& ConsumerKey::operator=(ConsumerKey&&) noexcept = default;
ConsumerKey::~ConsumerKey() = default;

ConsumerKey ConsumerKey::clone() const {
  return ConsumerKey(expose());
}

std::string_view ConsumerKey::expose() const noexcept {
  return mac_ == nullptr ? std::string_view() : mac_->key();
}

std::vector<KeyWarning> ConsumerKey::warnings() const {
  const std::string_view text = expose();
  bool invisible = false;
  bool not_ascii = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = utf8_sequence(rest);
    if (length > 1 && is_invisible(utf8_decode(rest.substr(0, length)))) {
      invisible = true;
    } else if (length != 1) {
      not_ascii = true;
    } else {
      invisible = invisible || is_odd_control(rest.front());
    }
    rest.remove_prefix(length == 0 ? 1 : length);
  }
  std::vector<KeyWarning> found;
  const auto add_if = [&found](bool is_so, KeyWarning warning) {
    if (is_so) {
      found.push_back(warning);
    }
  };
  add_if(has_blanks_around(text), KeyWarning::blanks_around);
  add_if(text.find_first_of(line_ends) != std::string_view::npos, KeyWarning::line_ends);
  add_if(invisible, KeyWarning::invisible_characters);
  add_if(not_ascii, KeyWarning::not_ascii);
  add_if(has_quotes_around(text), KeyWarning::quotes_around);
  return found;
}

std::string_view to_string(KeyWarning warning) noexcept {
  switch (warning) {
    case KeyWarning::blanks_around: return "blanks_around";
    case KeyWarning::line_ends: return "line_ends";
    case KeyWarning::invisible_characters: return "invisible_characters";
    case KeyWarning::not_ascii: return "not_ascii";
    case KeyWarning::quotes_around: return "quotes_around";
  }
  return "unknown";
}

}  // namespace snapseal

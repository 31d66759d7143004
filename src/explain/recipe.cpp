// SPDX-License-Identifier: Apache-2.0
#include "explain/recipe.hpp"

#include <algorithm>
#include <vector>

#include "core/ascii.hpp"
#include "core/utf8.hpp"
#include "explain/query_parts.hpp"
#include "signing/hmac.hpp"
#include "signing/member_order.hpp"
#include "signing/percent.hpp"

namespace snapseal::explain {

namespace {

void append_hex(SecretBuffer& out, std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(digits[byte >> 4U]);
    out.push_back(digits[byte & 15U]);
  }
}

// Not core's, which gives a string that is not wiped.
void append_base64(SecretBuffer& out, std::string_view bytes) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(3, bytes.size()))) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out.push_back(i <= bytes.size() ? alphabet[group >> (18 - 6 * i) & 63U] : '=');
    }
  }
}

// Each character by `write`, which gets its code point.
template <typename Write>
void for_each_character(std::string_view utf8, const Write& write) {
  while (!utf8.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_sequence(utf8, Surrogates::allowed), 1);
    write(utf8_decode(utf8.substr(0, length)));
    utf8.remove_prefix(length);
  }
}

void append_utf16(SecretBuffer& out, std::string_view utf8, bool big_endian) {
  const auto unit = [&](std::uint32_t value) {
    const char high = static_cast<char>(value >> 8U & 0xffU);
    const char low = static_cast<char>(value & 0xffU);
    out.push_back(big_endian ? high : low);
    out.push_back(big_endian ? low : high);
  };
  for_each_character(utf8, [&](std::uint32_t point) {
    if (point < 0x10000) {
      unit(point);
    } else {
      unit(0xd7c0 + (point >> 10U));
      unit(0xdc00 + (point & 0x3ffU));
    }
  });
}

void append_latin1(SecretBuffer& out, std::string_view utf8) {
  for_each_character(utf8, [&](std::uint32_t point) {
    out.push_back(point < 0x100 ? static_cast<char>(point) : '?');
  });
}

void append_sha256(SecretBuffer& out, std::string_view text) {
  for (const std::uint8_t byte : signing::hash("SHA-256", text)) {
    out.push_back(static_cast<char>(byte));
  }
}

std::shared_ptr<const SecretBuffer> shared(std::string_view text) {
  SecretBuffer copy;
  copy.append(text);
  return std::make_shared<const SecretBuffer>(std::move(copy));
}

}  // namespace

void append_as(SecretBuffer& out, std::string_view text, Recipe::Bytes bytes, const Style& style) {
  using Bytes = Recipe::Bytes;
  switch (bytes) {
    case Bytes::as_they_are: out.append(text); return;
    case Bytes::line_feed: out.append(text).push_back('\n'); return;
    case Bytes::crlf: out.append(text).append("\r\n"); return;
    case Bytes::zero_byte: out.append(text).push_back('\0'); return;
    case Bytes::byte_order_mark: out.append(utf8_byte_order_mark).append(text); return;
    case Bytes::utf16_le: return append_utf16(out, text, false);
    case Bytes::utf16_be: return append_utf16(out, text, true);
    case Bytes::latin1: return append_latin1(out, text);
    case Bytes::as_string: return signing::write_string(out, text, style.strings);
    case Bytes::base64: return append_base64(out, text);
    case Bytes::hex: return append_hex(out, text);
    case Bytes::encode_uri:
      return signing::percent_encode_into(out, text, signing::kept_by_encode_uri, "%20");
    case Bytes::encode_uri_component:
      return signing::percent_encode_into(out, text, signing::kept_by_encode_uri_component, "%20");
    case Bytes::sha256: return append_sha256(out, text);
    case Bytes::sha256_hex: {
      SecretBuffer sum;
      append_sha256(sum, text);
      return append_hex(out, sum.view());
    }
    case Bytes::sha256_base64: {
      SecretBuffer sum;
      append_sha256(sum, text);
      return append_base64(out, sum.view());
    }
  }
}

Recipe::Recipe(const SignedContent& given, const Document* read)
    : webhook(false),
      path(shared(given.path)),
      query(shared(given.query)),
      body(given.body.text()),
      document(read),
      content(read == nullptr ? Content::none : Content::document),
      frame(Frame::object) {}

Recipe::Recipe(const Document& webhook_body)
    : webhook(true),
      path(shared("")),
      query(shared("")),
      body(webhook_body.text()),
      document(&webhook_body),
      content(Content::document),
      frame(Frame::content_alone) {}

void Recipe::write(SecretBuffer& out) const {
  const auto write_text = [this](SecretBuffer& to) {
    to.append(method.before_text).append(method.between);
    write_frame(to);
  };
  if (bytes == Bytes::as_they_are) {
    return write_text(out);
  }
  SecretBuffer text;
  write_text(text);
  append_as(out, text.view(), bytes, style);
}

void Recipe::write_content(SecretBuffer& out, std::size_t level) const {
  switch (content) {
    case Content::document: signing::Writer().write(out, *document, style, level); return;
    case Content::missing:
    case Content::none: out.append("null"); return;
    case Content::empty_object: out.append("{}"); return;
    case Content::empty_string: out.append("\"\""); return;
    case Content::empty_array: out.append("[]"); return;
    case Content::null_string: out.append("\"null\""); return;
    case Content::empty_object_string: out.append("\"{}\""); return;
    case Content::text: out.append(body); return;
    case Content::trimmed_text: out.append(ascii::without_whitespace_around(body)); return;
    case Content::text_as_string: signing::write_string(out, body, style.strings); return;
    case Content::document_as_string: {
      SecretBuffer inner;
      signing::Writer().write(inner, *document, style);
      return signing::write_string(out, inner.view(), style.strings);
    }
    case Content::text_encoded:
    case Content::document_encoded: return write_encoded_content(out);
  }
}

void Recipe::write_encoded_content(SecretBuffer& out) const {
  SecretBuffer inner;
  if (content == Content::text_encoded) {
    inner.append(body);
  } else {
    signing::Writer().write(inner, *document, style);
  }
  SecretBuffer encoded;
  append_as(encoded, inner.view(), content_bytes, style);
  if (frame == Frame::object) {
    return signing::write_string(out, encoded.view(), style.strings);
  }
  out.append(encoded.view());
}

void Recipe::write_query(SecretBuffer& out) const {
  switch (query_form) {
    case QueryForm::null: out.append("null"); return;
    case QueryForm::missing:
    case QueryForm::string: return signing::write_string(out, query->view(), style.strings);
    case QueryForm::object:
    case QueryForm::object_with_numbers: break;
  }
  out.push_back('{');
  std::string_view before;
  std::vector<std::string_view> sorted = parameters(query->view());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](std::string_view a, std::string_view b) { return name_of(a) < name_of(b); });
  for (const std::string_view parameter : sorted) {
    SecretBuffer value;
    signing::percent_decode_into(value, value_of(parameter), true);
    out.append(before);
    signing::write_string(out, name_of(parameter), style.strings);
    out.append(style.colon);
    const bool number = query_form == QueryForm::object_with_numbers && !value.view().empty() &&
                        value.view().find_first_not_of("0123456789") == std::string_view::npos;
    number ? void(out.append(value.view()))
           : signing::write_string(out, value.view(), style.strings);
    before = style.comma;
  }
  out.push_back('}');
}

void Recipe::write_object(SecretBuffer& out) const {
  std::array<std::uint8_t, 3> places = order;
  if (style.order == Style::Order::java_hash) {
    std::stable_sort(places.begin(), places.end(), [this](std::uint8_t a, std::uint8_t b) {
      return signing::java_hash(names[a]) % signing::java_buckets(3) <
             signing::java_hash(names[b]) % signing::java_buckets(3);
    });
  }
  out.push_back('{');
  std::string_view before;
  const auto write_name = [&](std::string_view name) {
    out.append(before);
    before = style.comma;
    signing::write_line(out, style, 1);
    out.append("\"").append(name).append("\"").append(style.colon);
  };
  const auto write_method = [&] {
    write_name("method");
    signing::write_string(out, method.member, style.strings);
  };
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint8_t place = places[i];
    if (i == method.place && !method.member.empty()) {
      write_method();
    }
    if ((place == 0 && content == Content::missing) ||
        (place == 2 && query_form == QueryForm::missing)) {
      continue;
    }
    write_name(names[place]);
    if (place == 0) {
      write_content(out, 1);
    } else if (place == 1) {
      signing::write_string(out, path->view(), style.strings);
    } else {
      write_query(out);
    }
  }
  if (method.place == places.size() && !method.member.empty()) {
    write_method();
  }
  signing::write_line(out, style, 0);
  out.push_back('}');
}

void Recipe::write_frame(SecretBuffer& out) const {
  const auto write_given_content = [&] {
    if (content != Content::none) {
      write_content(out, 0);
    }
  };
  switch (frame) {
    case Frame::object: return write_object(out);
    case Frame::content_alone: return write_content(out, 0);
    case Frame::target_then_content:
    case Frame::target_alone:
      out.append(path->view());
      if (!query->view().empty()) {
        out.append("?").append(query->view());
      }
      if (frame == Frame::target_then_content) {
        write_given_content();
      }
      return;
    case Frame::path_alone: out.append(path->view()); return;
    case Frame::query_alone: out.append(query->view()); return;
    case Frame::path_query_content:
      out.append(path->view()).append(query->view());
      return write_given_content();
    case Frame::content_path_query:
      write_given_content();
      out.append(path->view()).append(query->view());
      return;
    case Frame::lines_path_query_content:
      out.append(path->view()).append("\n").append(query->view()).append("\n");
      return write_given_content();
    case Frame::lines_content_path_query:
      write_given_content();
      out.append("\n").append(path->view()).append("\n").append(query->view());
      return;
  }
}

}  // namespace snapseal::explain

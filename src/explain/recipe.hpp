// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <snapseal/explain/explain.hpp>
#include <span>
#include <string_view>

#include "core/json/document.hpp"
#include "core/secret_buffer.hpp"
#include "signing/writer.hpp"

namespace snapseal::explain {

using json::Document;
using signing::Escapes;
using signing::Notation;
using signing::Style;

/// The text that a program signs. As it begins, what the API asks for. All that it holds is wiped.
struct Recipe {
  enum class Content {
    document,
    none,  ///< null
    empty_object,
    empty_string,
    empty_array,
    null_string,          ///< "null"
    empty_object_string,  ///< "{}"
    text,
    trimmed_text,
    text_as_string,
    document_as_string,
    text_encoded,  ///< As `content_bytes` says, in a string.
    document_encoded,
    missing,
  };
  /// How content, path and query are put together.
  enum class Frame {
    object,
    content_alone,
    target_then_content,  ///< path?query, then the content; likewise below.
    path_query_content,
    content_path_query,
    target_alone,
    path_alone,
    query_alone,
    lines_path_query_content,
    lines_content_path_query,
  };
  enum class QueryForm { string, null, missing, object, object_with_numbers };
  /// What is done to the text as a whole.
  enum class Bytes {
    as_they_are,
    line_feed,
    crlf,
    zero_byte,
    byte_order_mark,
    utf16_le,
    utf16_be,
    latin1,
    as_string,
    base64,
    hex,
    encode_uri,
    encode_uri_component,
    sha256,
    sha256_hex,
    sha256_base64,
  };
  using Names = std::array<std::string_view, 3>;
  /// The request's method, where it is signed too.
  struct Method {
    std::string_view before_text = {};  ///< The method, and what is between it and the text.
    std::string_view between = {};
    std::string_view member = {};  ///< Its value as a member of the object,
    std::size_t place = 0;         ///< before this one of the three, or after them.
    friend bool operator==(const Method&, const Method&) = default;
  };

  /// `read` is what the body says, or null if that is not content. Both must outlive the recipe.
  Recipe(const SignedContent& given, const Document* read);
  /// Of a webhook, whose body is signed alone.
  explicit Recipe(const Document& webhook_body);

  /// Appends the text.
  void write(SecretBuffer& out) const;

  bool webhook;
  std::shared_ptr<const SecretBuffer>
      path;  ///< Never null; shared by the recipes that have the same.
  std::shared_ptr<const SecretBuffer> query;
  std::string_view body;
  const Document* document;
  Content content;
  Frame frame;
  QueryForm query_form = QueryForm::string;
  Names names{"content", "path", "query"};
  std::array<std::uint8_t, 3> order{0, 1, 2};  ///< Of the names.
  Style style;
  Bytes bytes = Bytes::as_they_are;
  Bytes content_bytes = Bytes::as_they_are;  ///< Of encoded content.
  Method method = {};

 private:
  void write_content(SecretBuffer& out, std::size_t level) const;
  void write_encoded_content(SecretBuffer& out) const;
  void write_query(SecretBuffer& out) const;
  void write_object(SecretBuffer& out) const;
  void write_frame(SecretBuffer& out) const;
};

/// Appends the text, or a key, in this form. `style` is that of a string.
void append_as(SecretBuffer& out, std::string_view text, Recipe::Bytes bytes, const Style& style);

/// Sets a field; false if it was so already.
template <typename Field>
bool set(Field& field, const Field& value) {
  const bool changes = !(field == value);
  field = value;
  return changes;
}

}  // namespace snapseal::explain

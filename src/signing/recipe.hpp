// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/signing/explain.hpp>
#include <span>
#include <string>
#include <string_view>

#include "signing/document.hpp"
#include "signing/writer.hpp"

namespace snapseal::signing {

/// What is signed, with what, and how the result is written. As it begins, what the API asks for.
struct Recipe {
  enum class Content {
    document,
    none,
    empty_object,
    empty_string,
    text,
    trimmed_text,
    text_as_string
  };
  enum class Key { as_given, uri_encoded, trimmed, with_line_feed, with_crlf, decoded };
  enum class Hash { sha1, sha256, sha384, sha512 };
  enum class Spelling { base64, hex, base64url };

  /// `read` is what the body says, or null if that is no content. Both must outlive the recipe.
  Recipe(const SignedContent& given, const Document* read);

  [[nodiscard]] std::string text() const;

  std::string path;
  std::string query;
  std::string_view body;
  const Document* document;
  Content content;
  Style style;
  Key key = Key::as_given;
  Hash hash = Hash::sha256;
  Spelling spelling = Spelling::base64;
};

/// One way to deviate. A deviation may have several.
struct Variant {
  Deviation deviation;
  /// False if it changes nothing about this recipe.
  bool (*apply)(Recipe& recipe);
};

/// In the order in which they are tried: those that change the text that is signed, and then those
/// of the key, the hash and the signature's spelling.
[[nodiscard]] std::span<const Variant> text_variants() noexcept;
[[nodiscard]] std::span<const Variant> signature_variants() noexcept;

}  // namespace snapseal::signing

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/limits.hpp>
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/signature.hpp>

namespace snapseal {

/// A known way to sign something else than the API does. Each is what a published client, or a
/// usual mistake, was seen to do (docs/protocol.md).
enum class Deviation {
  raw_utf8,            ///< Non-ASCII characters as UTF-8, not as \uXXXX.
  go_escapes,          ///< As raw_utf8, but U+2028 and U+2029 escaped, \b and \f as \u0008, \u000c.
  del_unescaped,       ///< U+007F as it is, PHP's and others' default.
  html_escaped,        ///< <, > and & as \u003c and so on, Go's default.
  slash_escaped,       ///< / as \/, PHP's default.
  nested_unsorted,     ///< Only the body's outermost members sorted.
  members_unsorted,    ///< No members sorted.
  utf16_order,         ///< Members sorted by UTF-16 units, as JavaScript and Java do.
  members_dropped,     ///< Members named as JavaScript's own ("constructor") left out.
  floats_reformatted,  ///< 1.0 as 1, 1e-07 as 1e-7: JavaScript's and Go's numbers.
  numbers_as_sent,     ///< Numbers with a fraction or exponent spelt as in the body.
  big_integers_rounded,  ///< Integers beyond 2^53 as doubles.
  default_separators,    ///< ", " and ": ", Python's defaults.
  empty_object,          ///< An empty body signed as {}, not as null.
  empty_string_body,     ///< An empty body signed as "".
  body_left_out,         ///< A body signed as null.
  body_as_sent,          ///< The body's text as it stands, neither sorted nor compact.
  body_as_string,        ///< The body's text as a JSON string.
  api_v1_added,          ///< /api/v1 in front of the path that was sent.
  api_v1_missing,        ///< /api/v1 left out of the path that was sent.
  trailing_slash,        ///< A slash at the path's end added or left out.
  path_decoded,          ///< Percent escapes of the path decoded.
  query_decoded,         ///< Percent escapes of the query decoded.
  query_reencoded,       ///< The query's escapes written another way (%20 and +, ~, letter case).
  query_sorted,          ///< The query's parameters sorted.
  query_with_question_mark,
  timestamp_milliseconds,  ///< The timestamp in milliseconds, or seconds in place of them.
  key_uri_encoded,         ///< encodeURI applied to the consumer key.
  key_trimmed,             ///< Blanks and line ends around the key left out, or a line end added.
  key_decoded_as_base64,
  hex_signature,        ///< The signature in hex, not in base64.
  base64url_signature,  ///< In base64url, or without padding.
  sha1_or_sha512,       ///< Another hash in the HMAC.
};
/// A name like "raw_utf8", and a sentence that says what to change.
[[nodiscard]] SNAPSEAL_API std::string_view to_string(Deviation deviation) noexcept;
[[nodiscard]] SNAPSEAL_API std::string_view advice(Deviation deviation) noexcept;

struct SignatureExplanation {
  std::string canonical;  ///< What must be signed.
  bool matches = false;   ///< Whether what was given is right.
  /// What together leads to what was given: one, or two at once. Empty if it is right, and if no
  /// known deviation explains it.
  std::vector<Deviation> deviations;
  /// Counted in bytes from the beginning of both, where a foreign canonical text differs first.
  std::optional<std::size_t> first_difference;
};

/// Finds out how a foreign signature of this content came about. Bounded: each deviation alone,
/// and, if all of the content has no more than 64 KiB, each two of them. The first that fits is
/// told, in the order above; others may fit as well. Throws what `canonical_content` throws.
[[nodiscard]] SNAPSEAL_API SignatureExplanation explain_signature(const ConsumerKey& key,
                                                                  const SignedContent& content,
                                                                  std::string_view signature,
                                                                  const Limits& limits = {});
/// The same for a foreign text that is to be signed; no key is needed.
[[nodiscard]] SNAPSEAL_API SignatureExplanation explain_canonical(const SignedContent& content,
                                                                  std::string_view canonical,
                                                                  const Limits& limits = {});

}  // namespace snapseal

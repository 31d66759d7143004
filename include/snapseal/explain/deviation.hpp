// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <snapseal/core/print.hpp>
#include <snapseal/export.hpp>

namespace snapseal {

/// A known way to sign another text than the API does. Each is what a published client, a usual
/// library of some language, or a usual mistake does (docs/protocol.md). New ones are added.
enum class Deviation {
  // Strings of JSON.
  raw_utf8,           ///< Non-ASCII characters as UTF-8, not as \uXXXX.
  go_escapes,         ///< As raw_utf8, but U+2028 and U+2029 escaped, \b and \f as \u0008, \u000c.
  del_unescaped,      ///< U+007F as it is, PHP's and others' default.
  uppercase_escapes,  ///< \u00E9 for \u00e9.
  dotnet_escapes,     ///< System.Text.Json's: \u00E9, \u0022, \u002B and others.
  gson_escapes,       ///< As raw_utf8, but <, >, &, = and ' escaped, Gson's default.
  wrong_escapes,      ///< Escapes without four digits, or one in place of two above U+FFFF.
  utf8_as_latin1,     ///< Each byte of UTF-8 taken for a character.
  html_escaped,       ///< <, > and & as \u003c and so on, Go's default.
  slash_escaped,      ///< / as \/, PHP's default.
  // Members.
  nested_unsorted,        ///< Only the body's outermost members sorted.
  members_unsorted,       ///< No members sorted.
  utf16_order,            ///< Members sorted by UTF-16 units, as JavaScript and Java do.
  dictionary_order,       ///< Members sorted as words are, letter case ignored at first.
  java_hash_order,        ///< Members in the order of Java's HashMap.
  members_dropped,        ///< Members named as JavaScript's own ("constructor") left out.
  nulls_left_out,         ///< Members that are null left out.
  empties_left_out,       ///< Members that are null, "", [] or {} left out.
  empty_objects_changed,  ///< {} inside the body as [], PHP's arrays; or [] as {}.
  // Numbers.
  floats_reformatted,    ///< 1.0 as 1, 1e-07 as 1e-7 or 1.0E-7, and so on: another language's.
  numbers_as_sent,       ///< Numbers with a fraction or exponent spelt as in the body.
  big_integers_rounded,  ///< Integers beyond 2^53 as doubles.
  integers_as_floats,    ///< 1 as 1.0.
  numbers_as_strings,    ///< 1 as "1", true as "true", or "1" as 1.
  // Spaces.
  default_separators,  ///< ", " and ": ", Python's defaults.
  indented,            ///< Written over several lines.
  // The body.
  empty_object,       ///< An empty body signed as {}, not as null.
  empty_string_body,  ///< An empty body signed as "".
  empty_array,        ///< An empty body signed as [].
  body_left_out,      ///< A body signed as null, {}, "" or [].
  body_as_sent,       ///< The body's text as it stands, neither sorted nor compact.
  body_as_string,     ///< The body as a JSON string that holds JSON.
  body_encoded,       ///< The body in base64 or hex, or its SHA-256 hash, as a string.
  content_missing,    ///< No member content.
  // The object around it.
  body_alone,          ///< The body only, without path and query.
  query_alone,         ///< The query only, without body and path.
  path_alone,          ///< The path only, without body and query.
  signed_as_request,   ///< A webhook as the content of a request.
  parts_reordered,     ///< content, path and query in another order.
  parts_renamed,       ///< The three members by other names.
  method_signed,       ///< The method too: before the text, or as a member.
  not_json,            ///< The parts one after the other, not as JSON.
  webhook_secret_cut,  ///< A webhook without its member webhookSecret.
  // The path.
  api_v1_added,        ///< /api/v1 before the path that was sent.
  api_v1_missing,      ///< /api/v1 left out of the path that was sent.
  trailing_slash,      ///< A slash at the path's end added or left out.
  leading_slash,       ///< No slash before the path, or two.
  path_decoded,        ///< Percent escapes of the path decoded.
  path_encoded_again,  ///< The path percent-encoded once more.
  path_letter_case,    ///< The path in lower case.
  query_in_path,       ///< "?" and the query as a part of the path.
  url_as_path,         ///< The full URL, or host and path.
  // The query.
  query_decoded,        ///< Percent escapes of the query decoded.
  query_reencoded,      ///< The query's escapes written another way (%20 and +, ~, letter case).
  query_encoded_again,  ///< Percent escapes of the query encoded once more.
  query_sorted,         ///< The query's parameters sorted.
  query_reordered,      ///< The query's parameters in another order.
  query_with_question_mark,  ///< "?" before the query.
  query_with_ampersand,      ///< "&" before the query or after it.
  parameter_missing,         ///< One parameter of the query left out, or one without value.
  query_left_out,            ///< The query signed as "" or as null.
  query_as_object,           ///< The query as a JSON object.
  timestamp_milliseconds,  ///< The timestamp in milliseconds, or in seconds where milliseconds are
                           ///< sent.
  timestamp_fraction,      ///< The timestamp with a fraction, or without the one that was sent.
  timestamp_other,         ///< A timestamp some seconds earlier or later than the one sent.
  // The bytes of the text.
  line_feed_added,     ///< A line feed, CR LF or zero byte after the text, as echo adds.
  byte_order_mark,     ///< A byte-order mark before the text.
  text_encoding,       ///< The text in UTF-16 or Latin-1, not in UTF-8.
  text_as_string,      ///< The whole text as a JSON string.
  text_encoded_first,  ///< The text in base64, hex or percent-encoded, or a hash of it, signed.
  // The key.
  key_uri_encoded,        ///< encodeURI or encodeURIComponent applied to the consumer key.
  key_trimmed,            ///< Spaces and line ends around the key left out, or a line end added.
  key_in_quotes,          ///< Quotation marks around the key, or those that it has left out.
  key_decoded_as_base64,  ///< The key taken for base64.
  key_decoded_as_hex,     ///< The key taken for hex.
  key_encoded_first,      ///< The key written in base64 or hex, or a hash of it, used.
  key_byte_order_mark,    ///< A byte-order mark before the key.
  key_changed_by_shell,   ///< Cut at #, or without $NAME or backslashes: a .env file or a shell.
  key_letter_case,        ///< The key in upper or lower case.
  key_encoding,           ///< The key in UTF-16 or Latin-1.
  key_with_ampersand,     ///< "&" after the key, as OAuth 1.0 has it.
  webhook_secret_as_key,  ///< A webhook's webhookSecret used as the key.
  // The signature.
  key_and_text_exchanged,   ///< The text as the key, and the key as the text.
  hash_without_hmac,        ///< A plain hash of key and text.
  sha1_or_sha512,           ///< Another hash in the HMAC.
  hex_signature,            ///< The signature in hex, not in base64.
  base64url_signature,      ///< In base64url, or without padding.
  signature_prefix,         ///< "sha256=" or another word before it.
  signature_blanks,         ///< Spaces, line ends or quotation marks around it, or within.
  signature_encoded_again,  ///< base64 of the hex digits or of the base64, or percent-encoded.
  signature_cut,            ///< Only its beginning.
};
/// A name like "raw_utf8", and a sentence that says what to change.
[[nodiscard]] SNAPSEAL_API std::string_view to_string(Deviation deviation) noexcept;
[[nodiscard]] SNAPSEAL_API std::string_view advice(Deviation deviation) noexcept;

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/explain.hpp>

namespace snapseal {

std::string_view to_string(Deviation deviation) noexcept {
  switch (deviation) {
    case Deviation::raw_utf8: return "raw_utf8";
    case Deviation::go_escapes: return "go_escapes";
    case Deviation::del_unescaped: return "del_unescaped";
    case Deviation::html_escaped: return "html_escaped";
    case Deviation::slash_escaped: return "slash_escaped";
    case Deviation::nested_unsorted: return "nested_unsorted";
    case Deviation::members_unsorted: return "members_unsorted";
    case Deviation::utf16_order: return "utf16_order";
    case Deviation::members_dropped: return "members_dropped";
    case Deviation::floats_reformatted: return "floats_reformatted";
    case Deviation::numbers_as_sent: return "numbers_as_sent";
    case Deviation::big_integers_rounded: return "big_integers_rounded";
    case Deviation::default_separators: return "default_separators";
    case Deviation::empty_object: return "empty_object";
    case Deviation::empty_string_body: return "empty_string_body";
    case Deviation::body_left_out: return "body_left_out";
    case Deviation::body_as_sent: return "body_as_sent";
    case Deviation::body_as_string: return "body_as_string";
    case Deviation::api_v1_added: return "api_v1_added";
    case Deviation::api_v1_missing: return "api_v1_missing";
    case Deviation::trailing_slash: return "trailing_slash";
    case Deviation::path_decoded: return "path_decoded";
    case Deviation::query_decoded: return "query_decoded";
    case Deviation::query_reencoded: return "query_reencoded";
    case Deviation::query_sorted: return "query_sorted";
    case Deviation::query_with_question_mark: return "query_with_question_mark";
    case Deviation::timestamp_milliseconds: return "timestamp_milliseconds";
    case Deviation::key_uri_encoded: return "key_uri_encoded";
    case Deviation::key_trimmed: return "key_trimmed";
    case Deviation::key_decoded_as_base64: return "key_decoded_as_base64";
    case Deviation::hex_signature: return "hex_signature";
    case Deviation::base64url_signature: return "base64url_signature";
    case Deviation::sha1_or_sha512: return "sha1_or_sha512";
  }
  return "unknown";
}

std::string_view advice(Deviation deviation) noexcept {
  switch (deviation) {
    case Deviation::raw_utf8:
      return "Escape every character beyond ASCII as \\uXXXX (lower-case hex), also U+007F; above "
             "U+FFFF as two.";
    case Deviation::go_escapes:
      return "Escape every character beyond ASCII as \\uXXXX and write \\b and \\f short; Go's "
             "encoder does neither.";
    case Deviation::del_unescaped: return "Escape U+007F as \\u007f.";
    case Deviation::html_escaped:
      return "Write <, > and & as they are. In Go, SetEscapeHTML(false).";
    case Deviation::slash_escaped: return "Write / as it is. In PHP, JSON_UNESCAPED_SLASHES.";
    case Deviation::nested_unsorted:
      return "Sort the members of nested objects too, also of those in arrays.";
    case Deviation::members_unsorted: return "Sort the members of every object by name.";
    case Deviation::utf16_order: return "Sort members by code point, not by UTF-16 units.";
    case Deviation::members_dropped:
      return "Keep members with names like constructor or toString; the list of names must not "
             "come from a JavaScript object.";
    case Deviation::floats_reformatted:
      return "Write numbers as Python does: 1.0 keeps its .0, 1e-07 has two digits of exponent, "
             "1e16 and more an exponent.";
    case Deviation::numbers_as_sent:
      return "Write numbers as Python does, not as they stand in the body: 1e-07, 1e+21, 0.0001, "
             "1e-05.";
    case Deviation::big_integers_rounded:
      return "Keep integers beyond 2^53 digit for digit: do not read them as doubles.";
    case Deviation::default_separators: return "Write no blanks behind commas and colons.";
    case Deviation::empty_object: return "Sign null where the body is empty or {}.";
    case Deviation::empty_string_body: return "Sign null where there is no body.";
    case Deviation::body_left_out: return "Sign the body that is sent: content was null.";
    case Deviation::body_as_sent:
      return "Sign the body's canonical form, sorted and without blanks, not its text as it "
             "stands.";
    case Deviation::body_as_string:
      return "Sign the body as JSON, not as a string that holds JSON.";
    case Deviation::api_v1_added: return "Sign the path as it is sent: here without /api/v1.";
    case Deviation::api_v1_missing: return "Sign the path as it is sent: here with /api/v1.";
    case Deviation::trailing_slash:
      return "Sign the path as it is sent, with or without a slash at its end.";
    case Deviation::path_decoded: return "Sign the path with its percent escapes, as it is sent.";
    case Deviation::query_decoded: return "Sign the query with its percent escapes, as it is sent.";
    case Deviation::query_reencoded:
      return "Sign the query as it is sent, with the same escapes. Encode it once and use that "
             "text for both.";
    case Deviation::query_sorted:
      return "Sign the query's parameters in the order in which they are sent.";
    case Deviation::query_with_question_mark: return "Sign the query without the question mark.";
    case Deviation::timestamp_milliseconds: return "Sign the timestamp that is sent, in seconds.";
    case Deviation::key_uri_encoded: return "Use the consumer key as it is, without encodeURI.";
    case Deviation::key_trimmed:
      return "Use the same key on both sides: blanks or a line end around it differ.";
    case Deviation::key_decoded_as_base64:
      return "Use the consumer key's text as it is: it is not base64 to be decoded.";
    case Deviation::hex_signature: return "Write the signature in base64.";
    case Deviation::base64url_signature:
      return "Write the signature in standard base64, with + and /, and padded with =.";
    case Deviation::sha1_or_sha512: return "Use HMAC with SHA-256.";
  }
  return "";
}

}  // namespace snapseal

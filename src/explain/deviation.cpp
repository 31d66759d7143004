// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <snapseal/explain/deviation.hpp>

namespace snapseal {

namespace {

struct SecretBuffer {
  Deviation deviation;
  std::string_view name;
  std::string_view advice;
};

// In the order of `Deviation`.
constexpr std::array texts{
    SecretBuffer{
        Deviation::raw_utf8, "raw_utf8",
        "Escape every character beyond ASCII as \\uXXXX (lower-case hex), also U+007F; above "
        "U+FFFF as two."},
    SecretBuffer{
        Deviation::go_escapes, "go_escapes",
        "Escape every character beyond ASCII as \\uXXXX and write \\b and \\f short; Go's encoder "
        "does neither."},
    SecretBuffer{Deviation::del_unescaped, "del_unescaped", "Escape U+007F as \\u007f."},
    SecretBuffer{Deviation::uppercase_escapes, "uppercase_escapes",
                 "Write the hex digits of \\uXXXX in lower case: \\u00e9."},
    SecretBuffer{
        Deviation::dotnet_escapes, "dotnet_escapes",
        "Escape as Python does. In .NET write the text yourself: every encoder of "
        "System.Text.Json escapes in upper case, or leaves characters beyond ASCII as they are."},
    SecretBuffer{
        Deviation::gson_escapes, "gson_escapes",
        "Escape every character beyond ASCII as \\uXXXX, and write <, >, &, = and ' as they are. "
        "In Gson, disableHtmlEscaping() and then escape the rest."},
    SecretBuffer{
        Deviation::wrong_escapes, "wrong_escapes",
        "Write each escape with four hex digits, and a character above U+FFFF as two of them: "
        "\\u00e9, \\ud83d\\ude00."},
    SecretBuffer{Deviation::utf8_as_latin1, "utf8_as_latin1",
                 "Read the text as UTF-8: each of its bytes was taken for a character."},
    SecretBuffer{Deviation::html_escaped, "html_escaped",
                 "Write <, > and & as they are. In Go, SetEscapeHTML(false)."},
    SecretBuffer{Deviation::slash_escaped, "slash_escaped",
                 "Write / as it is. In PHP, JSON_UNESCAPED_SLASHES."},
    SecretBuffer{Deviation::nested_unsorted, "nested_unsorted",
                 "Sort the members of nested objects too, also of those in arrays."},
    SecretBuffer{Deviation::members_unsorted, "members_unsorted",
                 "Sort the members of every object by name."},
    SecretBuffer{Deviation::utf16_order, "utf16_order",
                 "Sort members by code point, not by UTF-16 units."},
    SecretBuffer{
        Deviation::dictionary_order, "dictionary_order",
        "Sort members by code point: upper-case letters stand before lower-case ones. In .NET, "
        "StringComparer.Ordinal; in JavaScript, not localeCompare."},
    SecretBuffer{
        Deviation::java_hash_order, "java_hash_order",
        "Sort the members of every object by name: a HashMap has an order of its own. A TreeMap "
        "sorts."},
    SecretBuffer{
        Deviation::members_dropped, "members_dropped",
        "Keep members with names like constructor or toString; the list of names must not come "
        "from a JavaScript object."},
    SecretBuffer{Deviation::nulls_left_out, "nulls_left_out",
                 "Keep members that are null, in what is signed and in what is sent."},
    SecretBuffer{Deviation::empties_left_out, "empties_left_out",
                 "Keep members that are null, empty texts, or empty arrays and objects."},
    SecretBuffer{Deviation::empty_objects_changed, "empty_objects_changed",
                 "Keep {} as {} and [] as []. In PHP, json_decode without true."},
    SecretBuffer{
        Deviation::floats_reformatted, "floats_reformatted",
        "Write numbers as Python does: 1.0 keeps its .0, 1e-07 has two digits of exponent, 1e16 "
        "and more an exponent."},
    SecretBuffer{
        Deviation::numbers_as_sent, "numbers_as_sent",
        "Write numbers as Python does, not as they stand in the body: 1e-07, 1e+21, 0.0001, "
        "1e-05."},
    SecretBuffer{Deviation::big_integers_rounded, "big_integers_rounded",
                 "Keep integers beyond 2^53 digit for digit: do not read them as doubles."},
    SecretBuffer{
        Deviation::integers_as_floats, "integers_as_floats",
        "Write integers without a fraction: 1, not 1.0. In Gson, ToNumberPolicy.LONG_OR_DOUBLE."},
    SecretBuffer{
        Deviation::numbers_as_strings, "numbers_as_strings",
        "Sign numbers, true and false as such, and strings as strings, as the body has them. In "
        "PHP, not JSON_NUMERIC_CHECK."},
    SecretBuffer{Deviation::default_separators, "default_separators",
                 "Write no spaces after commas and colons."},
    SecretBuffer{Deviation::indented, "indented", "Write everything on one line, without spaces."},
    SecretBuffer{Deviation::empty_object, "empty_object",
                 "Sign null where the body is empty or {}."},
    SecretBuffer{Deviation::empty_string_body, "empty_string_body",
                 "Sign null where there is no body."},
    SecretBuffer{Deviation::empty_array, "empty_array",
                 "Sign null where there is no body. In PHP, an empty array is []."},
    SecretBuffer{Deviation::body_left_out, "body_left_out",
                 "Sign the body that is sent: content was null, or empty."},
    SecretBuffer{
        Deviation::body_as_sent, "body_as_sent",
        "Sign the body's canonical form, sorted and without spaces, not its text as it is."},
    SecretBuffer{Deviation::body_as_string, "body_as_string",
                 "Sign the body as JSON, not as a string that holds JSON."},
    SecretBuffer{Deviation::body_encoded, "body_encoded",
                 "Sign the body as JSON, not in base64 or hex, and not a hash of it."},
    SecretBuffer{Deviation::content_missing, "content_missing",
                 "Sign the member content too: it is null where there is no body."},
    SecretBuffer{Deviation::body_alone, "body_alone",
                 R"(Sign {"content":...,"path":...,"query":...}, not the body alone.)"},
    SecretBuffer{Deviation::query_alone, "query_alone",
                 R"(Sign {"content":...,"path":...,"query":...}, not the query alone.)"},
    SecretBuffer{Deviation::path_alone, "path_alone",
                 R"(Sign {"content":...,"path":...,"query":...}, not the path alone.)"},
    SecretBuffer{Deviation::signed_as_request, "signed_as_request",
                 "A webhook is signed alone: not as the content of a request with path and query."},
    SecretBuffer{Deviation::parts_reordered, "parts_reordered",
                 "Sort the three members too: content, path, query."},
    SecretBuffer{Deviation::parts_renamed, "parts_renamed",
                 "The three members are named content, path and query, in lower case."},
    SecretBuffer{Deviation::method_signed, "method_signed",
                 "Sign content, path and query only: the method is not signed."},
    SecretBuffer{
        Deviation::not_json, "not_json",
        R"(Sign the JSON text {"content":...,"path":...,"query":...}, not its parts one after the other.)"},
    SecretBuffer{Deviation::webhook_secret_cut, "webhook_secret_cut",
                 "Keep webhookSecret in the text that is signed."},
    SecretBuffer{Deviation::api_v1_added, "api_v1_added",
                 "Sign the path as it is sent: here without /api/v1."},
    SecretBuffer{Deviation::api_v1_missing, "api_v1_missing",
                 "Sign the path as it is sent: here with /api/v1."},
    SecretBuffer{Deviation::trailing_slash, "trailing_slash",
                 "Sign the path as it is sent, with or without a slash at its end."},
    SecretBuffer{Deviation::leading_slash, "leading_slash",
                 "Sign the path as it is sent: with one slash in front."},
    SecretBuffer{Deviation::path_decoded, "path_decoded",
                 "Sign the path with its percent escapes, as it is sent."},
    SecretBuffer{Deviation::path_encoded_again, "path_encoded_again",
                 "Sign the path as it is sent. Its percent escapes were encoded once more."},
    SecretBuffer{Deviation::path_letter_case, "path_letter_case",
                 "Sign the path with the letters as they are sent."},
    SecretBuffer{Deviation::query_in_path, "query_in_path",
                 "Sign the path without ? and what follows it: that is the query."},
    SecretBuffer{Deviation::url_as_path, "url_as_path",
                 "Sign the path only, from the first slash after the host."},
    SecretBuffer{Deviation::query_decoded, "query_decoded",
                 "Sign the query with its percent escapes, as it is sent."},
    SecretBuffer{
        Deviation::query_reencoded, "query_reencoded",
        "Sign the query as it is sent, with the same escapes. Encode it once and use that text "
        "for both."},
    SecretBuffer{Deviation::query_encoded_again, "query_encoded_again",
                 "Sign the query as it is sent. It was percent-encoded once more."},
    SecretBuffer{Deviation::query_sorted, "query_sorted",
                 "Sign the query's parameters in the order in which they are sent."},
    SecretBuffer{
        Deviation::query_reordered, "query_reordered",
        "Sign the query's parameters in the order in which they are sent. They were signed in "
        "another one."},
    SecretBuffer{Deviation::query_with_question_mark, "query_with_question_mark",
                 "Sign the query without the question mark."},
    SecretBuffer{Deviation::query_with_ampersand, "query_with_ampersand",
                 "Sign the query as it is sent: without an & more or less at its ends."},
    SecretBuffer{
        Deviation::parameter_missing, "parameter_missing",
        "Sign all parameters of the query that is sent: some were left out, or one without a "
        "value."},
    SecretBuffer{Deviation::query_left_out, "query_left_out",
                 "Sign the query that is sent: it was empty, null or not there."},
    SecretBuffer{Deviation::query_as_object, "query_as_object",
                 "Sign the query as a string, as it is sent, not as an object."},
    SecretBuffer{Deviation::timestamp_milliseconds, "timestamp_milliseconds",
                 "Sign the timestamp that is sent, in seconds."},
    SecretBuffer{Deviation::timestamp_fraction, "timestamp_fraction",
                 "Sign the timestamp that is sent, in whole seconds."},
    SecretBuffer{
        Deviation::timestamp_other, "timestamp_other",
        "Ask the clock once, and sign the timestamp that is sent. What was signed is some seconds "
        "off."},
    SecretBuffer{
        Deviation::line_feed_added, "line_feed_added",
        "Sign the text without anything behind it. In a shell, printf %s in place of echo, and no "
        "<<<."},
    SecretBuffer{
        Deviation::byte_order_mark, "byte_order_mark",
        "Sign the text without the byte-order mark in front. In .NET, new UTF8Encoding(false)."},
    SecretBuffer{Deviation::text_encoding, "text_encoding",
                 "Sign the text's UTF-8. In .NET, Encoding.UTF8; in Java, StandardCharsets.UTF_8."},
    SecretBuffer{Deviation::text_as_string, "text_as_string",
                 "Make JSON once: the whole text was written as a JSON string."},
    SecretBuffer{
        Deviation::text_encoded_first, "text_encoded_first",
        "Sign the text itself, not its base64, hex or percent-encoded form, nor a hash of it."},
    SecretBuffer{Deviation::key_uri_encoded, "key_uri_encoded",
                 "Use the consumer key as it is, without encodeURI or the like."},
    SecretBuffer{Deviation::key_trimmed, "key_trimmed",
                 "Use the same key on both sides: spaces or a line end around it differ."},
    SecretBuffer{Deviation::key_in_quotes, "key_in_quotes",
                 "Use the consumer key without quotation marks around it, on both sides."},
    SecretBuffer{Deviation::key_decoded_as_base64, "key_decoded_as_base64",
                 "Use the consumer key's text as it is: it is not base64 to be decoded."},
    SecretBuffer{Deviation::key_decoded_as_hex, "key_decoded_as_hex",
                 "Use the consumer key's text as it is: it is not hex to be decoded."},
    SecretBuffer{Deviation::key_encoded_first, "key_encoded_first",
                 "Use the consumer key's text as it is, not its base64, hex or hash."},
    SecretBuffer{Deviation::key_byte_order_mark, "key_byte_order_mark",
                 "Save the consumer key without a byte-order mark in front."},
    SecretBuffer{
        Deviation::key_changed_by_shell, "key_changed_by_shell",
        "Put the consumer key into single quotation marks: a shell or a .env file cuts it at # or "
        "a blank, and takes out $NAME and backslashes."},
    SecretBuffer{Deviation::key_letter_case, "key_letter_case",
                 "Use the consumer key with its letters as they are, small and capital."},
    SecretBuffer{Deviation::key_encoding, "key_encoding",
                 "Use the consumer key's UTF-8, not UTF-16 or Latin-1."},
    SecretBuffer{Deviation::key_with_ampersand, "key_with_ampersand",
                 "Use the consumer key alone, without the & of OAuth 1.0."},
    SecretBuffer{Deviation::webhook_secret_as_key, "webhook_secret_as_key",
                 "Use the consumer key: webhookSecret is deprecated, and is not the key."},
    SecretBuffer{Deviation::key_and_text_exchanged, "key_and_text_exchanged",
                 "Give the HMAC the consumer key as its key and the text as its message: they are "
                 "exchanged."},
    SecretBuffer{Deviation::hash_without_hmac, "hash_without_hmac",
                 "Use HMAC with SHA-256, not SHA-256 of key and text."},
    SecretBuffer{Deviation::sha1_or_sha512, "sha1_or_sha512", "Use HMAC with SHA-256."},
    SecretBuffer{Deviation::hex_signature, "hex_signature", "Write the signature in base64."},
    SecretBuffer{Deviation::base64url_signature, "base64url_signature",
                 "Write the signature in standard base64, with + and /, and padded with =."},
    SecretBuffer{Deviation::signature_prefix, "signature_prefix",
                 "Send the signature alone, without a word like sha256= in front."},
    SecretBuffer{
        Deviation::signature_blanks, "signature_blanks",
        "Send the signature without blanks, line ends or quotation marks, and with its + as it "
        "is."},
    SecretBuffer{
        Deviation::signature_encoded_again, "signature_encoded_again",
        "Write the 32 bytes in base64 once: not the hex digits, not base64, not percent-encoded."},
    SecretBuffer{Deviation::signature_cut, "signature_cut",
                 "Send the whole signature: 44 characters."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (static_cast<std::size_t>(texts[i].deviation) != i) {
      return false;
    }
  }
  return true;
}
static_assert(in_order());

}  // namespace

std::string_view to_string(Deviation deviation) noexcept {
  const auto place = static_cast<std::size_t>(deviation);
  return place < texts.size() ? texts[place].name : "unknown";
}

std::string_view advice(Deviation deviation) noexcept {
  const auto place = static_cast<std::size_t>(deviation);
  return place < texts.size() ? texts[place].advice : "";
}

}  // namespace snapseal

// SPDX-License-Identifier: Apache-2.0
// How other programs write JSON, and what they do with a body.
#include <array>
#include <memory>

#include "explain/variants.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;
using R = Recipe;
using Beyond = Escapes::Beyond;

// The programs are examples; others do the same.
constexpr Escapes plain{.beyond = Beyond::plain};  // JavaScript, serde_json, Ruby, Dart
constexpr std::array other_utf8{
    Escapes{.beyond = Beyond::but_separators},        // Moshi, PHP's JSON_UNESCAPED_UNICODE
    Escapes{.beyond = Beyond::plain, .del = true},    // jq, cjson
    Escapes{.beyond = Beyond::plain, .upper = true},  // Jackson, RapidJSON, Jason
    Escapes{.beyond = Beyond::but_line_ends},         // Newtonsoft.Json
    Escapes{.beyond = Beyond::but_blocks},            // org.json
};
constexpr Escapes go{.beyond = Beyond::but_separators, .short_b_and_f = false};
constexpr Escapes del_unescaped{.beyond = Beyond::escaped};
constexpr std::array uppercase{
    Escapes{.beyond = Beyond::escaped, .upper = true, .del = true},
    Escapes{.beyond = Beyond::escaped, .upper = true},  // Jackson's ESCAPE_NON_ASCII
};
constexpr std::array dotnet{
    Escapes{.beyond = Beyond::escaped, .upper = true, .del = true, .also = "\"&'+<>`"},
    Escapes{
        .beyond = Beyond::but_unusual, .upper = true, .del = true},  // UnsafeRelaxedJsonEscaping
};
constexpr Escapes gson{.beyond = Beyond::but_separators, .also = "<>&='"};
constexpr std::array wrong{
    Escapes{.beyond = Beyond::as_points, .del = true},
    Escapes{.beyond = Beyond::as_points},
    Escapes{.beyond = Beyond::without_zeros, .del = true},
    Escapes{.beyond = Beyond::without_zeros},
};
constexpr std::array latin1{
    Escapes{.beyond = Beyond::bytes_escaped, .del = true},
    Escapes{.beyond = Beyond::bytes_escaped},
    Escapes{.beyond = Beyond::bytes_as_letters},
};

constexpr std::array<Notation, 11> notations{
    Notation{-3, 16},                           // jq, Swift
    Notation{-2, 7, 'E', "", 1, ".0", ".0"},    // Java
    Notation{-3, 15, 'E', "+", 2},              // .NET
    Notation{-3, 15, 'E', "+", 2, ".0"},        // Newtonsoft.Json
    Notation{-3, 16, 'e', "+", 2, ".0", ".0"},  // Ruby
    Notation{-3, 17, 'e', "+", 1, "", ".0"},    // PHP
    Notation{-3, 17, 'e', "+", 1, ".0", ".0"},  // PHP, JSON_PRESERVE_ZERO_FRACTION
    Notation{-4, 16, 'e', "", 1, ".0"},         // serde_json
    Notation{-5, 21, 'e', "+", 1, ".0"},        // Dart
    Notation{-3, 15, 'e', "+", 2, "", "", 15},  // Perl, cJSON: printf's %.15g
    Notation{-3, 14, 'e', "+", 2, "", "", 14},  // Lua
};

template <const auto& Table>
bool strings(Recipe& recipe, unsigned step) {
  recipe.style.strings.escapes = &Table[step];
  return true;
}

template <const Escapes& Only>
bool strings_as(Recipe& recipe, unsigned /*step*/) {
  recipe.style.strings.escapes = &Only;
  return true;
}

bool html(Recipe& recipe, unsigned /*step*/) {
  return set(recipe.style.strings.html, true);
}

bool slash(Recipe& recipe, unsigned /*step*/) {
  return set(recipe.style.strings.slash, true);
}

template <Style::Order... Orders>
bool order(Recipe& recipe, unsigned step) {
  constexpr std::array orders{Orders...};
  return set(recipe.style.order, orders[step]);
}

template <Style::Dropped Dropped>
bool dropped(Recipe& recipe, unsigned /*step*/) {
  return set(recipe.style.dropped, Dropped);
}

bool webhook_secret(Recipe& recipe, unsigned /*step*/) {
  return recipe.webhook && set(recipe.style.dropped, Style::Dropped::webhook_secret);
}

bool empties(Recipe& recipe, unsigned step) {
  return set(recipe.style.empty,
             step == 0 ? Style::Empty::object_as_array : Style::Empty::array_as_object);
}

bool reals(Recipe& recipe, unsigned step) {
  recipe.style.reals = &notations[step];
  return true;
}

bool javascript_reals(Recipe& recipe, unsigned /*step*/) {
  recipe.style.reals = &signing::javascript;
  return true;
}

bool reals_as_sent(Recipe& recipe, unsigned /*step*/) {
  recipe.style.reals = nullptr;
  return true;
}

bool rounded(Recipe& recipe, unsigned /*step*/) {
  return set(recipe.style.integers, Style::Integers::rounded);
}

// Gson's maps, and languages that have doubles only.
bool as_doubles(Recipe& recipe, unsigned step) {
  if (step > 0) {
    recipe.style.reals = step == 1 ? &notations[1] : &notations[8];
  }
  return set(recipe.style.integers, Style::Integers::as_doubles);
}

bool quoted(Recipe& recipe, unsigned step) {
  constexpr std::array all{Style::Quoted::numbers, Style::Quoted::numbers_and_truth_values,
                           Style::Quoted::no_numeric_strings};
  return set(recipe.style.quoted, all[step]);
}

bool separators(Recipe& recipe, unsigned step) {
  recipe.style.comma = step == 2 ? "," : ", ";
  recipe.style.colon = step == 1 ? ":" : ": ";
  return true;
}

bool indented(Recipe& recipe, unsigned step) {
  constexpr std::array<std::string_view, 7> indents{"  ", "    ", "\t", "  ", "   ", "", "  "};
  recipe.style.lines = true;
  recipe.style.comma = ",";
  recipe.style.colon = step == 3 || step == 4 ? " : " : ": ";  // Jackson, JSON::PP
  recipe.style.indent = indents[step];
  recipe.style.line_end = step < 6 ? "\n" : "\r\n";  // .NET on Windows
  return true;
}

template <R::Content... Contents>
bool for_no_content(Recipe& recipe, unsigned step) {
  constexpr std::array contents{Contents...};
  return recipe.document == nullptr && set(recipe.content, contents[step]);
}

template <R::Content... Contents>
bool for_body(Recipe& recipe, unsigned step) {
  constexpr std::array contents{Contents...};
  const bool needs_document = contents[step] != R::Content::text &&
                              contents[step] != R::Content::trimmed_text &&
                              contents[step] != R::Content::text_as_string;
  return !recipe.body.empty() && (recipe.document != nullptr || !needs_document) &&
         set(recipe.content, contents[step]);
}

bool encode_body(Recipe& recipe, R::Bytes bytes, bool as_sent) {
  if (recipe.webhook || recipe.document == nullptr) {
    return false;
  }
  recipe.content_bytes = bytes;
  return set(recipe.content, as_sent ? R::Content::text_encoded : R::Content::document_encoded);
}

bool body_encoded(Recipe& recipe, unsigned step) {
  return encode_body(recipe, step < 2 ? R::Bytes::base64 : R::Bytes::hex, step % 2 == 0);
}

bool body_hashed(Recipe& recipe, unsigned step) {
  return encode_body(recipe, step < 2 ? R::Bytes::sha256_hex : R::Bytes::sha256_base64,
                     step % 2 == 0);
}

bool content_missing(Recipe& recipe, unsigned /*step*/) {
  return recipe.frame == R::Frame::object && set(recipe.content, R::Content::missing);
}

bool body_alone(Recipe& recipe, unsigned step) {
  constexpr std::array contents{R::Content::text, R::Content::trimmed_text};
  if (recipe.body.empty() || recipe.webhook) {
    return false;
  }
  if (step > 0) {
    recipe.content = contents[step - 1];
  }
  return set(recipe.frame, R::Frame::content_alone);
}

template <R::Frame Frame>
bool part_alone(Recipe& recipe, unsigned /*step*/) {
  const SecretBuffer& part = Frame == R::Frame::path_alone ? *recipe.path : *recipe.query;
  return !recipe.webhook && !part.view().empty() && set(recipe.frame, Frame);
}

bool as_request(Recipe& recipe, unsigned step) {
  if (!recipe.webhook) {
    return false;
  }
  SecretBuffer path;
  path.append(step == 0 ? "" : "/");
  recipe.path = std::make_shared<const SecretBuffer>(std::move(path));
  return set(recipe.frame, R::Frame::object);
}

// The order in which they are told, 0 to 4: all but the right one.
bool reordered(Recipe& recipe, unsigned step) {
  constexpr std::array<std::array<std::uint8_t, 3>, 5> orders{
      {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}};
  return recipe.frame == R::Frame::object && set(recipe.order, orders[step]);
}

bool renamed(Recipe& recipe, unsigned step) {
  constexpr std::array<R::Names, 5> names{{{"Content", "Path", "Query"},
                                           {"CONTENT", "PATH", "QUERY"},
                                           {"body", "path", "query"},
                                           {"data", "path", "query"},
                                           {"content", "path", "queryString"}}};
  return recipe.frame == R::Frame::object && set(recipe.names, names[step]);
}

bool not_json(Recipe& recipe, unsigned step) {
  constexpr std::array frames{
      R::Frame::target_then_content,      R::Frame::path_query_content,
      R::Frame::content_path_query,       R::Frame::target_alone,
      R::Frame::lines_path_query_content, R::Frame::lines_content_path_query};
  return !recipe.webhook && set(recipe.frame, frames[step]);
}

constexpr std::array variants{
    Variant{D::raw_utf8, Axis::strings, 1, strings_as<plain>},
    Variant{D::go_escapes, Axis::strings, 1, strings_as<go>},
    Variant{D::del_unescaped, Axis::strings, 1, strings_as<del_unescaped>},
    Variant{D::uppercase_escapes, Axis::strings, uppercase.size(), strings<uppercase>},
    Variant{D::dotnet_escapes, Axis::strings, dotnet.size(), strings<dotnet>},
    Variant{D::gson_escapes, Axis::strings, 1, strings_as<gson>},
    Variant{D::wrong_escapes, Axis::strings, wrong.size(), strings<wrong>},
    Variant{D::utf8_as_latin1, Axis::strings, latin1.size(), strings<latin1>},
    Variant{D::raw_utf8, Axis::strings, other_utf8.size(), strings<other_utf8>},
    Variant{D::html_escaped, Axis::html, 1, html},
    Variant{D::slash_escaped, Axis::slash, 1, slash},
    Variant{D::nested_unsorted, Axis::order, 1, order<Style::Order::outermost_only>},
    Variant{D::members_unsorted, Axis::order, 1, order<Style::Order::as_sent>},
    Variant{D::utf16_order, Axis::order, 1, order<Style::Order::utf16>},
    Variant{D::dictionary_order, Axis::order, 2,
            order<Style::Order::caseless, Style::Order::dictionary>},
    Variant{D::members_dropped, Axis::dropped, 1, dropped<Style::Dropped::inherited>},
    Variant{D::nulls_left_out, Axis::dropped, 1, dropped<Style::Dropped::nulls>},
    Variant{D::empties_left_out, Axis::dropped, 1, dropped<Style::Dropped::empties>},
    Variant{D::empty_objects_changed, Axis::empties, 2, empties},
    Variant{D::floats_reformatted, Axis::reals, 1, javascript_reals},
    Variant{D::numbers_as_sent, Axis::reals, 1, reals_as_sent},
    Variant{D::floats_reformatted, Axis::reals, notations.size(), reals},
    Variant{D::big_integers_rounded, Axis::integers, 1, rounded},
    Variant{D::integers_as_floats, Axis::integers, 3, as_doubles},
    Variant{D::numbers_as_strings, Axis::quoted, 3, quoted},
    Variant{D::default_separators, Axis::separators, 3, separators},
    Variant{D::indented, Axis::separators, 7, indented},
    Variant{D::empty_object, Axis::content, 2,
            for_no_content<R::Content::empty_object, R::Content::empty_object_string>},
    Variant{D::empty_string_body, Axis::content, 2,
            for_no_content<R::Content::empty_string, R::Content::null_string>},
    Variant{D::empty_array, Axis::content, 1, for_no_content<R::Content::empty_array>},
    Variant{D::body_left_out, Axis::content, 4,
            for_body<R::Content::none, R::Content::empty_object, R::Content::empty_string,
                     R::Content::empty_array>},
    Variant{D::body_as_sent, Axis::content, 2,
            for_body<R::Content::text, R::Content::trimmed_text>},
    Variant{D::body_as_string, Axis::content, 2,
            for_body<R::Content::text_as_string, R::Content::document_as_string>},
    Variant{D::body_encoded, Axis::content, 4, body_encoded},
    Variant{D::body_encoded, Axis::content, 4, body_hashed, true},
    Variant{D::content_missing, Axis::content, 1, content_missing},
    Variant{D::body_alone, Axis::frame, 3, body_alone},
    Variant{D::query_alone, Axis::frame, 1, part_alone<R::Frame::query_alone>},
    Variant{D::path_alone, Axis::frame, 1, part_alone<R::Frame::path_alone>},
    Variant{D::signed_as_request, Axis::frame, 2, as_request},
    Variant{D::parts_reordered, Axis::frame, 5, reordered},
    Variant{D::java_hash_order, Axis::order, 1, order<Style::Order::java_hash>},
    Variant{D::parts_renamed, Axis::frame, 5, renamed},
    Variant{D::not_json, Axis::frame, 6, not_json},
    Variant{D::webhook_secret_cut, Axis::dropped, 1, webhook_secret},
};

// What libraries write by default, from the same text read by themselves.
constexpr Escapes jq{.beyond = Beyond::plain, .del = true};
constexpr Escapes moshi{.beyond = Beyond::but_separators};
constexpr const Notation* as_sent = nullptr;
constexpr std::array all_profiles{
    // JavaScript
    Profile{D::raw_utf8, &plain, false, false, &signing::javascript, Style::Integers::rounded},
    // Go, before and since 1.22
    Profile{D::go_escapes, &go, true, false, &signing::javascript, Style::Integers::rounded},
    Profile{D::raw_utf8, &moshi, true, false, &signing::javascript, Style::Integers::rounded},
    // PHP: without flags, JSON_UNESCAPED_SLASHES, and with JSON_UNESCAPED_UNICODE
    Profile{D::del_unescaped, &del_unescaped, false, true, &notations[5]},
    Profile{D::del_unescaped, &del_unescaped, false, false, &notations[5]},
    Profile{D::raw_utf8, &moshi, false, false, &notations[5]},
    Profile{D::raw_utf8, &plain, false, false, &notations[4]},    // Ruby
    Profile{D::raw_utf8, &plain, false, false, &notations[9]},    // Perl
    Profile{D::raw_utf8, &jq, false, false, notations.data()},    // jq
    Profile{D::raw_utf8, &jq, false, true, &notations[10]},       // Lua
    Profile{D::raw_utf8, &plain, false, true, notations.data()},  // Swift
    Profile{D::raw_utf8, &plain, false, false, &notations[7]},    // serde_json
    Profile{D::raw_utf8, &plain, false, false, &notations[8]},    // Dart
    Profile{D::gson_escapes, &gson, false, false, as_sent},       // Gson's trees
    Profile{D::gson_escapes, &gson, false, false, &notations[1], Style::Integers::as_doubles},
    Profile{D::raw_utf8, &moshi, false, false, as_sent},  // the same, not for HTML
    Profile{D::raw_utf8, &moshi, false, false, &notations[1], Style::Integers::as_doubles},
    Profile{D::raw_utf8, &plain, false, false, &notations[1]},          // Jackson
    Profile{D::raw_utf8, &other_utf8[4], false, false, &notations[1]},  // org.json
    Profile{D::dotnet_escapes, dotnet.data(), false, false, as_sent},   // System.Text.Json
    Profile{D::dotnet_escapes, dotnet.data(), false, false, &notations[2]},
    Profile{D::dotnet_escapes, &dotnet[1], false, false, as_sent},
    Profile{D::raw_utf8, &other_utf8[3], false, false, &notations[3]},  // Newtonsoft.Json
};

template <R::Bytes... Bytes>
bool bytes(Recipe& recipe, unsigned step) {
  constexpr std::array all{Bytes...};
  return set(recipe.bytes, all[step]);
}

// Programs that do not write UTF-8 do not escape either.
bool encoding(Recipe& recipe, unsigned step) {
  constexpr std::array all{R::Bytes::latin1, R::Bytes::utf16_le, R::Bytes::utf16_be,
                           R::Bytes::utf16_le, R::Bytes::utf16_be};
  if (step < 3) {
    recipe.style.strings.escapes = &plain;
  }
  return set(recipe.bytes, all[step]);
}

constexpr std::array bytes_of_text{
    Variant{D::line_feed_added, Axis::bytes, 3,
            bytes<R::Bytes::line_feed, R::Bytes::crlf, R::Bytes::zero_byte>},
    Variant{D::byte_order_mark, Axis::bytes, 1, bytes<R::Bytes::byte_order_mark>},
    Variant{D::text_encoding, Axis::bytes, 5, encoding},
    Variant{D::text_as_string, Axis::bytes, 1, bytes<R::Bytes::as_string>},
    Variant{
        D::text_encoded_first, Axis::bytes, 7,
        bytes<R::Bytes::base64, R::Bytes::hex, R::Bytes::encode_uri, R::Bytes::encode_uri_component,
              R::Bytes::sha256, R::Bytes::sha256_hex, R::Bytes::sha256_base64>},
};

}  // namespace

std::span<const Variant> body_variants() noexcept {
  return variants;
}

std::span<const Profile> profiles() noexcept {
  return all_profiles;
}

std::span<const Variant> bytes_variants() noexcept {
  return bytes_of_text;
}

}  // namespace snapseal::explain

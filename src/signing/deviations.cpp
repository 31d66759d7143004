// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <vector>

#include "core/utf8.hpp"
#include "signing/percent.hpp"
#include "signing/recipe.hpp"
#include "signing/signed_text.hpp"

namespace snapseal::signing {

namespace {

constexpr std::string_view api_v1 = "/api/v1";

// Sets a field; false if it was so already.
template <auto Field, auto Value>
bool style(Recipe& recipe) {
  const bool changes = recipe.style.*Field != Value;
  recipe.style.*Field = Value;
  return changes;
}

template <auto Field, auto Value>
bool set(Recipe& recipe) {
  const bool changes = recipe.*Field != Value;
  recipe.*Field = Value;
  return changes;
}

// Another path or query, if it can be written.
bool change(std::string& what, std::string&& to) {
  if (what == to || !is_utf8(to, Surrogates::allowed)) {
    return false;
  }
  what = std::move(to);
  return true;
}

template <Recipe::Content Value>
bool for_no_content(Recipe& recipe) {
  return recipe.document == nullptr && set<&Recipe::content, Value>(recipe);
}

template <Recipe::Content Value>
bool for_body(Recipe& recipe) {
  return !recipe.body.empty() && set<&Recipe::content, Value>(recipe);
}

bool add_api_v1(Recipe& recipe) {
  recipe.path.insert(0, api_v1);
  return true;
}

bool remove_api_v1(Recipe& recipe) {
  if (!recipe.path.starts_with(api_v1)) {
    return false;
  }
  recipe.path.erase(0, api_v1.size());
  return true;
}

bool toggle_trailing_slash(Recipe& recipe) {
  if (recipe.path.ends_with('/')) {
    recipe.path.pop_back();
  } else {
    recipe.path.push_back('/');
  }
  return true;
}

bool decode_path(Recipe& recipe) {
  return change(recipe.path, percent_decoded(recipe.path, false));
}

template <bool PlusIsBlank>
bool decode_query(Recipe& recipe) {
  return change(recipe.query, percent_decoded(recipe.query, PlusIsBlank));
}

template <bool Upper>
bool query_escape_case(Recipe& recipe) {
  return change(recipe.query, with_escapes_in_case(recipe.query, Upper));
}

bool query_blank_as_plus(Recipe& recipe) {
  return change(recipe.query, replaced(recipe.query, "%20", "+"));
}

bool query_plus_as_blank(Recipe& recipe) {
  return change(recipe.query, replaced(recipe.query, "+", "%20"));
}

bool query_tilde_escaped(Recipe& recipe) {
  return change(recipe.query, replaced(recipe.query, "~", "%7E"));
}

bool query_tilde_unescaped(Recipe& recipe) {
  return change(recipe.query, replaced(recipe.query, "%7E", "~"));
}

std::vector<std::string_view> parameters(std::string_view query) {
  std::vector<std::string_view> found;
  for (;;) {
    const std::size_t at = query.find('&');
    found.push_back(query.substr(0, at));
    if (at == std::string_view::npos) {
      return found;
    }
    query.remove_prefix(at + 1);
  }
}

std::string joined(const std::vector<std::string>& parameters) {
  std::string query;
  for (const std::string& parameter : parameters) {
    query.append(parameter).append("&");
  }
  query.resize(query.size() - std::min<std::size_t>(query.size(), 1));
  return query;
}

// Decodes each parameter and encodes it again, as HTML forms do (+) or RFC 3986 asks (%20).
template <bool Form>
bool reencode_query(Recipe& recipe) {
  std::vector<std::string> encoded;
  for (const std::string_view parameter : parameters(recipe.query)) {
    const std::size_t equals = parameter.find('=');
    const auto again = [](std::string_view text) {
      return percent_encoded(percent_decoded(text, true), "", Form ? "+" : "%20");
    };
    encoded.push_back(again(parameter.substr(0, equals)));
    if (equals != std::string_view::npos) {
      encoded.back().append("=").append(again(parameter.substr(equals + 1)));
    }
  }
  return change(recipe.query, joined(encoded));
}

bool sort_query(Recipe& recipe) {
  const auto views = parameters(recipe.query);
  std::vector<std::string> sorted(views.begin(), views.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](std::string_view a, std::string_view b) {
    return a.substr(0, a.find('=')) < b.substr(0, b.find('='));
  });
  return change(recipe.query, joined(sorted));
}

bool add_question_mark(Recipe& recipe) {
  return change(recipe.query, "?" + recipe.query);
}

// Ten digits are seconds, thirteen milliseconds, for times from 2001 to 2286.
bool change_timestamp_unit(Recipe& recipe) {
  constexpr std::string_view name = "timestamp=";
  std::vector<std::string> changed;
  for (const std::string_view parameter : parameters(recipe.query)) {
    changed.emplace_back(parameter);
    if (parameter.starts_with(name)) {
      const std::size_t digits = parameter.size() - name.size();
      if (digits == 13) {
        changed.back().resize(parameter.size() - 3);
      } else if (digits == 10) {
        changed.back().append("000");
      }
    }
  }
  return change(recipe.query, joined(changed));
}

using D = Deviation;
using R = Recipe;

constexpr std::array on_text{
    Variant{D::raw_utf8, style<&Style::text, Style::Text::utf8>},
    Variant{D::go_escapes, style<&Style::text, Style::Text::go>},
    Variant{D::del_unescaped, style<&Style::text, Style::Text::php>},
    Variant{D::html_escaped, style<&Style::escape_html, true>},
    Variant{D::slash_escaped, style<&Style::escape_slash, true>},
    Variant{D::nested_unsorted, style<&Style::order, Style::Order::outermost_only>},
    Variant{D::members_unsorted, style<&Style::order, Style::Order::as_sent>},
    Variant{D::utf16_order, style<&Style::order, Style::Order::utf16>},
    Variant{D::members_dropped, style<&Style::drop_inherited, true>},
    Variant{D::floats_reformatted, style<&Style::reals, Style::Numbers::javascript>},
    Variant{D::numbers_as_sent, style<&Style::reals, Style::Numbers::as_sent>},
    Variant{D::big_integers_rounded, style<&Style::round_integers, true>},
    Variant{D::default_separators, style<&Style::blanks, true>},
    Variant{D::empty_object, for_no_content<R::Content::empty_object>},
    Variant{D::empty_string_body, for_no_content<R::Content::empty_string>},
    Variant{D::body_left_out, for_body<R::Content::none>},
    Variant{D::body_as_sent, for_body<R::Content::text>},
    Variant{D::body_as_sent, for_body<R::Content::trimmed_text>},
    Variant{D::body_as_string, for_body<R::Content::text_as_string>},
    Variant{D::api_v1_added, add_api_v1},
    Variant{D::api_v1_missing, remove_api_v1},
    Variant{D::trailing_slash, toggle_trailing_slash},
    Variant{D::path_decoded, decode_path},
    Variant{D::query_decoded, decode_query<false>},
    Variant{D::query_decoded, decode_query<true>},
    Variant{D::query_reencoded, query_blank_as_plus},
    Variant{D::query_reencoded, query_plus_as_blank},
    Variant{D::query_reencoded, query_tilde_escaped},
    Variant{D::query_reencoded, query_tilde_unescaped},
    Variant{D::query_reencoded, query_escape_case<false>},
    Variant{D::query_reencoded, query_escape_case<true>},
    Variant{D::query_reencoded, reencode_query<false>},
    Variant{D::query_reencoded, reencode_query<true>},
    Variant{D::query_sorted, sort_query},
    Variant{D::query_with_question_mark, add_question_mark},
    Variant{D::timestamp_milliseconds, change_timestamp_unit},
};

constexpr std::array on_signature{
    Variant{D::key_uri_encoded, set<&R::key, R::Key::uri_encoded>},
    Variant{D::key_trimmed, set<&R::key, R::Key::trimmed>},
    Variant{D::key_trimmed, set<&R::key, R::Key::with_line_feed>},
    Variant{D::key_trimmed, set<&R::key, R::Key::with_crlf>},
    Variant{D::key_decoded_as_base64, set<&R::key, R::Key::decoded>},
    Variant{D::hex_signature, set<&R::spelling, R::Spelling::hex>},
    Variant{D::base64url_signature, set<&R::spelling, R::Spelling::base64url>},
    Variant{D::sha1_or_sha512, set<&R::hash, R::Hash::sha1>},
    Variant{D::sha1_or_sha512, set<&R::hash, R::Hash::sha384>},
    Variant{D::sha1_or_sha512, set<&R::hash, R::Hash::sha512>},
};

}  // namespace

Recipe::Recipe(const SignedContent& given, const Document* read)
    : path(given.path),
      query(given.query),
      body(given.body.text()),
      document(read),
      content(read == nullptr ? Content::none : Content::document) {}

std::string Recipe::text() const {
  Text out;
  write_before_content(out, style);
  switch (content) {
    case Content::document: Writer().write(out, *document, style); break;
    case Content::none: out.append("null"); break;
    case Content::empty_object: out.append("{}"); break;
    case Content::empty_string: out.append("\"\""); break;
    case Content::text: out.append(body); break;
    case Content::trimmed_text: out.append(trimmed(body)); break;
    case Content::text_as_string: write_string(out, body, style); break;
  }
  write_behind_content(out, path, query, style);
  return out.str();
}

std::span<const Variant> text_variants() noexcept {
  return on_text;
}

std::span<const Variant> signature_variants() noexcept {
  return on_signature;
}

}  // namespace snapseal::signing

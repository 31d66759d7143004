// SPDX-License-Identifier: Apache-2.0
#include <snapseal/signing/explain.hpp>

#include <botan/mem_ops.h>

#include <algorithm>
#include <snapseal/core/base64.hpp>
#include <utility>

#include "signing/hmac.hpp"
#include "signing/key_forms.hpp"
#include "signing/percent.hpp"
#include "signing/recipe.hpp"
#include "signing/signed_text.hpp"

namespace snapseal {

namespace {

using signing::Document;
using signing::Recipe;
using signing::Variant;

// Two deviations at once are a thousand texts: enough for what is signed in practice.
constexpr std::size_t pairs_bytes_max = std::size_t{64} * 1024;

/// The content, read once for all recipes.
class Content {
 public:
  Content(const SignedContent& given, const Limits& limits) : given_(given) {
    signing::check_target(given, limits);
    if (const std::string_view body = given.body.text(); !body.empty()) {
      document_.emplace(Document::read(body, limits));
    }
  }
  [[nodiscard]] Recipe recipe() const {
    const bool empty = !document_ || document_->is_null_or_empty_object();
    return {given_, empty ? nullptr : &*document_};
  }
  [[nodiscard]] bool allows_pairs() const {
    return given_.path.size() + given_.query.size() + given_.body.text().size() <= pairs_bytes_max;
  }

 private:
  SignedContent given_;
  std::optional<Document> document_;
};

/// The first deviation, or pair of them, whose recipe `fits`.
template <typename Fits>
std::vector<Deviation> find(const Content& content, const std::vector<Variant>& variants,
                            const Fits& fits) {
  const Recipe right = content.recipe();
  for (const Variant& one : variants) {
    Recipe recipe = right;
    if (one.apply(recipe) && fits(recipe)) {
      return {one.deviation};
    }
  }
  if (!content.allows_pairs()) {
    return {};
  }
  for (auto one = variants.begin(); one != variants.end(); ++one) {
    Recipe with_one = right;
    if (!one->apply(with_one)) {
      continue;
    }
    for (auto two = one + 1; two != variants.end(); ++two) {
      Recipe recipe = with_one;
      if (two->apply(recipe) && fits(recipe)) {
        return two->deviation == one->deviation ? std::vector{one->deviation}
                                                : std::vector{one->deviation, two->deviation};
      }
    }
  }
  return {};
}

std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text) {
  try {
    return base64::decode(text);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Of base64 in either alphabet, with or without padding.
std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text) {
  std::string strict(text.substr(0, text.find_last_not_of('=') + 1));
  std::replace(strict.begin(), strict.end(), '-', '+');
  std::replace(strict.begin(), strict.end(), '_', '/');
  strict.append((4 - strict.size() % 4) % 4, '=');
  return from_base64(strict);
}

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  if (text.size() % 2 != 0 || text.find_first_not_of(digits) != std::string_view::npos) {
    return std::nullopt;
  }
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    escaped.append("%").append(text.substr(at, 2));
  }
  const std::string bytes = signing::percent_decoded(escaped, false);
  return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

/// The signature that was given, read in each of the ways in which it may be spelt.
class GivenSignature {
 public:
  explicit GivenSignature(std::string_view text)
      : base64_(from_base64(text)), base64url_(from_base64url(text)), hex_(from_hex(text)) {}

  [[nodiscard]] bool is(const std::vector<std::uint8_t>& sum, Recipe::Spelling spelling) const {
    const auto& given = spelling == Recipe::Spelling::base64      ? base64_
                        : spelling == Recipe::Spelling::base64url ? base64url_
                                                                  : hex_;
    return given && given->size() == sum.size() &&
           Botan::constant_time_compare(given->data(), sum.data(), sum.size());
  }

 private:
  std::optional<std::vector<std::uint8_t>> base64_;
  std::optional<std::vector<std::uint8_t>> base64url_;
  std::optional<std::vector<std::uint8_t>> hex_;
};

std::string_view name_of(Recipe::Hash hash) {
  switch (hash) {
    case Recipe::Hash::sha1: return "SHA-1";
    case Recipe::Hash::sha256: return "SHA-256";
    case Recipe::Hash::sha384: return "SHA-384";
    case Recipe::Hash::sha512: return "SHA-512";
  }
  return "SHA-256";
}

std::optional<std::size_t> first_difference(std::string_view a, std::string_view b) {
  if (a == b) {
    return std::nullopt;
  }
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(in_a - a.begin());
}

std::vector<Variant> all_variants() {
  const auto text = signing::text_variants();
  const auto signature = signing::signature_variants();
  std::vector<Variant> all(text.begin(), text.end());
  all.insert(all.end(), signature.begin(), signature.end());
  return all;
}

}  // namespace

SignatureExplanation explain_signature(const ConsumerKey& key, const SignedContent& content,
                                       std::string_view signature, const Limits& limits) {
  const Content read(content, limits);
  SignatureExplanation explanation;
  explanation.canonical = read.recipe().text();
  explanation.matches = verify_canonical(key, explanation.canonical, signature);
  if (explanation.matches) {
    return explanation;
  }
  const signing::KeyForms keys(key);
  const GivenSignature given(signature);
  explanation.deviations = find(read, all_variants(), [&](const Recipe& recipe) {
    const std::string_view form = keys.of(recipe.key);
    return !form.empty() &&
           given.is(signing::hmac(name_of(recipe.hash), form, recipe.text()), recipe.spelling);
  });
  return explanation;
}

SignatureExplanation explain_canonical(const SignedContent& content, std::string_view canonical,
                                       const Limits& limits) {
  const Content read(content, limits);
  SignatureExplanation explanation;
  explanation.canonical = read.recipe().text();
  explanation.first_difference = first_difference(explanation.canonical, canonical);
  explanation.matches = !explanation.first_difference;
  if (explanation.matches) {
    return explanation;
  }
  const auto variants = signing::text_variants();
  explanation.deviations = find(read, {variants.begin(), variants.end()},
                                [&](const Recipe& recipe) { return recipe.text() == canonical; });
  return explanation;
}

}  // namespace snapseal

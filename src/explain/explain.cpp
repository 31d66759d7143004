// SPDX-License-Identifier: Apache-2.0
#include <snapseal/explain/explain.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include "explain/given_signature.hpp"
#include "explain/key_forms.hpp"
#include "explain/profile_recipes.hpp"
#include "explain/signings.hpp"
#include "explain/target_change.hpp"
#include "explain/variants.hpp"
#include "signing/percent.hpp"
#include "signing/read_document.hpp"
#include "signing/signed_text.hpp"

namespace snapseal {

namespace {

using explain::Axis;
using explain::Document;
using explain::Recipe;
using explain::Variant;
using Deviations = std::vector<Deviation>;

// Two deviations at once are thousands of texts: enough for what is signed in practice.
constexpr std::size_t pairs_bytes_max = std::size_t{64} * 1024;

/// One way of one variant.
struct Way {
  const Variant* variant;
  unsigned step;

  [[nodiscard]] Deviation deviation() const { return variant->deviation; }
  bool apply(Recipe& recipe) const { return variant->apply(recipe, step); }
};

/// Two changes of one axis exclude each other, where it is not a text that is changed.
bool go_together(const Way& one, const Way& two) {
  const Axis axis = one.variant->axis;
  return axis != two.variant->axis || axis == Axis::path || axis == Axis::query;
}

/// Those that are looked for in pairs too, or those that are not.
std::vector<Way> ways(bool alone) {
  std::vector<Way> all;
  for (const auto& variants :
       {explain::body_variants(), explain::method_variants(), explain::path_variants(),
        explain::query_variants(), explain::timestamp_variants(), explain::bytes_variants()}) {
    for (const Variant& variant : variants) {
      for (unsigned step = 0; variant.alone == alone && step < variant.steps; ++step) {
        all.push_back({&variant, step});
      }
    }
  }
  return all;
}

/// The content, read once for all recipes.
class Content {
 public:
  Content(const SignedContent& given, const Limits& limits) : given_(given) {
    signing::check_target(given, limits);
    if (const std::string_view body = given.body.text(); !body.empty()) {
      document_.emplace(signing::read_document(body, limits));
    }
  }
  /// Of a webhook.
  Content(std::string_view body, const Limits& limits) : given_{"", "", body}, webhook_(true) {
    document_.emplace(signing::read_document(body, limits));
  }
  [[nodiscard]] Recipe recipe() const {
    if (webhook_) {
      return Recipe(*document_);
    }
    const bool empty = !document_ || document_->is_null_or_empty_object();
    return {given_, empty ? nullptr : &*document_};
  }
  /// Of a webhook, the member webhookSecret; empty without one.
  [[nodiscard]] std::string_view webhook_secret() const {
    if (!webhook_) {
      return {};
    }
    const Document::Node& root = document_->node(0);
    for (Document::Index name = 1; root.kind == Document::Kind::object && name != root.end;
         name = document_->node(name + 1).end) {
      if (document_->characters(name) == "webhookSecret" &&
          document_->node(name + 1).kind == Document::Kind::string) {
        return document_->characters(name + 1);
      }
    }
    return {};
  }
  [[nodiscard]] bool allows_pairs() const {
    return given_.path.size() + given_.query.size() + given_.body.text().size() <= pairs_bytes_max;
  }

 private:
  SignedContent given_;
  bool webhook_ = false;
  std::optional<Document> document_;
};

/// Goes through the recipes with one deviation, until `fits(recipe, deviations)`. `with` stand in
/// front of it: `start` has these already.
template <typename Fits>
bool any_single(const Recipe& start, const std::vector<Way>& ways, const Fits& fits,
                const Deviations& with = {}) {
  return std::any_of(ways.begin(), ways.end(), [&](const Way& way) {
    Recipe recipe = start;
    Deviations deviations = with;
    deviations.push_back(way.deviation());
    return way.apply(recipe) && fits(recipe, deviations);
  });
}

/// What a library decides about is not changed once more.
bool is_of_library(const Way& way) {
  const Axis axis = way.variant->axis;
  return axis == Axis::strings || axis == Axis::html || axis == Axis::slash ||
         axis == Axis::order || axis == Axis::reals || axis == Axis::integers;
}

/// Goes through what known libraries write by default, as it is and with one deviation more.
template <typename Fits>
bool any_profile(const Recipe& right, std::vector<Way> ways, const Fits& fits) {
  ways.erase(std::remove_if(ways.begin(), ways.end(), is_of_library), ways.end());
  const auto profiles = explain::profile_recipes(right);
  return std::any_of(profiles.begin(), profiles.end(), [&](const explain::ProfileRecipe& profile) {
    return fits(profile.recipe, profile.deviations) ||
           any_single(profile.recipe, ways, fits, profile.deviations);
  });
}

/// Likewise with two.
template <typename Fits>
bool any_pair(const Recipe& right, const std::vector<Way>& ways, const Fits& fits) {
  for (auto one = ways.begin(); one != ways.end(); ++one) {
    Recipe with_one = right;
    if (!one->apply(with_one)) {
      continue;
    }
    const bool found = std::any_of(one + 1, ways.end(), [&](const Way& two) {
      if (!go_together(*one, two)) {
        return false;
      }
      Recipe recipe = with_one;
      Deviations both{one->deviation()};
      if (two.deviation() != one->deviation()) {
        both.push_back(two.deviation());
      }
      return two.apply(recipe) && fits(recipe, both);
    });
    if (found) {
      return true;
    }
  }
  return false;
}

/// Those that change something about the text, or would if path and query were decoded: another
/// change may have decoded them. All others change nothing in a pair either.
std::vector<Way> ways_that_matter(const Recipe& right, const std::vector<Way>& ways) {
  const auto decode = [](std::shared_ptr<const SecretBuffer>& what) {
    SecretBuffer text;
    signing::percent_decode_into(text, what->view(), true);
    explain::change(what, std::move(text));
  };
  Recipe decoded = right;
  decode(decoded.path);
  decode(decoded.query);
  const auto text_of = [](const Recipe& recipe) {
    SecretBuffer text;
    recipe.write(text);
    return text;
  };
  const SecretBuffer right_text = text_of(right);
  const SecretBuffer decoded_text = text_of(decoded);
  std::vector<Way> found;
  std::copy_if(ways.begin(), ways.end(), std::back_inserter(found), [&](const Way& way) {
    Recipe one = right;
    Recipe other = decoded;
    return (way.apply(one) && text_of(one).view() != right_text.view()) ||
           (way.apply(other) && text_of(other).view() != decoded_text.view());
  });
  return found;
}

/// Looks for the way in which a signature came about.
class SignatureSearch {
 public:
  SignatureSearch(const Content& content, const ConsumerKey& key, std::string_view signature)
      : content_(content),
        right_(content.recipe()),
        forms_(forms_of(content, key)),
        signings_(key.expose(), forms_),
        given_(signature) {}

  Deviations find() {
    const auto signed_rightly = [this](const Recipe& recipe, const Deviations& deviations) {
      return fits(recipe, deviations, {&signings_.right, 1});
    };
    const auto signed_otherwise = [this](const Recipe& recipe, const Deviations& deviations) {
      return fits(recipe, deviations, signings_.singles);
    };
    bool found = signed_rightly(right_, {}) || any_single(right_, ways(false), signed_rightly) ||
                 signed_otherwise(right_, {});
    if (!found && content_.allows_pairs()) {
      const std::vector<Way> some = ways_that_matter(right_, ways(false));
      found = any_single(right_, ways(true), signed_rightly) ||
              any_pair(right_, some, signed_rightly) ||
              any_single(right_, some, signed_otherwise) || fits(right_, {}, signings_.doubles) ||
              any_profile(right_, some, signed_rightly) ||
              any_profile(right_, {}, signed_otherwise);
    }
    return found ? std::move(found_) : Deviations();
  }

 private:
  static std::vector<explain::KeyForm> forms_of(const Content& content, const ConsumerKey& key) {
    std::vector<explain::KeyForm> forms = explain::key_forms(key.expose());
    if (const std::string_view secret = content.webhook_secret(); !secret.empty()) {
      forms.push_back({Deviation::webhook_secret_as_key, SecretString::copy_of(secret)});
    }
    return forms;
  }

  bool fits(const Recipe& recipe, const Deviations& deviations,
            std::span<explain::Signing> signings) {
    text_.clear();
    recipe.write(text_);
    return std::any_of(signings.begin(), signings.end(), [&](explain::Signing& signing) {
      const auto spelling = given_.spelling_of(signing.sum(text_.view()));
      if (spelling) {
        found_ = deviations;
        found_.insert(found_.end(), signing.deviations.begin(), signing.deviations.end());
        found_.insert(found_.end(), spelling->begin(), spelling->end());
      }
      return spelling.has_value();
    });
  }

  const Content& content_;
  Recipe right_;
  std::vector<explain::KeyForm> forms_;
  explain::Signings signings_;
  explain::GivenSignature given_;
  SecretBuffer text_;
  Deviations found_;
};

std::optional<std::size_t> first_difference(std::string_view a, std::string_view b) {
  if (a == b) {
    return std::nullopt;
  }
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(in_a - a.begin());
}

SecretString canonical_of(const Content& content) {
  SecretBuffer text;
  content.recipe().write(text);
  return SecretString::copy_of(text.view());
}

/// In the order of `Deviation`, each once.
Deviations in_order(Deviations deviations) {
  std::sort(deviations.begin(), deviations.end());
  deviations.erase(std::unique(deviations.begin(), deviations.end()), deviations.end());
  return deviations;
}

SignatureExplanation search(const ConsumerKey& key, const Content& content,
                            std::string_view signature) {
  SignatureExplanation explanation;
  explanation.canonical = canonical_of(content);
  explanation.matches = verify_canonical(key, explanation.canonical.expose(), signature);
  if (!explanation.matches) {
    explanation.deviations = in_order(SignatureSearch(content, key, signature).find());
  }
  return explanation;
}

SignatureExplanation search(const Content& content, std::string_view canonical) {
  SignatureExplanation explanation;
  explanation.canonical = canonical_of(content);
  explanation.first_difference = first_difference(explanation.canonical.expose(), canonical);
  explanation.matches = !explanation.first_difference;
  if (explanation.matches || canonical.empty()) {
    return explanation;  // all parts left out explain nothing
  }
  SecretBuffer text;
  const auto fits = [&](const Recipe& recipe, const Deviations& deviations) {
    text.clear();
    recipe.write(text);
    const bool same = text.view() == canonical;
    explanation.deviations = same ? in_order(deviations) : Deviations();
    return same;
  };
  const Recipe right = content.recipe();
  if (!any_single(right, ways(false), fits) && content.allows_pairs()) {
    const std::vector<Way> some = ways_that_matter(right, ways(false));
    static_cast<void>(any_single(right, ways(true), fits) || any_pair(right, some, fits) ||
                      any_profile(right, some, fits));
  }
  return explanation;
}

}  // namespace

SignatureExplanation explain_signature(const ConsumerKey& key, const SignedContent& content,
                                       std::string_view signature, const Limits& limits) {
  return search(key, Content(content, limits), signature);
}

SignatureExplanation explain_canonical(const SignedContent& content, std::string_view canonical,
                                       const Limits& limits) {
  return search(Content(content, limits), canonical);
}

SignatureExplanation explain_webhook(const ConsumerKey& key, std::string_view body,
                                     std::string_view signature, const Limits& limits) {
  return search(key, Content(body, limits), signature);
}

SignatureExplanation explain_webhook_canonical(std::string_view body, std::string_view canonical,
                                               const Limits& limits) {
  return search(Content(body, limits), canonical);
}

}  // namespace snapseal

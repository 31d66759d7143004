// SPDX-License-Identifier: Apache-2.0
#include "explain/profile_recipes.hpp"

#include <algorithm>
#include <array>

#include "explain/variants.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;

/// Applies one change after the other, and notes those that change the text.
class Builder {
 public:
  explicit Builder(const Recipe& right) : made_{right, {}} { made_.recipe.write(text_); }

  template <typename Change>
  void apply(D deviation, const Change& change) {
    change(made_.recipe);
    SecretBuffer text;
    made_.recipe.write(text);
    if (text.view() != text_.view()) {
      made_.deviations.push_back(deviation);
      text_ = std::move(text);
    }
  }
  [[nodiscard]] const SecretBuffer& text() const { return text_; }
  [[nodiscard]] const ProfileRecipe& made() const { return made_; }

 private:
  ProfileRecipe made_;
  SecretBuffer text_;
};

void apply(Builder& builder, const Profile& profile) {
  builder.apply(profile.strings,
                [&](Recipe& recipe) { recipe.style.strings.escapes = profile.escapes; });
  builder.apply(D::html_escaped, [&](Recipe& recipe) { recipe.style.strings.html = profile.html; });
  builder.apply(D::slash_escaped,
                [&](Recipe& recipe) { recipe.style.strings.slash = profile.slash; });
  const bool as_sent = profile.reals == nullptr;
  builder.apply(as_sent ? D::numbers_as_sent : D::floats_reformatted,
                [&](Recipe& recipe) { recipe.style.reals = profile.reals; });
  const bool doubles = profile.integers == Style::Integers::as_doubles;
  builder.apply(doubles ? D::integers_as_floats : D::big_integers_rounded,
                [&](Recipe& recipe) { recipe.style.integers = profile.integers; });
}

}  // namespace

std::vector<ProfileRecipe> profile_recipes(const Recipe& right) {
  struct Order {
    D deviation;
    Style::Order order;
  };
  constexpr std::array orders{Order{D::members_unsorted, Style::Order::code_points},
                              Order{D::members_unsorted, Style::Order::as_sent},
                              Order{D::nested_unsorted, Style::Order::outermost_only},
                              Order{D::java_hash_order, Style::Order::java_hash},
                              Order{D::dictionary_order, Style::Order::dictionary}};
  std::vector<ProfileRecipe> found;
  std::vector<SecretBuffer> texts;
  for (const Profile& profile : profiles()) {
    for (const Order& order : orders) {
      Builder builder(right);
      apply(builder, profile);
      builder.apply(order.deviation, [&](Recipe& recipe) { recipe.style.order = order.order; });
      const bool known = std::any_of(texts.begin(), texts.end(), [&](const SecretBuffer& text) {
        return text.view() == builder.text().view();
      });
      if (builder.made().deviations.size() > 1 && !known) {
        texts.push_back(builder.text());
        found.push_back(builder.made());
      }
    }
  }
  return found;
}

}  // namespace snapseal::explain

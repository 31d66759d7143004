// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/explain/deviation.hpp>
#include <vector>

#include "explain/recipe.hpp"

namespace snapseal::explain {

/// A text as a library writes it, and what about it is wrong.
struct ProfileRecipe {
  Recipe recipe;
  std::vector<Deviation> deviations;
};

/// What each known library makes of `right`, with its members sorted or not. Each text is there
/// once, and none that one deviation alone leads to.
[[nodiscard]] std::vector<ProfileRecipe> profile_recipes(const Recipe& right);

}  // namespace snapseal::explain

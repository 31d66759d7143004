// SPDX-License-Identifier: Apache-2.0
// What other programs do with a path.
#include <array>

#include "core/ascii.hpp"
#include "explain/target_change.hpp"
#include "explain/variants.hpp"
#include "signing/percent.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;

constexpr std::string_view api_v1 = "/api/v1";

bool add_api_v1(Recipe& recipe, unsigned /*step*/) {
  return change(recipe.path, joined({api_v1, recipe.path->view()}));
}

bool remove_api_v1(Recipe& recipe, unsigned /*step*/) {
  const std::string_view path = recipe.path->view();
  return path.starts_with(api_v1) && change(recipe.path, joined({path.substr(api_v1.size())}));
}

bool toggle_trailing_slash(Recipe& recipe, unsigned /*step*/) {
  const std::string_view path = recipe.path->view();
  return change(recipe.path, path.ends_with('/') ? joined({path.substr(0, path.size() - 1)})
                                                 : joined({path, "/"}));
}

bool leading_slash(Recipe& recipe, unsigned step) {
  const std::string_view path = recipe.path->view();
  if (step == 0) {
    return path.starts_with('/') && change(recipe.path, joined({path.substr(1)}));
  }
  return change(recipe.path, joined({"/", path}));
}

bool decode_path(Recipe& recipe, unsigned /*step*/) {
  SecretBuffer decoded;
  signing::percent_decode_into(decoded, recipe.path->view(), false);
  return change(recipe.path, std::move(decoded));
}

bool encode_path_again(Recipe& recipe, unsigned step) {
  SecretBuffer encoded;
  signing::percent_encode_into(encoded, recipe.path->view(),
                               step == 0 ? signing::kept_by_encode_uri : "", "%20");
  return change(recipe.path, std::move(encoded));
}

bool lower_path(Recipe& recipe, unsigned /*step*/) {
  SecretBuffer lower;
  for (const char c : recipe.path->view()) {
    lower.push_back(ascii::lower(c));
  }
  return change(recipe.path, std::move(lower));
}

// And if `moved`, the query is empty then.
bool put_query_into_path(Recipe& recipe, std::string_view before, bool moved) {
  SecretBuffer path = joined({before, recipe.path->view(), "?", recipe.query->view()});
  if (moved) {
    recipe.query = std::make_shared<const SecretBuffer>();
  }
  return change(recipe.path, std::move(path));
}

bool query_in_path(Recipe& recipe, unsigned step) {
  return !recipe.query->view().empty() && put_query_into_path(recipe, "", step == 1);
}

bool url_as_path(Recipe& recipe, unsigned step) {
  constexpr std::array<std::string_view, 4> hosts{"https://api.snaptrade.com",
                                                  "https://api.snaptrade.com/api/v1",
                                                  "http://api.snaptrade.com", "api.snaptrade.com"};
  const std::string_view host = hosts[step / 3];
  if (recipe.webhook || (host.ends_with(api_v1) && recipe.path->view().starts_with(api_v1))) {
    return false;
  }
  if (step % 3 == 0) {
    return change(recipe.path, joined({host, recipe.path->view()}));
  }
  return !recipe.query->view().empty() && put_query_into_path(recipe, host, step % 3 == 2);
}

constexpr std::array variants{
    Variant{D::api_v1_added, Axis::path, 1, add_api_v1},
    Variant{D::api_v1_missing, Axis::path, 1, remove_api_v1},
    Variant{D::trailing_slash, Axis::path, 1, toggle_trailing_slash},
    Variant{D::leading_slash, Axis::path, 2, leading_slash},
    Variant{D::path_decoded, Axis::path, 1, decode_path},
    Variant{D::path_encoded_again, Axis::path, 2, encode_path_again},
    Variant{D::path_letter_case, Axis::path, 1, lower_path},
    Variant{D::query_in_path, Axis::path, 2, query_in_path},
    Variant{D::url_as_path, Axis::path, 12, url_as_path},
};

}  // namespace

std::span<const Variant> path_variants() noexcept {
  return variants;
}

}  // namespace snapseal::explain

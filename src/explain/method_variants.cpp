// SPDX-License-Identifier: Apache-2.0
// Programs that sign the request's method too. Which method was sent is not known.
#include <array>

#include "explain/variants.hpp"

namespace snapseal::explain {

namespace {

constexpr std::array<std::string_view, 10> methods{"GET", "POST", "PUT", "PATCH", "DELETE",
                                                   "get", "post", "put", "patch", "delete"};
constexpr unsigned upper_case = 5;  // as many of them

bool set_method(Recipe& recipe, const Recipe::Method& method) {
  return !recipe.webhook && set(recipe.method, method);
}

bool before_text(Recipe& recipe, unsigned step) {
  constexpr std::array<std::string_view, 2> between{"", "\n"};
  return set_method(recipe, {methods[step / between.size()], between[step % between.size()]});
}

bool before_text_rarely(Recipe& recipe, unsigned step) {
  constexpr std::array<std::string_view, 6> between{"", "\n", " ", ":", "|", "&"};
  return set_method(recipe, {methods[step / between.size()], between[step % between.size()]});
}

bool as_member(Recipe& recipe, unsigned step) {
  return recipe.frame == Recipe::Frame::object &&
         set_method(recipe,
                    {.before_text = {}, .between = {}, .member = methods[step], .place = 1});
}

bool as_member_rarely(Recipe& recipe, unsigned step) {
  constexpr std::array<std::size_t, 3> places{1, 0, 3};
  return recipe.frame == Recipe::Frame::object &&
         set_method(recipe, {.before_text = {},
                             .between = {},
                             .member = methods[step / places.size()],
                             .place = places[step % places.size()]});
}

constexpr std::array variants{
    Variant{Deviation::method_signed, Axis::method, 2 * upper_case, before_text},
    Variant{Deviation::method_signed, Axis::method, upper_case, as_member},
    Variant{Deviation::method_signed, Axis::method, 6 * methods.size(), before_text_rarely, true},
    Variant{Deviation::method_signed, Axis::method, 3 * methods.size(), as_member_rarely, true},
};

}  // namespace

std::span<const Variant> method_variants() noexcept {
  return variants;
}

}  // namespace snapseal::explain

// SPDX-License-Identifier: Apache-2.0
// What other programs do with a query.
#include <algorithm>
#include <array>

#include "explain/query_parts.hpp"
#include "explain/target_change.hpp"
#include "explain/variants.hpp"
#include "signing/member_order.hpp"
#include "signing/percent.hpp"

namespace snapseal::explain {

namespace {

using D = Deviation;

using R = Recipe;

bool decode_query(Recipe& recipe, unsigned step) {
  SecretBuffer decoded;
  signing::percent_decode_into(decoded, recipe.query->view(), step == 1);
  return change(recipe.query, std::move(decoded));
}

// Decodes each parameter and encodes it again, with these characters left, and a space as this.
SecretBuffer encoded_anew(std::string_view query, std::string_view kept, std::string_view blank) {
  const auto again = [&](SecretBuffer& out, std::string_view text) {
    SecretBuffer decoded;
    signing::percent_decode_into(decoded, text, true);
    signing::percent_encode_into(out, decoded.view(), kept, blank);
  };
  SecretBuffer encoded;
  std::string_view before;
  for (const std::string_view parameter : parameters(query)) {
    encoded.append(before);
    before = "&";
    again(encoded, name_of(parameter));
    if (parameter.find('=') != std::string_view::npos) {
      encoded.push_back('=');
      again(encoded, value_of(parameter));
    }
  }
  return encoded;
}

bool reencode_query(Recipe& recipe, unsigned step) {
  const std::string_view query = recipe.query->view();
  switch (step) {
    case 0: return change(recipe.query, signing::replaced(query, "%20", "+"));
    case 1: return change(recipe.query, signing::replaced(query, "+", "%20"));
    case 2: return change(recipe.query, signing::replaced(query, "~", "%7E"));
    case 3: return change(recipe.query, signing::replaced(query, "%7E", "~"));
    case 4: return change(recipe.query, signing::with_escapes_in_case(query, false));
    case 5: return change(recipe.query, signing::with_escapes_in_case(query, true));
    case 6: return change(recipe.query, encoded_anew(query, "", "%20"));
    case 7: return change(recipe.query, encoded_anew(query, "", "+"));
    case 8:
      return change(recipe.query,
                    encoded_anew(query, signing::kept_by_encode_uri_component, "%20"));
    case 9: return change(recipe.query, encoded_anew(query, "*", "+"));  // HTML forms
    default: return change(recipe.query, encoded_anew(query, signing::kept_by_encode_uri, "%20"));
  }
}

bool encode_query_again(Recipe& recipe, unsigned step) {
  SecretBuffer encoded;
  // The whole by encodeURI, which gives %2520, and with it & and = too.
  signing::percent_encode_into(encoded, recipe.query->view(),
                               step == 0   ? signing::kept_by_encode_uri
                               : step == 1 ? signing::kept_by_encode_uri_component
                                           : "",
                               "%20");
  return change(recipe.query, std::move(encoded));
}

bool sort_query(Recipe& recipe, unsigned step) {
  Parts sorted = parameters(recipe.query->view());
  std::stable_sort(sorted.begin(), sorted.end(), [step](std::string_view a, std::string_view b) {
    if (step == 2) {
      return signing::caseless_less(name_of(a), name_of(b));
    }
    return step == 0 ? name_of(a) < name_of(b) : a < b;
  });
  return change(recipe.query, joined(sorted));
}

bool reorder_query(Recipe& recipe, unsigned step) {
  Parts parts = parameters(recipe.query->view());
  const auto is_any_of = [&](std::string_view name) {
    return [name](std::string_view part) { return name_of(part) == name; };
  };
  const auto is_own = [](std::string_view part) {
    const std::string_view name = name_of(part);
    return name == "clientId" || name == "timestamp";
  };
  switch (step) {
    case 0: std::reverse(parts.begin(), parts.end()); break;
    case 1: std::stable_partition(parts.begin(), parts.end(), is_own); break;
    case 2:
      std::stable_partition(parts.begin(), parts.end(), [&](auto part) { return !is_own(part); });
      break;
    case 3: std::stable_partition(parts.begin(), parts.end(), is_any_of("clientId")); break;
    case 4: std::stable_partition(parts.begin(), parts.end(), is_any_of("timestamp")); break;
    default:
      std::stable_partition(parts.begin(), parts.end(),
                            [&](auto part) { return name_of(part) != "timestamp"; });
      break;
  }
  return change(recipe.query, joined(parts));
}

constexpr std::size_t permuted_max = 6;
constexpr unsigned permutations = 720;

bool permute_query(Recipe& recipe, unsigned step) {
  Parts left = parameters(recipe.query->view());
  Parts parts;
  if (left.size() > permuted_max) {
    return false;
  }
  while (!left.empty()) {
    const auto at = static_cast<std::ptrdiff_t>(step % left.size());
    step /= static_cast<unsigned>(left.size());
    parts.push_back(left[static_cast<std::size_t>(at)]);
    left.erase(left.begin() + at);
  }
  return step == 0 && change(recipe.query, joined(parts));
}

bool question_mark(Recipe& recipe, unsigned /*step*/) {
  return !recipe.webhook && change(recipe.query, joined({"?", recipe.query->view()}));
}

bool ampersand(Recipe& recipe, unsigned step) {
  const std::string_view query = recipe.query->view();
  if (recipe.webhook || query.empty()) {
    return false;
  }
  if (step == 0) {
    return change(recipe.query, joined({"&", query}));
  }
  if (step == 1) {
    return change(recipe.query, joined({query, "&"}));
  }
  Parts parts = parameters(query);
  parts.erase(std::remove(parts.begin(), parts.end(), std::string_view()), parts.end());
  return change(recipe.query, joined(parts));
}

constexpr unsigned parameters_max = 12;

bool leave_parameter_out(Recipe& recipe, unsigned step) {
  Parts parts = parameters(recipe.query->view());
  if (step < parameters_max) {
    if (step >= parts.size() || parts[step].empty()) {
      return false;
    }
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(step));
  } else if (step == parameters_max) {
    const auto empty = [](auto part) { return !part.empty() && value_of(part).empty(); };
    parts.erase(std::remove_if(parts.begin(), parts.end(), empty), parts.end());
  } else {
    const auto of_user = [](auto part) {
      return name_of(part) == "userId" || name_of(part) == "userSecret";
    };
    parts.erase(std::remove_if(parts.begin(), parts.end(), of_user), parts.end());
  }
  return change(recipe.query, joined(parts));
}

bool leave_query_out(Recipe& recipe, unsigned step) {
  if (recipe.webhook) {
    return false;
  }
  if (step == 0) {
    return change(recipe.query, SecretBuffer());
  }
  return recipe.frame == R::Frame::object &&
         set(recipe.query_form, step == 1 ? R::QueryForm::null : R::QueryForm::missing);
}

bool query_as_object(Recipe& recipe, unsigned step) {
  return recipe.frame == R::Frame::object && !recipe.query->view().empty() &&
         set(recipe.query_form,
             step == 0 ? R::QueryForm::object : R::QueryForm::object_with_numbers);
}

constexpr std::array variants{
    Variant{D::query_decoded, Axis::query, 2, decode_query},
    Variant{D::query_reencoded, Axis::query, 11, reencode_query},
    Variant{D::query_encoded_again, Axis::query, 3, encode_query_again},
    Variant{D::query_sorted, Axis::query, 3, sort_query},
    Variant{D::query_reordered, Axis::query, 6, reorder_query},
    Variant{D::query_with_question_mark, Axis::query, 1, question_mark},
    Variant{D::query_with_ampersand, Axis::query, 3, ampersand},
    Variant{D::parameter_missing, Axis::query, parameters_max + 2, leave_parameter_out},
    Variant{D::query_left_out, Axis::query_form, 3, leave_query_out},
    Variant{D::query_as_object, Axis::query_form, 2, query_as_object},
    Variant{D::query_reordered, Axis::query, permutations, permute_query, true},
};

}  // namespace

std::span<const Variant> query_variants() noexcept {
  return variants;
}

}  // namespace snapseal::explain

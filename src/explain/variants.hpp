// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <snapseal/explain/deviation.hpp>
#include <span>

#include "explain/recipe.hpp"

/// All that is looked for. Each list is in the file of its name; those of bytes and of profiles are
/// in body_variants.cpp, beside the escapes that they share.
namespace snapseal::explain {

/// What a variant changes. Two of one axis exclude each other, except for paths and queries.
enum class Axis : std::uint8_t {
  strings,
  html,
  slash,
  order,
  dropped,
  empties,
  reals,
  integers,
  separators,
  content,
  frame,
  path,
  query,
  query_form,
  timestamp,
  bytes,
  quoted,
  method,
};

/// One kind of deviation, in so many ways.
struct Variant {
  Deviation deviation;
  Axis axis;
  unsigned steps;
  /// False if this way changes nothing about the recipe.
  bool (*apply)(Recipe& recipe, unsigned step);
  /// Only looked for alone: too many for pairs.
  bool alone = false;
};

/// In the order of `Deviation`, rarer ways after the usual ones of others.
[[nodiscard]] std::span<const Variant> body_variants() noexcept;
[[nodiscard]] std::span<const Variant> method_variants() noexcept;
[[nodiscard]] std::span<const Variant> path_variants() noexcept;
[[nodiscard]] std::span<const Variant> query_variants() noexcept;
[[nodiscard]] std::span<const Variant> timestamp_variants() noexcept;
[[nodiscard]] std::span<const Variant> bytes_variants() noexcept;

/// What one library does by default: more deviations at once than are looked for otherwise.
struct Profile {
  Deviation strings;
  const Escapes* escapes;
  bool html;
  bool slash;
  const Notation* reals;
  Style::Integers integers = Style::Integers::exact;
};
[[nodiscard]] std::span<const Profile> profiles() noexcept;

}  // namespace snapseal::explain

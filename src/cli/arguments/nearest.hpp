// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace snapseal::cli {

/// How far a word is from a name that it may stand for: 0 if they are the same, 1 if one begins
/// with the other, then by the number of letters that are wrong, missing, too many or swapped;
/// `too_far` if it is another word.
[[nodiscard]] std::size_t distance(std::string_view word, std::string_view name);
inline constexpr std::size_t too_far = 100;

/// Collects the names that are nearest to what was written.
class Nearest {
 public:
  void offer(const std::string& name, std::size_t distance);
  /// "did you mean X?", or "X or Y?"; empty if nothing is near, or too much.
  [[nodiscard]] std::string question() const;

 private:
  std::size_t best_ = too_far;
  std::vector<std::string> names_;
};

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include "arguments/nearest.hpp"

#include <algorithm>
#include <numeric>

#include "ascii.hpp"

namespace snapseal::cli {

namespace {

/// Letters to change, add, leave out or swap with their neighbour (optimal string alignment).
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::size_t distance(std::string_view word, std::string_view name) {
  constexpr std::size_t prefix_bytes_min = 2;
  constexpr std::size_t word_bytes_max = 40;
  if (word.empty() || word.size() > word_bytes_max) {
    return too_far;
  }
  const std::string a = lower(word);
  const std::string b = lower(name);
  if (a == b) {
    return 0;
  }
  if (std::min(a.size(), b.size()) >= prefix_bytes_min && (a.starts_with(b) || b.starts_with(a))) {
    return 1;
  }
  const std::size_t wrong = edits(a, b);
  return wrong <= std::max<std::size_t>(1, b.size() / 3) && wrong < a.size() ? 1 + wrong : too_far;
}

void Nearest::offer(const std::string& name, std::size_t distance) {
  if (distance < best_) {
    best_ = distance;
    names_.clear();
  }
  if (distance == best_ && distance != too_far &&
      std::find(names_.begin(), names_.end(), name) == names_.end()) {
    names_.push_back(name);
  }
}

std::string Nearest::question() const {
  constexpr std::size_t names_max = 3;
  if (names_.empty() || names_.size() > names_max) {
    return {};
  }
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < names_.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names_.size() ? " or " : ", ") + names_[i];
  }
  return text + "?";
}

}  // namespace snapseal::cli

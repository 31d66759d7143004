// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json/scanner.hpp"

namespace snapseal::json {

/// A `Scanner` that also refuses a name that is twice in one object, in whatever spelling, when the
/// object ends. Its messages never hold what was read.
class Reader {
 public:
  Reader(std::string_view text, std::size_t depth_max, Errc lone_surrogate = Errc::malformed_json)
      : text_(text), depth_max_(depth_max), scanner_(text, depth_max, lone_surrogate) {
    open_.reserve(4);
    names_.reserve(8);
  }

  /// Throws what `Scanner::next` throws, and `Errc::duplicate_member` with the position of the
  /// second of two names.
  [[nodiscard]] Token next();

  /// As in `Scanner`.
  [[nodiscard]] std::string_view characters() const noexcept { return scanner_.characters(); }
  [[nodiscard]] std::size_t begin() const noexcept { return scanner_.begin(); }
  /// How many containers are open after the last token.
  [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
  [[nodiscard]] Scanner::Resolved take_resolved() && noexcept {
    return std::move(scanner_).take_resolved();
  }

 private:
  void forget_names();

  std::string_view text_;
  std::size_t depth_max_;
  Scanner scanner_;
  std::vector<std::size_t> open_;        // where the names of each open container begin
  std::vector<std::string_view> names_;  // of all open objects
};

}  // namespace snapseal::json

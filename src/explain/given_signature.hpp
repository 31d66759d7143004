// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <snapseal/explain/deviation.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace snapseal::explain {

/// A signature that was given, read in each of the ways in which it may be spelt.
class GivenSignature {
 public:
  explicit GivenSignature(std::string_view text);

  /// How it is spelt if it is this sum: empty if in base64, as it should be. `nullopt` if it is not
  /// this sum in any spelling.
  [[nodiscard]] std::optional<std::vector<Deviation>> spelling_of(
      std::span<const std::uint8_t> sum) const;

 private:
  struct Reading {
    std::vector<std::uint8_t> bytes;
    std::vector<Deviation> spelling;
    bool cut;  // only the beginning
  };

  void read(std::string_view text, const std::vector<Deviation>& spelling);
  void read_again(const std::vector<std::uint8_t>& bytes, const std::vector<Deviation>& spelling);

  std::vector<Reading> readings_;
};

}  // namespace snapseal::explain

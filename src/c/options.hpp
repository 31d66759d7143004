// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal.h>

#include <algorithm>
#include <cstring>
#include <snapseal/core/limits.hpp>
#include <snapseal/response/decrypt_options.hpp>
#include <snapseal/response/parse_options.hpp>

#include "c/input.hpp"

namespace snapseal::c {

/// A caller's structure, which may be that of an older header; `defaults` for a null pointer and
/// for members that it does not have. Throws `Errc::invalid_argument` if its size was not set, or
/// is that of a newer header.
template <typename Structure>
[[nodiscard]] Structure read_structure(const Structure* given, const Structure& defaults,
                                       Literal name) {
  Structure structure = defaults;
  if (given != nullptr) {
    if (given->size <= sizeof(given->size) || given->size > sizeof(Structure)) {
      throw Error(Errc::invalid_argument,
                  "its size is wrong: initialise the structure with its macro or function", name);
    }
    std::memcpy(&structure, given, given->size);
  }
  return structure;
}

/// What `snapseal_options` say, or the defaults.
class Options {
 public:
  explicit Options(const snapseal_options* options);

  [[nodiscard]] Limits limits() const noexcept;
  /// For webhooks, which have a limit of their own.
  [[nodiscard]] Limits webhook_limits() const noexcept;
  [[nodiscard]] ParseOptions parse() const noexcept;
  [[nodiscard]] DecryptOptions decrypt() const noexcept;

 private:
  snapseal_options options_;
};

}  // namespace snapseal::c

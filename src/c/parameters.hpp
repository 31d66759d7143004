// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal.h>

#include <optional>
#include <snapseal/signing/request.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "c/input.hpp"

namespace snapseal::c {

/// The parameters of an operation, each to be taken by its name.
class Parameters {
 public:
  /// Throws `Errc::invalid_argument` for a name that stands twice.
  Parameters(const snapseal_parameter* parameters, std::size_t count);

  [[nodiscard]] std::optional<std::string_view> take(std::string_view name);
  /// Throws `Errc::invalid_argument`, naming it, if it is missing.
  [[nodiscard]] std::string_view require(Literal name);
  /// "true" or "false". Throws `Errc::invalid_argument`, naming it, for anything else.
  [[nodiscard]] std::optional<bool> take_switch(Literal name);
  /// Throws `Errc::invalid_argument` if one was not taken: the operation does not have it.
  void require_all_taken() const;

 private:
  struct Parameter {
    std::string_view name;
    std::string_view value;
    bool taken = false;
  };
  std::vector<Parameter> parameters_;
};

/// The same as the parameters of a query, in their order.
[[nodiscard]] Query query_of(const snapseal_parameter* parameters, std::size_t count);

}  // namespace snapseal::c

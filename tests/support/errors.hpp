// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/core/error.hpp>
#include <string>

namespace snapseal::test {

/// The error that a call throws, if it throws one; any other exception goes on.
template <typename Call>
std::optional<Error> error_of(Call&& call) {
  try {
    static_cast<void>(std::forward<Call>(call)());
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

/// "ok", or the name of the error's code.
template <typename Call>
std::string outcome_of(Call&& call) {
  const auto error = error_of(std::forward<Call>(call));
  return error ? std::string(to_string(error->code())) : "ok";
}

}  // namespace snapseal::test

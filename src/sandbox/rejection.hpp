// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "exchange.hpp"

namespace sandbox {

/// Why a request is refused: what goes back, a short name for programs, and a sentence for people.
/// The sentence holds nothing of the request.
struct Rejection {
  Answer answer;
  std::string reason;
  std::string explanation;
};

using Outcome = std::variant<Answer, Rejection>;

}  // namespace sandbox

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "exchange.hpp"

namespace sandbox {

/// What can go wrong on request.
enum class Fault {
  none,
  bad_data,                 ///< "400/1076"
  user_exists,              ///< "400/1010"
  wrong_signature,          ///< "401/1076"
  wrong_user_secret,        ///< "401/1083"
  no_permission,            ///< "403/1066"
  not_found,                ///< "404/1011"
  too_many_requests,        ///< "429": to be tried again in 7 seconds.
  unexpected_error,         ///< "500/1000"
  unexpected_without_body,  ///< "500"
  slow,                     ///< "slow": the answer comes late.
  truncated,                ///< "truncated": the connection ends in the middle of the answer.
  wrong_tag,                ///< "wrong-tag": the tag of an encrypted answer does not hold.
};

/// Which fault each operation has.
class FaultPlan {
 public:
  /// Takes "429" for all operations, "login=429" for one, several with commas between; what comes
  /// later wins, and what names an operation wins over what does not. Returns what is wrong with
  /// the text, or an empty string.
  [[nodiscard]] std::string add(std::string_view text);

  /// Of the operation with that name; an empty name stands for a path that is no operation.
  [[nodiscard]] Fault of(std::string_view operation) const;

  /// The names that `add` takes, with `separator` between.
  [[nodiscard]] static std::string names(std::string_view separator);

 private:
  Fault all_ = Fault::none;
  std::map<std::string, Fault, std::less<>> by_operation_;
};

/// The answer in place of which nothing is done, for the faults that are errors; else nothing.
[[nodiscard]] std::optional<Answer> answer_of(Fault fault);

/// An encrypted response whose tag has one bit changed. Anything else stays as it is.
void damage_tag(Answer& answer);

}  // namespace sandbox

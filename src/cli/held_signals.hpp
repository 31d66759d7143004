// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <csignal>

namespace snapseal::cli {

/// Holds back every signal that can be held, as long as it lives, so that the terminal can be put
/// right before one ends or stops the program. Those that come are raised again when it is given
/// up, and then do what they would have done. At most one lives at a time.
class HeldSignals {
 public:
  HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();

  /// Waits until the descriptor is ready for the event of poll(). False if a signal came, now or
  /// before, that does more than nothing: then give this up soon.
  [[nodiscard]] bool wait(int descriptor, short event) const;

 private:
  static constexpr int numbers = NSIG;

  sigset_t mask_before_{};
  std::array<struct sigaction, numbers> action_before_{};
  std::array<bool, numbers> is_caught_{};
};

}  // namespace snapseal::cli

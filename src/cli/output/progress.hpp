// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace snapseal::cli {

/// A line on standard error that tells how far the work is, if that is a terminal and standard
/// output, which would run into it, is none. It is taken away again at the end.
class Progress {
 public:
  /// `what` it counts: "responses".
  Progress(std::string_view what, bool quiet);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// Writes anew, if it is time.
  void tell(std::size_t count, std::size_t failed);

 private:
  using Clock = std::chrono::steady_clock;

  std::string_view what_;
  bool is_shown_;
  bool is_written_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
};

}  // namespace snapseal::cli

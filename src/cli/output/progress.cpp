// SPDX-License-Identifier: Apache-2.0
#include "output/progress.hpp"

#include <unistd.h>

#include <iostream>
#include <string>

#include "output/terminal.hpp"

namespace snapseal::cli {

namespace {

constexpr auto interval = std::chrono::milliseconds(200);
constexpr const char* clear_line = "\r\033[K";

}  // namespace

Progress::Progress(std::string_view what, bool quiet)
    : what_(what), is_shown_(!quiet && is_terminal(STDERR_FILENO) && !is_terminal(STDOUT_FILENO)) {}

Progress::~Progress() {
  if (is_written_) {
    std::cerr << clear_line;
  }
}

void Progress::tell(std::size_t count, std::size_t failed) {
  const auto now = Clock::now();
  if (!is_shown_ || now < next_) {
    return;
  }
  next_ = now + interval;
  is_written_ = true;
  const auto seconds = std::chrono::duration<double>(now - begin_).count();
  std::string text = clear_line + std::to_string(count) + " " + std::string(what_);
  if (failed != 0) {
    text += ", " + std::to_string(failed) + " failed";
  }
  if (seconds >= 1) {
    text += ", " + std::to_string(static_cast<std::size_t>(static_cast<double>(count) / seconds)) +
            " a second";
  }
  std::cerr << text;
}

}  // namespace snapseal::cli

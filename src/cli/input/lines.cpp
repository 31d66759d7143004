// SPDX-License-Identifier: Apache-2.0
#include "input/lines.hpp"

#include <utility>

#include "ascii.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{64} * 1024;

}  // namespace

LineReader::LineReader(FileName name, std::string_view what, std::size_t line_bytes_max)
    : input_(std::move(name), what), line_bytes_max_(line_bytes_max), buffer_(buffer_bytes) {}

std::vector<Line> LineReader::read(std::size_t lines_max) {
  std::vector<Line> lines;
  std::size_t bytes = 0;
  while (lines.size() < lines_max && bytes < block_bytes_max) {
    if (take_line()) {
      give_line(lines);
      bytes += lines.empty() ? 0 : lines.back().text.size();
      continue;
    }
    if (is_ended_ || (!lines.empty() && !input_.is_ready())) {
      break;
    }
    const std::size_t count = input_.read(buffer_);
    unread_ = {reinterpret_cast<const char*>(buffer_.data()), count};
    if (count == 0) {
      is_ended_ = true;
      give_line(lines);
    }
  }
  return lines;
}

bool LineReader::take_line() {
  const std::size_t end = unread_.find('\n');
  const std::string_view part = unread_.substr(0, end);
  // One more to show that it is too long, and one for a carriage return.
  line_ += part.substr(0, line_bytes_max_ + 2 - line_.size());
  unread_.remove_prefix(end == std::string_view::npos ? unread_.size() : end + 1);
  return end != std::string_view::npos;
}

void LineReader::give_line(std::vector<Line>& lines) {
  ++number_;
  if (line_.ends_with('\r')) {
    line_.pop_back();
  }
  if (line_.find_first_not_of(line_whitespace) != std::string::npos) {
    lines.push_back({number_, std::move(line_)});
  }
  line_ = std::string();
}

}  // namespace snapseal::cli

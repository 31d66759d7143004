// SPDX-License-Identifier: Apache-2.0
#include "input/lines.hpp"

#include <utility>

#include "ascii.hpp"
#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{64} * 1024;
constexpr std::size_t endless = 8;  // a line that has as many times what a line may have

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
    if (is_ended_ || (!lines.empty() && (is_endless() || !input_.is_ready()))) {
      break;  // what is there already is told first
    }
    if (is_endless()) {
      throw Failure{exit_malformed_input,
                    std::string(to_string(Errc::input_too_large)),
                    input_.name().shown() + ": line " + std::to_string(number_ + 1) +
                        " does not end within " + std::to_string(endless * line_bytes_max_) +
                        " bytes",
                    {}};
    }
    const std::size_t count = input_.read(buffer_.expose());
    unread_ = {reinterpret_cast<const char*>(buffer_.expose().data()), count};
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
  const std::string_view taken = part.substr(0, line_bytes_max_ + 2 - line_.size());
  line_.append(taken);
  passed_over_ += part.size() - taken.size();
  unread_.remove_prefix(end == std::string_view::npos ? unread_.size() : end + 1);
  return end != std::string_view::npos;
}

void LineReader::give_line(std::vector<Line>& lines) {
  ++number_;
  if (line_.view().ends_with('\r')) {
    line_.remove_last();
  }
  if (line_.view().find_first_not_of(line_whitespace) != std::string_view::npos) {
    lines.push_back({number_, std::move(line_)});
  }
  line_.clear();
  passed_over_ = 0;
}

bool LineReader::is_endless() const {
  return passed_over_ > (endless - 1) * line_bytes_max_;
}

}  // namespace snapseal::cli

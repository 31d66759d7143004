// SPDX-License-Identifier: Apache-2.0
// The lines of --ndjson beside a reader that splits the whole text: the same lines, numbers and
// cuts, whatever the sizes. The first two bytes choose the longest line and how many are asked for.
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "failure.hpp"
#include "fuzz.hpp"
#include "input/lines.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

struct Expected {
  std::size_t number;
  std::string text;  // of a long line its beginning
  bool is_long;
};

std::vector<Expected> split(std::string_view text, std::size_t line_bytes_max) {
  std::vector<Expected> lines;
  for (std::size_t number = 1;; ++number) {
    const std::size_t end = text.find('\n');
    std::string line(text.substr(0, end).substr(0, line_bytes_max + 2));
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    if (line.find_first_not_of(" \t\r") != std::string::npos) {
      const bool is_long = line.size() > line_bytes_max;
      lines.push_back({number, std::move(line), is_long});
    }
    if (end == std::string_view::npos) {
      return lines;
    }
    text.remove_prefix(end + 1);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::size_t line_bytes_max = 200 + input.byte();
  const std::size_t lines_max = 1 + input.byte() % 7U;
  const std::string_view text = input.rest();
  const int file = ::memfd_create("lines", 0);
  FUZZ_CHECK(file >= 0 &&
             ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  FUZZ_CHECK(::lseek(file, 0, SEEK_SET) == 0);
  std::vector<cli::Line> read;
  bool is_endless = false;
  try {
    cli::LineReader reader(cli::FileName("/proc/self/fd/" + std::to_string(file), "LINES"), "lines",
                           line_bytes_max);
    for (auto lines = reader.read(lines_max); !lines.empty(); lines = reader.read(lines_max)) {
      FUZZ_CHECK(lines.size() <= lines_max);
      for (cli::Line& line : lines) {
        read.push_back(std::move(line));
      }
    }
    FUZZ_CHECK(reader.read(lines_max).empty());
  } catch (const cli::Failure& failure) {
    FUZZ_CHECK(failure.code == "input_too_large");
    is_endless = true;
  }
  ::close(file);
  const std::vector<Expected> expected = split(text, line_bytes_max);
  FUZZ_CHECK(is_endless ? read.size() < expected.size() : read.size() == expected.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    FUZZ_CHECK(read[i].number == expected[i].number && read[i].text.view() == expected[i].text);
    FUZZ_CHECK((read[i].text.size() > line_bytes_max) == expected[i].is_long);
  }
  return 0;
}

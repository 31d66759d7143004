// SPDX-License-Identifier: Apache-2.0
// The program's command line: any words are parsed, or refused with the status for that and a
// message. No command runs. The input: words, a NUL between each.
#include <string>
#include <vector>

#include "arguments/parts.hpp"
#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

/// Ends a parse before the command runs: it would read and write files, and ask on a terminal.
struct IsParsed {};

void check_failure(const cli::Failure& failure) {
  FUZZ_CHECK(failure.status == cli::exit_usage);
  // Its bytes are shown as `report` shows them: what a terminal would obey is escaped there.
  FUZZ_CHECK(!failure.message.empty() && failure.message.size() + failure.hint.size() < 4096);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  std::vector<std::string> words;
  while (!input.empty() && words.size() < 24) {
    words.emplace_back(input.part());
  }
  const auto program = cli::make_program(words.empty() ? "" : words.front());
  program->parse_complete_callback([] { throw IsParsed{}; });
  try {
    cli::refuse_single_hyphens(words);
    cli::check_flags(*program, words);
    program->parse(std::vector<std::string>(words.rbegin(), words.rend()));
    FUZZ_CHECK(!"a command ran");
  } catch (const cli::Failure& failure) {
    check_failure(failure);
  } catch (const IsParsed&) {
    return 0;
  } catch (const CLI::Success&) {
    return 0;  // help or version
  } catch (const CLI::ParseError& error) {
    check_failure(cli::explain_usage(*program, error, words));
  }
  return 0;
}

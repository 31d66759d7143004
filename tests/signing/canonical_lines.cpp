// SPDX-License-Identifier: Apache-2.0
// Reads texts from standard input, each behind its length in 4 bytes (big-endian), and writes for
// each, in the same way, "+" and its canonical form or "-" and the name of the error.
#include <array>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <snapseal/signing/canonical_json.hpp>
#include <string>

#include "support/bytes.hpp"

namespace {

std::string answer(std::string_view text) {
  try {
    return "+" + snapseal::canonical_json(text);
  } catch (const snapseal::Error& error) {
    return "-" + std::string(to_string(error.code()));
  }
}

}  // namespace

int main() {
  const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
  std::string output;
  for (std::size_t at = 0; at < input.size();) {
    std::size_t size = 0;
    for (int i = 0; i < 4; ++i) {
      size = size << 8 | static_cast<unsigned char>(input.at(at++));
    }
    if (size > input.size() - at) {
      std::cerr << "the input is cut off\n";
      return 1;
    }
    const snapseal::test::ExactBuffer text(std::string_view(input).substr(at, size));
    at += size;
    const std::string result = answer(text.view());
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
      output.push_back(static_cast<char>(result.size() >> shift & 0xffU));
    }
    output += result;
  }
  std::cout.write(output.data(), static_cast<std::streamsize>(output.size()));
  return std::cout.flush() ? 0 : 1;
}

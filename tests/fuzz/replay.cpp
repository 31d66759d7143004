// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target on files, for builds without libFuzzer: replay LEAST FOLDER... fails if the
// folders have fewer than LEAST files, so that a corpus that is not found is no success.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "fuzz.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s LEAST FOLDER...\n", argv[0]);
    return 2;
  }
  std::size_t count = 0;
  for (int i = 2; i < argc; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) {
        const std::string content = snapseal::test::read_file(entry.path());
        const auto bytes = snapseal::test::bytes_of(content);
        static_cast<void>(LLVMFuzzerTestOneInput(bytes.data(), bytes.size()));
        ++count;
      }
    }
  }
  std::printf("%zu inputs\n", count);
  return count < std::stoul(argv[1]) ? 1 : 0;
}

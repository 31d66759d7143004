// SPDX-License-Identifier: Apache-2.0
#include "open_mode.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "opener.hpp"

namespace bench {

namespace {

/// Read into one string of the right size, so that reading needs no memory beside it.
std::string read_file(const char* path) {
  std::string text(std::filesystem::file_size(path), '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    throw std::runtime_error(std::string("cannot read ") + path);
  }
  return text;
}

const Opener& find(std::string_view who) {
  const auto found = std::ranges::find(openers(), who, &Opener::who);
  if (found == openers().end()) {
    throw std::runtime_error("no implementation is called " + std::string(who));
  }
  return *found;
}

void serve(const Open& open, std::string_view json) {
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  for (Seconds::rep seconds = 0; std::cin >> seconds;) {
    std::size_t operations = 0;
    const auto started = Clock::now();
    Seconds passed{0};
    do {
      const Opened opened = open(json);
      ++operations;
      passed = Clock::now() - started;
    } while (passed.count() < seconds);
    std::cout << R"({"operations": )" << operations << R"(, "seconds": )" << passed.count() << "}"
              << std::endl;
  }
}

/// VmHWM; getrusage's figure would begin with that of the process that started this one.
std::size_t peak_memory_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::size_t kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) {
      return kibibytes * 1024;
    }
  }
  throw std::runtime_error("/proc/self/status has no VmHWM");
}

void run(std::string_view mode, std::string_view who, const char* key, const char* response) {
  const std::string pem = read_file(key);
  const std::string json = read_file(response);
  if (who != "none") {
    const Open open = find(who).load(pem);
    if (mode == "serve") {
      serve(open, json);
      return;
    }
    const Opened opened = open(json);
    if (mode == "open") {
      std::cout << opened.view();
      return;
    }
  }
  std::cout << peak_memory_bytes() << "\n";
}

}  // namespace

bool is_open_mode(std::span<char* const> arguments) {
  constexpr std::array<std::string_view, 3> modes = {"open", "serve", "peak-memory"};
  return arguments.size() > 1 && std::ranges::find(modes, arguments[1]) != std::end(modes);
}

int run_open_mode(std::span<char* const> arguments) {
  if (arguments.size() != 5) {
    std::cerr << "usage: snapseal_bench open|serve|peak-memory WHO KEY RESPONSE\n";
    return 2;
  }
  try {
    run(arguments[1], arguments[2], arguments[3], arguments[4]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "snapseal_bench: " << error.what() << "\n";
    return 1;
  }
}

}  // namespace bench

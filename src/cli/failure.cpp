// SPDX-License-Identifier: Apache-2.0
#include "failure.hpp"

#include <unistd.h>

#include <iostream>
#include <system_error>

#include "output/characters.hpp"
#include "output/style.hpp"

namespace snapseal::cli {

namespace {

ExitStatus status_of(Errc code) {
  switch (static_cast<int>(code) / 100) {
    case 1: return exit_malformed_input;
    case 2: return exit_unusable_key;
    case 3: return exit_decryption_failed;
    case 4: return exit_usage;
    case 6: return exit_refused;
    default: return exit_system;
  }
}

}  // namespace

Failure usage_failure(std::string message, std::string hint) {
  return {exit_usage, "usage", std::move(message), std::move(hint)};
}

Failure system_failure(std::string_view doing, std::string_view path, int error_number) {
  std::string message(doing);
  message.append(" ").append(path).append(": ");
  message.append(std::generic_category().message(error_number));
  return {exit_system, "io_error", std::move(message), {}};
}

Failure to_failure(const Error& error, std::string hint) {
  return {status_of(error.code()), std::string(to_string(error.code())), error.what(),
          std::move(hint)};
}

Failure about_file(std::string_view path, const Error& error, std::string hint) {
  Failure failure = to_failure(error, std::move(hint));
  failure.message = std::string(path).append(": ").append(failure.message);
  return failure;
}

bool is_about_input(const Error& error) {
  return status_of(error.code()) == exit_malformed_input;
}

std::string quoted_for_shell(std::string_view text) {
  constexpr std::string_view harmless =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+,:@%";
  if (!text.empty() && text.find_first_not_of(harmless) == std::string_view::npos) {
    return std::string(text);
  }
  return in_quotes(text);
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

int report(const Failure& failure, std::string_view program) {
  const Style style = Style::of(STDERR_FILENO);
  std::cerr << program << ": " << style.fault(failure.code) << ": " << visible(failure.message)
            << '\n';
  if (!failure.hint.empty()) {
    std::cerr << style.hint("hint:") << ' ' << visible(failure.hint) << '\n';
  }
  return failure.status;
}

void note(std::string_view text) {
  std::cerr << "snapseal: " << visible(text) << '\n';
}

}  // namespace snapseal::cli

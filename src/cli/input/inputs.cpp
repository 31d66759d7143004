// SPDX-License-Identifier: Apache-2.0
#include "input/inputs.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "failure.hpp"
#include "files.hpp"

namespace snapseal::cli {

namespace {

bool is_readable(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode) &&
         ::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) == 0;
}

enum class Waiting { nothing, something, unknown };

bool is_file_in_use() {
  struct stat status {};
  return ::fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode) &&
         ::lseek(STDIN_FILENO, 0, SEEK_CUR) > 0;
}

constexpr const char* file_in_use =
    " was not named, and standard input is a file that something else reads, as a shell's loop "
    "reads its list";

/// What standard input has, without reading from it.
Waiting standard_input() {
  struct stat status {};
  if (::fstat(STDIN_FILENO, &status) != 0) {
    return Waiting::nothing;
  }
  if (S_ISREG(status.st_mode)) {
    return ::lseek(STDIN_FILENO, 0, SEEK_CUR) < status.st_size ? Waiting::something
                                                               : Waiting::nothing;
  }
  if (!S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode)) {
    return Waiting::nothing;
  }
  constexpr int patience_ms = 500;
  pollfd waiting{STDIN_FILENO, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&waiting, 1, patience_ms);
  } while (ready < 0 && errno == EINTR);
  if (ready == 0) {
    return Waiting::unknown;
  }
  int bytes = 0;  // none of them: the end
  return ::ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes > 0 ? Waiting::something
                                                                   : Waiting::nothing;
}

constexpr const char* ways_to_tell =
    "- for BODY reads it; --no-body or < /dev/null says that there is no body";

}  // namespace

bool is_standard_input(const std::string& path) {
  constexpr std::array names{"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"};
  return std::find(names.begin(), names.end(), path) != names.end();
}

Inputs& Inputs::add(const char* name, const std::optional<std::string>& path,
                    std::string_view what) {
  return path ? add(FileName(*path, name), what) : *this;
}

Inputs& Inputs::add(FileName name, std::string_view what) {
  uses_.push_back({std::move(name), what});
  return *this;
}

void Inputs::check() const {
  const Use* first = nullptr;
  for (const Use& use : uses_) {
    if (!is_standard_input(use.name.path())) {
      continue;
    }
    if (first != nullptr) {
      throw usage_failure("only one thing can be read from standard input, not both " +
                              std::string(first->name.giver()) + " and " +
                              std::string(use.name.giver()),
                          "name a file instead");
    }
    first = &use;
  }
  for (const Use& use : uses_) {
    if (!is_standard_input(use.name.path()) && !is_readable(use.name.path())) {
      // Opening it tells what is wrong with it, except that a folder can be opened.
      Input input(use.name, use.what);
      std::array<std::uint8_t, 1> byte{};
      static_cast<void>(input.read(byte));
    }
  }
}

void Inputs::check_without_body() const {
  check();
  if (use_standard_input()) {
    return;
  }
  switch (standard_input()) {
    case Waiting::nothing: return;
    case Waiting::something:
      throw usage_failure(is_file_in_use()
                              ? std::string("BODY") + file_in_use
                              : "no BODY was named, but something comes from standard input",
                          ways_to_tell);
    case Waiting::unknown:
      throw usage_failure(
          "no BODY was named, but standard input is a pipe that is open, and something may come",
          ways_to_tell);
  }
}

void check_unasked_standard_input(std::string_view name) {
  if (is_file_in_use()) {
    throw usage_failure(std::string(name) + file_in_use,
                        "name a file; - reads the rest of standard input");
  }
}

const FileName* Inputs::find_file(const std::string& path) const {
  struct stat wanted {};
  if (::stat(path.c_str(), &wanted) != 0 || !S_ISREG(wanted.st_mode)) {
    return nullptr;
  }
  const auto found = std::find_if(uses_.begin(), uses_.end(), [&wanted](const Use& use) {
    struct stat status {};
    const int result = is_standard_input(use.name.path())
                           ? ::fstat(STDIN_FILENO, &status)
                           : ::stat(use.name.path().c_str(), &status);
    return result == 0 && status.st_dev == wanted.st_dev && status.st_ino == wanted.st_ino;
  });
  return found == uses_.end() ? nullptr : &found->name;
}

bool Inputs::use_standard_input() const {
  return std::any_of(uses_.begin(), uses_.end(),
                     [](const Use& use) { return is_standard_input(use.name.path()); });
}

}  // namespace snapseal::cli

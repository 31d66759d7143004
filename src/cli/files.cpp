// SPDX-License-Identifier: Apache-2.0
#include "files.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "failure.hpp"
#include "held_signals.hpp"
#include "output/characters.hpp"
#include "output/terminal.hpp"

namespace snapseal::cli {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) {
      ::close(number_);
    }
  }
  [[nodiscard]] int number() const { return number_; }
  /// Closes now, for the error that only then is told.
  [[nodiscard]] int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

int open_input(const FileName& name, std::string_view what) {
  if (name.is_standard_stream()) {
    static bool taken = false;
    if (std::exchange(taken, true)) {
      throw usage_failure("only one thing can be read from standard input", "name a file instead");
    }
    if (is_terminal(STDIN_FILENO)) {
      note("reading the " + std::string(what) + " from the terminal; end it with Ctrl-D");
    }
    return STDIN_FILENO;
  }
  const int number = ::open(name.path().c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) {
    throw name.failure("open", errno);
  }
  return number;
}

/// After a failed read or write: whether to try again, waiting first if the descriptor is of the
/// kind that does not wait by itself.
bool can_go_on(int descriptor, short event) {
  if (errno == EAGAIN || errno == EWOULDBLOCK) {
    pollfd waiting{descriptor, event, 0};
    return ::poll(&waiting, 1, -1) >= 0 || errno == EINTR;
  }
  return errno == EINTR;
}

/// As many bytes as there are, up to the buffer's size.
std::size_t read_some(Input& input, std::span<std::uint8_t> buffer) {
  std::size_t size = 0;
  while (size < buffer.size()) {
    const std::size_t count = input.read(buffer.subspan(size));
    if (count == 0) {
      break;
    }
    size += count;
  }
  return size;
}

/// Gives 0, or the number of the error.
[[nodiscard]] int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && can_go_on(descriptor, POLLOUT)) {
      continue;
    }
    if (count < 0) {
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

}  // namespace

void open_standard_streams() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(number, F_GETFD) < 0) {
      // open() gives the lowest number that is free. Opened the wrong way round on purpose.
      static_cast<void>(::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
  }
}

Input::Input(FileName name, std::string_view what)
    : name_(std::move(name)), descriptor_(open_input(name_, what)) {}

Input::~Input() {
  if (descriptor_ > STDERR_FILENO) {
    ::close(descriptor_);
  }
}

std::size_t Input::read(std::span<std::uint8_t> buffer) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
    if (count >= 0) {
      return static_cast<std::size_t>(count);
    }
    if (!can_go_on(descriptor_, POLLIN)) {
      throw name_.failure("read", errno);
    }
  }
}

bool Input::is_ready() const {
  pollfd waiting{descriptor_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

SecretString read_input(const FileName& name, std::size_t bytes_max, std::string_view what) {
  Input input(name, what);
  std::vector<SecretBytes> chunks;
  std::size_t size = 0;
  for (std::size_t chunk_bytes = std::size_t{64} * 1024;; chunk_bytes *= 2) {
    SecretBytes& chunk = chunks.emplace_back(std::min(chunk_bytes, bytes_max + 1 - size));
    const std::size_t count = read_some(input, chunk.expose());
    size += count;
    if (size > bytes_max) {
      throw Failure{exit_malformed_input,
                    std::string(to_string(Errc::input_too_large)),
                    "the " + std::string(what) + " is longer than " + std::to_string(bytes_max) +
                        " bytes: " + name.shown(),
                    {}};
    }
    if (count < chunk.size()) {
      break;
    }
  }
  SecretBytes whole(size);
  std::size_t at = 0;
  for (const SecretBytes& chunk : chunks) {
    const auto part = chunk.expose().first(std::min(chunk.size(), size - at));
    std::copy(part.begin(), part.end(), whole.expose().begin() + static_cast<std::ptrdiff_t>(at));
    at += part.size();
  }
  return SecretString(std::move(whole));
}

void write_output(std::string_view text) {
  if (is_terminal(STDOUT_FILENO)) {
    write_raw_output(visible_lines(text).expose());
  } else {
    write_raw_output(text);
  }
}

void write_raw_output(std::string_view text) {
  const int error_number = write_all(STDOUT_FILENO, text);
  if (error_number == EPIPE) {
    throw ReaderGone{};
  }
  if (error_number != 0) {
    throw system_failure("cannot write", "standard output", error_number);
  }
}

void write_device(const FileName& name, std::string_view text) {
  const Descriptor output(::open(name.path().c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (output.number() < 0) {
    throw name.failure("open", errno);
  }
  const int error_number = is_terminal(output.number())
                               ? write_all(output.number(), visible_lines(text).expose())
                               : write_all(output.number(), text);
  if (error_number == EPIPE) {
    throw ReaderGone{};
  }
  if (error_number != 0) {
    throw name.failure("write", error_number);
  }
}

NewFiles::~NewFiles() {
  for (const std::string& path : made_) {
    ::unlink(path.c_str());
  }
}

void NewFiles::write(const FileName& name, std::string_view text, mode_t mode) {
  const std::string& path = name.path();
  if (exists(path)) {
    throw name.failure("create", EEXIST);
  }
  const HeldSignals signals;  // so that none leaves the hidden file behind
  const std::string beside = write_beside(name, text, mode, path);
  if (::link(beside.c_str(), path.c_str()) != 0) {
    // Some file systems have no second names. There another file of this name could get lost now.
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) {
      throw name.failure("create", errno);
    }
    if (exists(path) || ::rename(beside.c_str(), path.c_str()) != 0) {
      throw name.failure("create", exists(path) ? EEXIST : errno);
    }
  } else {
    ::unlink(beside.c_str());
  }
  made_.back() = path;
}

std::string NewFiles::write_beside(const FileName& name, std::string_view text, mode_t mode,
                                   const std::string& path) {
  const std::string hidden =
      path.substr(0, path.rfind('/') + 1) + ".snapseal-" + std::to_string(::getpid());
  std::string beside = hidden;
  int number = -1;
  for (int i = 2; number < 0; ++i) {
    number = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (number < 0 && errno != EEXIST) {
      throw name.failure("create", errno);
    }
    if (number < 0) {  // left by a process of this number that was killed
      beside = hidden + "-" + std::to_string(i);
    }
  }
  made_.push_back(beside);
  Descriptor output(number);
  const int error_number = write_all(output.number(), text);
  if (error_number != 0) {
    throw name.failure_of_made(error_number);
  }
  if (::fsync(output.number()) != 0 && errno != EINVAL && errno != ENOTSUP) {
    throw name.failure_of_made(errno);
  }
  if (output.close() != 0) {
    throw name.failure_of_made(errno);
  }
  return beside;
}

bool exists(const std::string& path) {
  struct stat unused {};
  return ::lstat(path.c_str(), &unused) == 0;
}

int why_not_in_folder_of(const std::string& path) {
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  return ::faccessat(AT_FDCWD, folder.empty() ? "." : folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0
             ? 0
             : errno;
}

bool others_can_use(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         (status.st_mode & (S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)) != 0;
}

}  // namespace snapseal::cli

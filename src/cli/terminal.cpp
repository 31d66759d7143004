// SPDX-License-Identifier: Apache-2.0
#include "terminal.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t passphrase_bytes_max = 1024;

/// No echo while it lives. Signals from keys are off too: Ctrl-C comes in as a character, so that
/// the terminal is never left without its echo.
class QuietTerminal {
 public:
  explicit QuietTerminal(int descriptor) : descriptor_(descriptor) {
    changed_ = ::tcgetattr(descriptor_, &before_) == 0;
    if (changed_) {
      termios quiet = before_;
      quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
      changed_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
    }
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (changed_) {
      ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
      ::close(descriptor_);
    }
  }
  [[nodiscard]] bool is_quiet() const { return changed_; }

 private:
  int descriptor_;
  termios before_{};
  bool changed_ = false;
};

void put(int descriptor, std::string_view text) {
  // Nothing helps if the terminal is gone; the read that follows will tell.
  [[maybe_unused]] const ssize_t ignored = ::write(descriptor, text.data(), text.size());
}

}  // namespace

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

std::optional<SecretString> ask_passphrase(std::string_view prompt) {
  const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) {
    return std::nullopt;
  }
  const QuietTerminal quiet(terminal);
  if (!quiet.is_quiet()) {
    return std::nullopt;
  }
  put(terminal, prompt);
  SecretBytes typed(passphrase_bytes_max);
  std::size_t size = 0;
  for (;;) {
    std::uint8_t c = 0;
    const ssize_t count = ::read(terminal, &c, 1);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0 || c == 3 || size == typed.size()) {
      put(terminal, "\n");
      throw Failure{exit_unusable_key,
                    std::string(to_string(Errc::passphrase_required)),
                    "no passphrase was typed",
                    {}};
    }
    if (c == '\n' || c == '\r') {
      break;
    }
    typed.expose()[size++] = c;
  }
  put(terminal, "\n");
  return SecretString(SecretBytes::copy_of(typed.expose().first(size)));
}

}  // namespace snapseal::cli

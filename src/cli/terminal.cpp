// SPDX-License-Identifier: Apache-2.0
#include "terminal.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "failure.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t passphrase_bytes_max = 1024;

/// The terminal without echo, a character at a time, as long as it lives. Keys make no signals
/// either: Ctrl-C comes in as a character, so that the terminal is never left without its echo.
class QuietTerminal {
 public:
  explicit QuietTerminal(int descriptor) : descriptor_(descriptor) {
    if (::tcgetattr(descriptor_, &before_) == 0) {
      termios quiet = before_;
      quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
      quiet.c_cc[VMIN] = 1;
      quiet.c_cc[VTIME] = 0;
      is_quiet_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
    }
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (is_quiet_) {
      ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    }
    ::close(descriptor_);
  }
  [[nodiscard]] bool is_quiet() const { return is_quiet_; }

 private:
  int descriptor_;
  termios before_{};
  bool is_quiet_ = false;
};

volatile std::sig_atomic_t caught_signal = 0;

/// Catches the signals that end a program, so that the terminal can be put right first, and raises
/// what it caught when it is done.
class DelayedSignals {
 public:
  DelayedSignals() {
    caught_signal = 0;
    struct sigaction action {};
    action.sa_handler = [](int number) { caught_signal = number; };  // no restart: read() returns
    for (std::size_t i = 0; i < signals.size(); ++i) {
      ::sigaction(signals[i], &action, &before_[i]);
    }
  }
  DelayedSignals(const DelayedSignals&) = delete;
  DelayedSignals& operator=(const DelayedSignals&) = delete;
  ~DelayedSignals() {
    for (std::size_t i = 0; i < signals.size(); ++i) {
      ::sigaction(signals[i], &before_[i], nullptr);
    }
    if (caught_signal != 0) {
      static_cast<void>(std::raise(caught_signal));
    }
  }

 private:
  static constexpr std::array signals{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
  std::array<struct sigaction, signals.size()> before_{};
};

void put(int descriptor, std::string_view text) {
  // Nothing helps if the terminal is gone; the read that follows will tell.
  [[maybe_unused]] const ssize_t ignored = ::write(descriptor, text.data(), text.size());
}

std::size_t without_last_character(std::span<const std::uint8_t> utf8) {
  std::size_t size = utf8.size();
  while (size > 0 && (utf8[size - 1] & 0xc0) == 0x80) {
    --size;
  }
  return size > 0 ? size - 1 : 0;
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
  const DelayedSignals delayed;
  const QuietTerminal quiet(terminal);  // given up before the signals are let through
  if (!quiet.is_quiet()) {
    return std::nullopt;
  }
  put(terminal, prompt);
  const auto failure = [terminal](const char* message) -> Failure {
    put(terminal, "\n");
    return {exit_unusable_key, std::string(to_string(Errc::passphrase_required)), message, {}};
  };
  constexpr std::uint8_t ctrl_c = 3;
  constexpr std::uint8_t ctrl_d = 4;
  constexpr std::uint8_t ctrl_u = 21;
  constexpr std::uint8_t ctrl_z = 26;
  constexpr std::uint8_t ctrl_backslash = 28;
  constexpr std::uint8_t rubout = 127;
  SecretBytes typed(passphrase_bytes_max);
  std::size_t size = 0;
  for (;;) {
    std::uint8_t c = 0;
    const ssize_t count = ::read(terminal, &c, 1);
    if (count < 0 && errno == EINTR && caught_signal == 0) {
      continue;
    }
    if (count <= 0 || c == ctrl_c || c == ctrl_d || c == ctrl_backslash) {
      throw failure("no passphrase was typed");
    }
    if (c == '\n' || c == '\r') {
      break;
    }
    if (c == ctrl_z) {
      continue;  // cannot be waited for here
    }
    if (c == ctrl_u) {
      size = 0;
    } else if (c == '\b' || c == rubout) {
      size = without_last_character(typed.expose().first(size));
    } else if (size == typed.size()) {
      throw failure("the passphrase is longer than 1024 bytes");
    } else {
      typed.expose()[size++] = c;
    }
  }
  put(terminal, "\n");
  return SecretString(SecretBytes::copy_of(typed.expose().first(size)));
}

}  // namespace snapseal::cli

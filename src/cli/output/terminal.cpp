// SPDX-License-Identifier: Apache-2.0
#include "output/terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <string>

#include "failure.hpp"
#include "held_signals.hpp"
#include "output/characters.hpp"

namespace snapseal::cli {

namespace {

constexpr std::size_t passphrase_bytes_max = 1024;

/// The terminal itself, whatever standard input and output are.
class Terminal {
 public:
  /// Reading and writing do not wait: `HeldSignals::wait` does, which a signal ends.
  Terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {}
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// Returns when the program is in the foreground: in the background, the system stops it here
  /// until then. False if there is no terminal, or none that the program may ever use. What was
  /// typed before is dropped.
  [[nodiscard]] bool wait_for_foreground() {
    if (descriptor_ < 0 || ::tcflush(descriptor_, TCIFLUSH) != 0 || !is_in_foreground()) {
      return false;
    }
    if (!modes_) {
      termios modes{};
      if (::tcgetattr(descriptor_, &modes) != 0) {
        return false;
      }
      modes_ = modes;
    }
    return true;
  }

  /// Without echo, a character at a time. Keys make signals as ever.
  [[nodiscard]] bool make_quiet() {
    termios quiet = *modes_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON);
    quiet.c_lflag |= ISIG;
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    return set(quiet);
  }
  /// As it was first. In the background the terminal is another's, and stays as that one has it.
  void restore() {
    if (is_in_foreground()) {
      ::tcflush(descriptor_, TCIFLUSH);  // half a passphrase is not a command for the shell
      static_cast<void>(set(*modes_));
    }
  }

 private:
  [[nodiscard]] bool is_in_foreground() const { return ::tcgetpgrp(descriptor_) == ::getpgrp(); }
  /// At once: waiting for output first could last for ever, if Ctrl-S stopped it.
  [[nodiscard]] bool set(const termios& modes) const {
    return ::tcsetattr(descriptor_, TCSANOW, &modes) == 0;
  }

  int descriptor_;
  std::optional<termios> modes_;
};

/// The terminal without echo, as long as it lives.
class QuietTerminal {
 public:
  explicit QuietTerminal(Terminal& terminal)
      : terminal_(terminal), is_quiet_(terminal.make_quiet()) {}
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() { terminal_.restore(); }
  [[nodiscard]] bool is_quiet() const { return is_quiet_; }

 private:
  Terminal& terminal_;
  bool is_quiet_;
};

/// Nothing helps if the terminal is gone; the read that follows will tell.
void put(const Terminal& terminal, const HeldSignals& signals, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(terminal.descriptor(), text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN || !signals.wait(terminal.descriptor(), POLLOUT)) {
      return;
    }
  }
}

std::size_t without_last_character(std::span<const std::uint8_t> utf8) {
  std::size_t size = utf8.size();
  while (size > 0 && (utf8[size - 1] & 0xc0) == 0x80) {
    --size;
  }
  return size > 0 ? size - 1 : 0;
}

/// What is typed up to a line end; `nullopt` if a signal comes first.
std::optional<SecretString> read_typed(const Terminal& terminal, const HeldSignals& signals) {
  const auto failure = [&](const char* message) -> Failure {
    put(terminal, signals, "\n");
    return {exit_unusable_key, std::string(to_string(Errc::passphrase_required)), message, {}};
  };
  constexpr std::uint8_t ctrl_d = 4;
  constexpr std::uint8_t ctrl_u = 21;
  constexpr std::uint8_t rubout = 127;
  SecretBytes typed(passphrase_bytes_max);
  std::size_t size = 0;
  while (signals.wait(terminal.descriptor(), POLLIN)) {
    std::uint8_t c = 0;
    const ssize_t count = ::read(terminal.descriptor(), &c, 1);
    if (count < 0 && errno == EAGAIN) {
      continue;
    }
    if (count <= 0 || c == ctrl_d) {
      throw failure("no passphrase was typed");
    }
    if (c == '\n' || c == '\r') {
      return SecretString(SecretBytes::copy_of(typed.expose().first(size)));
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
  return std::nullopt;
}

}  // namespace

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

std::optional<SecretString> ask_passphrase(std::string_view prompt) {
  const std::string shown = visible(prompt);
  Terminal terminal;
  while (terminal.wait_for_foreground()) {
    const HeldSignals signals;  // given up after the next, which puts the echo on again
    const QuietTerminal quiet(terminal);
    if (!quiet.is_quiet()) {
      break;
    }
    put(terminal, signals, shown);
    std::optional<SecretString> typed = read_typed(terminal, signals);
    put(terminal, signals, "\n");
    if (typed) {
      return typed;
    }
    // A signal came. If the program is still there when it was raised, it asks once more.
  }
  return std::nullopt;
}

}  // namespace snapseal::cli

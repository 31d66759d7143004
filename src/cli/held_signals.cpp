// SPDX-License-Identifier: Apache-2.0
#include "held_signals.hpp"

#include <poll.h>
#include <pthread.h>

#include <algorithm>
#include <cerrno>

namespace snapseal::cli {

namespace {

std::array<volatile std::sig_atomic_t, NSIG> came{};
pthread_t holder;

/// Another thread (a token's module may have some) does not hold signals back: what it gets, it
/// passes on, so that the wait ends.
void catch_signal(int number) {
  came[static_cast<std::size_t>(number)] = 1;
  if (::pthread_equal(::pthread_self(), holder) == 0) {
    static_cast<void>(::pthread_kill(holder, number));
  }
}

/// Those whose default is to do nothing. A wait need not end for them.
bool does_nothing(int number) {
  return number == SIGCHLD || number == SIGURG || number == SIGWINCH;
}

bool stops(int number) {
  return number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
}

bool is_pending(int number) {
  sigset_t pending;
  return ::sigpending(&pending) == 0 && ::sigismember(&pending, number) == 1;
}

bool has_come(int number) {
  return came[static_cast<std::size_t>(number)] != 0;
}

bool any_has_come() {
  return std::any_of(came.begin(), came.end(), [](std::sig_atomic_t count) { return count != 0; });
}

}  // namespace

HeldSignals::HeldSignals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &mask_before_);
  holder = ::pthread_self();
  std::fill(came.begin(), came.end(), 0);
  struct sigaction action {};
  action.sa_handler = catch_signal;
  action.sa_mask = all;
  for (int number = 1; number < numbers; ++number) {
    const auto i = static_cast<std::size_t>(number);
    is_caught_[i] = number != SIGKILL && number != SIGSTOP && !does_nothing(number) &&
                    ::sigaction(number, nullptr, &action_before_[i]) == 0 &&
                    action_before_[i].sa_handler != SIG_IGN &&
                    ::sigaction(number, &action, nullptr) == 0;
  }
}

HeldSignals::~HeldSignals() {
  for (int number = 1; number < numbers; ++number) {
    const auto i = static_cast<std::size_t>(number);
    if (is_caught_[i]) {
      ::sigaction(number, &action_before_[i], nullptr);
      // SIGCONT has done its work. One that waits means that the program shall go on: to raise a
      // stop would take it away.
      const bool is_over = number == SIGCONT || (stops(number) && is_pending(SIGCONT));
      if (has_come(number) && !is_over) {
        static_cast<void>(std::raise(number));
      }
    }
  }
  ::pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);  // from here on they do what they do
}

bool HeldSignals::wait(int descriptor, short event) const {
  pollfd waiting{descriptor, event, 0};
  bool is_ready = false;
  while (!any_has_come()) {
    if (is_ready) {
      return true;
    }
    // What is held comes through inside ppoll() only, so that none is missed before it.
    const int ready = ::ppoll(&waiting, 1, nullptr, &mask_before_);
    is_ready = ready > 0 || (ready < 0 && errno != EINTR);  // an error is for the caller's read()
  }
  return false;
}

}  // namespace snapseal::cli

// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace snapseal::cli {

namespace {

// A leak checker looks at the process from outside, which one without dumps does not allow.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_looked_at = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(leak_sanitizer)
constexpr bool is_looked_at = true;
#else
constexpr bool is_looked_at = false;
#endif
#else
constexpr bool is_looked_at = false;
#endif

void forbid_core_dumps() {
  const rlimit none{0, 0};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
#ifdef PR_SET_DUMPABLE
  // The limit does not hold where the system gives dumps to a program. And no other process of the
  // same user, unless he is root, can read this one's memory any more.
  if (!is_looked_at) {
    static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
  }
#endif
}

}  // namespace

void prepare_process() {
  forbid_core_dumps();
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
#ifdef SIGXFSZ
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
#endif
}

void end_by_broken_pipe() {
  static_cast<void>(std::signal(SIGPIPE, SIG_DFL));
  sigset_t it;
  ::sigemptyset(&it);
  ::sigaddset(&it, SIGPIPE);
  ::pthread_sigmask(SIG_UNBLOCK, &it, nullptr);
  static_cast<void>(std::raise(SIGPIPE));
  std::_Exit(128 + SIGPIPE);
}

}  // namespace snapseal::cli

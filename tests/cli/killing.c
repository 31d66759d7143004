// SPDX-License-Identifier: Apache-2.0
// Loaded before the C library (LD_PRELOAD): the process is killed at the step KILLED_AT of those
// that make and change files. A write is killed when half of it is done.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_the_step(void) {
  static int step = 0;
  const char* at = getenv("KILLED_AT");
  return at != NULL && ++step == atoi(at);
}

static void end_if_it_is_the_step(void) {
  if (is_the_step()) {
    raise(SIGKILL);
  }
}

static int is_file(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if ((flags & O_CREAT) != 0 && (flags & O_EXCL) == 0) { /* what is there could be written over */
    static const char message[] = "killing: a file is made without O_EXCL\n";
    syscall(SYS_write, STDERR_FILENO, message, sizeof(message) - 1);
    abort();
  }
  if ((flags & O_CREAT) != 0) {
    end_if_it_is_the_step();
  }
  return descriptor;
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (is_file(descriptor) && is_the_step()) {
    syscall(SYS_write, descriptor, bytes, size / 2);
    raise(SIGKILL);
  }
  return syscall(SYS_write, descriptor, bytes, size);
}

int fsync(int descriptor) {
  end_if_it_is_the_step();
  return (int)syscall(SYS_fsync, descriptor);
}

int link(const char* from, const char* to) {
  end_if_it_is_the_step();
  return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rename(const char* from, const char* to) {
  end_if_it_is_the_step();
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char* path) {
  end_if_it_is_the_step();
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

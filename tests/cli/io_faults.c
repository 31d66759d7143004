// SPDX-License-Identifier: Apache-2.0
// Loaded before the C library (LD_PRELOAD): files and pipes misbehave as IO_FAULT says.
//   short       a read or a write does one byte
//   eintr       every other read or write is interrupted first
//   read, write, fsync, close   that call fails (EIO, ENOSPC, EIO, EDQUOT); a write after 10 bytes
//   link        there are no second names (EPERM)
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fault_is(const char* name) {
  const char* fault = getenv("IO_FAULT");
  return fault != NULL && strcmp(fault, name) == 0;
}

static int fail(int error_number) {
  errno = error_number;
  return -1;
}

static int is_interrupted(void) {
  static int calls = 0;
  return fault_is("eintr") && ++calls % 2 == 1;
}

static int is_written_file(int descriptor) {
  struct stat status;
  const int flags = fcntl(descriptor, F_GETFL);
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
         (flags & O_ACCMODE) != O_RDONLY;
}

ssize_t read(int descriptor, void* bytes, size_t size) {
  if (is_interrupted()) {
    return fail(EINTR);
  }
  if (fault_is("read")) {
    return fail(EIO);
  }
  return syscall(SYS_read, descriptor, bytes, fault_is("short") && size > 1 ? 1 : size);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static size_t room = 10;
  if (is_interrupted()) {
    return fail(EINTR);
  }
  if (fault_is("write") && is_written_file(descriptor)) {
    if (room == 0) {
      return fail(ENOSPC);
    }
    size = size < room ? size : room;
    room -= size;
  }
  return syscall(SYS_write, descriptor, bytes, fault_is("short") && size > 1 ? 1 : size);
}

int fsync(int descriptor) {
  return fault_is("fsync") ? fail(EIO) : (int)syscall(SYS_fsync, descriptor);
}

int close(int descriptor) {
  const int was_written = is_written_file(descriptor);
  const int result = (int)syscall(SYS_close, descriptor);
  return fault_is("close") && was_written ? fail(EDQUOT) : result;
}

int link(const char* from, const char* to) {
  return fault_is("link") ? fail(EPERM) : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

// SPDX-License-Identifier: Apache-2.0
#include "files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace sandbox {
namespace {

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  throw std::runtime_error(what + " " + path + ": " + std::generic_category().message(errno));
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    content.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOENT) {
      return std::nullopt;
    }
    fail("cannot read", path);
  }
  std::string content(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) {
    fail("cannot read", path);
  }
  return content;
}

void write_file(const std::string& path, std::string_view content) {
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                          S_IRUSR | S_IWUSR);
  if (file < 0) {
    fail("cannot write", fresh);
  }
  const bool written = write_all(file, content);
  if ((::close(file) != 0) || !written || std::rename(fresh.c_str(), path.c_str()) != 0) {
    fail("cannot write", path);
  }
}

TemporaryFolder::TemporaryFolder()
    : path_((std::filesystem::temp_directory_path() / "snapseal-sandbox-XXXXXX").string()) {
  if (::mkdtemp(path_.data()) == nullptr) {
    fail("cannot make", path_);
  }
}

TemporaryFolder::~TemporaryFolder() {
  remove();
}

void TemporaryFolder::remove() const {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace sandbox
